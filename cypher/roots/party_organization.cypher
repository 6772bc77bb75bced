// One organisation of the chain · 党组织
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns organization: PartyOrganization
MATCH (organization:PartyOrganization {code: $code})
RETURN organization
