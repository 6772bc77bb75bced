// One JointBody a code · 协调议事机构代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT joint_body_code IF NOT EXISTS
FOR (n:JointBody) REQUIRE n.code IS UNIQUE
