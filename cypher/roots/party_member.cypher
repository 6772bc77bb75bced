// One Party member · 党员
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns member: PartyMember
MATCH (member:PartyMember {code: $code})
RETURN member
