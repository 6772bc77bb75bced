// One Matter a code · 网格事项代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT matter_code IF NOT EXISTS
FOR (n:Matter) REQUIRE n.code IS UNIQUE
