// Party members of a subtree, to be exported · 党员导出
//
// Those whose place's code begins with `within` and that are in force, in the order of the index on place and code.
// The parent is the organisation the member belongs to that day.
//
// param   within: String!
// param   beyond: String!
// param   asOf: Date!
// returns kind: String!, code: String!, name: String, area: String!, valid_from: Date!, valid_to: Date, parent: String
MATCH (member:PartyMember)
USING INDEX member:PartyMember(area, code)
WHERE member.area >= $within AND member.area < $beyond AND member.code IS NOT NULL
  AND in_force(member)
WITH member ORDER BY member.area, member.code
CALL (member) {
  OPTIONAL MATCH (member)-[edge:MEMBER_OF]->(above:PartyOrganization)
  WHERE in_force(edge, above)
  WITH above ORDER BY above.code LIMIT 1
  RETURN above.code AS parent
}
RETURN 'PartyMember' AS kind, member.code AS code, member.name AS name, member.area AS area,
       member.valid_from AS valid_from, member.valid_to AS valid_to, parent
