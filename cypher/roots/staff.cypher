// One person at work · 工作人员
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: Staff
MATCH (record:Staff {code: $code})
RETURN record
