// One State a code · 状态代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT state_code IF NOT EXISTS
FOR (n:State) REQUIRE n.code IS UNIQUE
