// One Unit a code · 单位代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT unit_code IF NOT EXISTS
FOR (n:Unit) REQUIRE n.code IS UNIQUE
