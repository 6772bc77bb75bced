// One leader of a county · 县级领导
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: Leader
MATCH (record:Leader {code: $code})
RETURN record
