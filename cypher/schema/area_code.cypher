// One Area a code · 地域代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT area_code IF NOT EXISTS
FOR (n:Area) REQUIRE n.code IS UNIQUE
