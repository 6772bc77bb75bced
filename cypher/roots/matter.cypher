// One matter of a grid · 网格事项
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: Matter
MATCH (record:Matter {code: $code})
RETURN record
