// One Leader a code · 县级领导代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT leader_code IF NOT EXISTS
FOR (n:Leader) REQUIRE n.code IS UNIQUE
