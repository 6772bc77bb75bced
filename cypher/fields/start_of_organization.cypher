// The line of an organisation begins with itself · 党组织链条
//
// Which tiers it needs above itself follows from its kind, in `line`.
//
// given   organization: PartyOrganization
// returns direct: PartyOrganization, places: [Area], community: Area, required: [String!]
RETURN organization AS direct, [] AS places, null AS community, null AS required
