// One Building a code · 楼栋代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT building_code IF NOT EXISTS
FOR (n:Building) REQUIRE n.code IS UNIQUE
