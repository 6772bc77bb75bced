// One co-building tie · 联建共建
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns tie: CoBuilding
MATCH (tie:CoBuilding {code: $code})
RETURN tie
