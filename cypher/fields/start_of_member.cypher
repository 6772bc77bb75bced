// The line of a member begins with the organisation the member belongs to · 党员所在组织
//
// An in-service member who reports to a community keeps the organisation of the agency: reporting moves nothing.
//
// given   member: PartyMember
// param   asOf: Date!
// returns direct: PartyOrganization, places: [Area], community: Area, required: [String!]
OPTIONAL MATCH (member)-[belongs:MEMBER_OF]->(organization:PartyOrganization)
WHERE in_force(belongs, organization)
WITH organization ORDER BY organization.code LIMIT 1
RETURN organization AS direct, [] AS places, null AS community, null AS required
