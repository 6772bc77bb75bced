// One Pledge a code · 承诺代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT pledge_code IF NOT EXISTS
FOR (n:Pledge) REQUIRE n.code IS UNIQUE
