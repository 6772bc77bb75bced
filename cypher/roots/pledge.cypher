// One pledge · 承诺
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: Pledge
MATCH (record:Pledge {code: $code})
RETURN record
