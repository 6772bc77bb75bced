// One Activity a code · 活动代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT activity_code IF NOT EXISTS
FOR (n:Activity) REQUIRE n.code IS UNIQUE
