// One figure · 数据
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: Figure
MATCH (record:Figure {code: $code})
RETURN record
