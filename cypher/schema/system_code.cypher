// One System a code · 数字平台代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT system_code IF NOT EXISTS
FOR (n:System) REQUIRE n.code IS UNIQUE
