// One Team a code · 队伍代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT team_code IF NOT EXISTS
FOR (n:Team) REQUIRE n.code IS UNIQUE
