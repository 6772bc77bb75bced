// One Figure a code · 数据代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT figure_code IF NOT EXISTS
FOR (n:Figure) REQUIRE n.code IS UNIQUE
