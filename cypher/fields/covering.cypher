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
WITH depth, cover, organization,
     CASE WHEN cover.valid_to IS NULL OR organization.valid_to < cover.valid_to
          THEN organization.valid_to ELSE cover.valid_to END AS ends
ORDER BY depth, organization:PartyBranch, organization.code
RETURN head(collect(CASE WHEN cover.valid_from <= $asOf AND organization.valid_from <= $asOf
                          AND (ends IS NULL OR $asOf < ends) THEN organization END)) AS covering,
       max(CASE WHEN ends <= $asOf THEN ends END) AS lost
