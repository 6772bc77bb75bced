// One household · 户
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns household: Household
MATCH (household:Household {code: $code})
RETURN household
