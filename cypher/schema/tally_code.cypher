// One Tally a code · 统计代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT tally_code IF NOT EXISTS
FOR (n:Tally) REQUIRE n.code IS UNIQUE
