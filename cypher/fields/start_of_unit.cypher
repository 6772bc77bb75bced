// The line of a unit begins with its own organisation, else with the joint branch that covers it · 单位党组织
//
// Of several organisations in one unit the highest tier answers for it.
//
// given   unit: Unit
// param   asOf: Date!
// returns direct: PartyOrganization, places: [Area], community: Area, required: [String!]
OPTIONAL MATCH (unit)<-[tie:ORGANIZED_IN|COVERS_UNIT]-(organization:PartyOrganization)
WHERE in_force(tie, organization)
WITH organization
ORDER BY organization:PartyCommittee DESC, organization:GeneralPartyBranch DESC, organization:PartyBranch DESC,
         organization.code
LIMIT 1
RETURN organization AS direct, [] AS places, null AS community, null AS required
