// One Facility a code · 服务设施代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT facility_code IF NOT EXISTS
FOR (n:Facility) REQUIRE n.code IS UNIQUE
