// The group or branch that covers the deepest of some places · 覆盖党组织
//
// A group goes before a branch on the same depth, then the lower code.
//
// given   places: [Area]
// param   asOf: Date!
// returns covering: PartyOrganization
UNWIND range(0, size(places) - 1) AS depth
UNWIND places[depth] AS place
MATCH (place)<-[cover:COVERS]-(organization:PartyGroup|PartyBranch)
WHERE in_force(cover, organization)
WITH organization ORDER BY depth, organization:PartyBranch, organization.code
RETURN head(collect(organization)) AS covering
