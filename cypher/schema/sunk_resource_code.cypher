// One SunkResource a code · 下沉资源代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT sunk_resource_code IF NOT EXISTS
FOR (n:SunkResource) REQUIRE n.code IS UNIQUE
