// One BudgetLine a code · 预算代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT budget_line_code IF NOT EXISTS
FOR (n:BudgetLine) REQUIRE n.code IS UNIQUE
