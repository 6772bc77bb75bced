// One CoBuilding a code · 联建共建代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT co_building_code IF NOT EXISTS
FOR (n:CoBuilding) REQUIRE n.code IS UNIQUE
