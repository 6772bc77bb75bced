// One MatterStep a code · 事项环节代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT matter_step_code IF NOT EXISTS
FOR (n:MatterStep) REQUIRE n.code IS UNIQUE
