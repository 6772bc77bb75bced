// One Staff a code · 工作人员代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT staff_code IF NOT EXISTS
FOR (n:Staff) REQUIRE n.code IS UNIQUE
