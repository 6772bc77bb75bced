// The group or branch that covers the deepest of some places · 覆盖党组织
//
// A group goes before a branch on the same depth, then the lower code. `lost` is the last day on which any of them
// stopped being covered, on or before the day asked for.
//
// given   places: [Area]
// param   asOf: Date!
// returns covering: PartyOrganization, lost: Date
UNWIND range(0, size(places) - 1) AS depth
UNWIND places[depth] AS place
MATCH (place)<-[cover:COVERS]-(organization:PartyGroup|PartyBranch)
WITH depth, cover, organization ORDER BY depth, organization:PartyBranch, organization.code
RETURN head(collect(CASE WHEN in_force(cover, organization) THEN organization END)) AS covering,
       max(lapsed(cover, organization)) AS lost
