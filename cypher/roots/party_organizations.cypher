// Party organisations, place by place · 党组织列表
//
// Those whose place's code begins with `within`: `beyond` is the first code after all of these. An organisation that
// covers several areas has the place that holds them all.
// The order is that of the index, which is read only where both its keys are named; an OR would be planned past it.
//
// param   within: String!
// param   beyond: String!
// param   tier: [String!]
// param   kind: [String!]
// param   nameContains: String
// param   formation: [String!]
// param   beganFrom: Date
// param   beganBefore: Date
// param   asOf: Date!
// returns organization: PartyOrganization
MATCH (organization:PartyOrganization)
USING INDEX organization:PartyOrganization(area, code)
WHERE organization.area >= $within AND organization.area < $beyond AND organization.code IS NOT NULL
  AND in_force(organization)
  AND CASE WHEN $kind IS NULL THEN true ELSE organization.kind IN $kind END
  AND CASE WHEN $tier IS NULL THEN true ELSE CASE
        WHEN organization:PartyGroup THEN 'GROUP'
        WHEN organization:PartyBranch THEN 'BRANCH'
        WHEN organization:GeneralPartyBranch THEN 'GENERAL_BRANCH'
        WHEN organization.kind IN ['TOWNSHIP', 'COUNTY', 'CITY'] THEN organization.kind
        ELSE 'COMMITTEE' END IN $tier END
  AND CASE WHEN $nameContains IS NULL THEN true ELSE organization.pairs CONTAINS $nameContains END
  AND CASE WHEN $formation IS NULL THEN true ELSE organization.formation IN $formation END
  AND CASE WHEN $beganFrom IS NULL THEN true ELSE organization.valid_from >= $beganFrom END
  AND CASE WHEN $beganBefore IS NULL THEN true ELSE organization.valid_from < $beganBefore END
RETURN organization
