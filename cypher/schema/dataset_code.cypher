// One Dataset a code · 数据集代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT dataset_code IF NOT EXISTS
FOR (n:Dataset) REQUIRE n.code IS UNIQUE
