// Households of a subtree, to be exported · 户导出
//
// Those whose place's code begins with `within` and that are in force, in the order of the index on place and code.
// The parent is the building it lies in that day.
//
// param   within: String!
// param   beyond: String!
// param   asOf: Date!
// returns kind: String!, code: String!, name: String, area: String!, valid_from: Date!, valid_to: Date, parent: String
MATCH (household:Household)
USING INDEX household:Household(area, code)
WHERE household.area >= $within AND household.area < $beyond AND household.code IS NOT NULL
  AND in_force(household)
WITH household ORDER BY household.area, household.code
CALL (household) {
  OPTIONAL MATCH (household)-[edge:LOCATED_IN]->(above:Building)
  WHERE in_force(edge, above)
  WITH above ORDER BY above.code LIMIT 1
  RETURN above.code AS parent
}
RETURN 'Household' AS kind, household.code AS code, household.name AS name, household.area AS area,
       household.valid_from AS valid_from, household.valid_to AS valid_to, parent
