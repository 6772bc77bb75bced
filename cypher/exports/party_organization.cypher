// Party organisations of a subtree, to be exported · 党组织导出
//
// Those whose place's code begins with `within` and that are in force, in the order of the index on place and code.
// The parent is the organisation it answers to that day.
//
// param   within: String!
// param   beyond: String!
// param   asOf: Date!
// returns kind: String!, code: String!, name: String, area: String!, valid_from: Date!, valid_to: Date, parent: String
MATCH (organization:PartyOrganization)
USING INDEX organization:PartyOrganization(area, code)
WHERE organization.area >= $within AND organization.area < $beyond AND organization.code IS NOT NULL
  AND in_force(organization)
WITH organization ORDER BY organization.area, organization.code
CALL (organization) {
  OPTIONAL MATCH (organization)-[edge:SUBORDINATE_TO]->(above:PartyOrganization)
  WHERE in_force(edge, above)
  WITH above ORDER BY above.code LIMIT 1
  RETURN above.code AS parent
}
RETURN 'PartyOrganization' AS kind, organization.code AS code, organization.name AS name, organization.area AS area,
       organization.valid_from AS valid_from, organization.valid_to AS valid_to, parent
