// One ReportingUnit a code · 填报单位代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT reporting_unit_code IF NOT EXISTS
FOR (n:ReportingUnit) REQUIRE n.code IS UNIQUE
