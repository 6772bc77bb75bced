// One budget line · 预算
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: BudgetLine
MATCH (record:BudgetLine {code: $code})
RETURN record
