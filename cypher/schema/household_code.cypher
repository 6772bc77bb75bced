// One Household a code · 户代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT household_code IF NOT EXISTS
FOR (n:Household) REQUIRE n.code IS UNIQUE
