// One LoadRun a code · 装载代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT load_run_code IF NOT EXISTS
FOR (n:LoadRun) REQUIRE n.code IS UNIQUE
