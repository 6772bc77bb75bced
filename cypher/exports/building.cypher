// Buildings of a subtree, to be exported · 楼栋导出
//
// Those whose place's code begins with `within` and that are in force, in the order of the index on place and code.
// The parent is the grid it lies in that day.
//
// param   within: String!
// param   beyond: String!
// param   asOf: Date!
// returns kind: String!, code: String!, name: String, area: String!, valid_from: Date!, valid_to: Date, parent: String
MATCH (building:Building)
USING INDEX building:Building(area, code)
WHERE building.area >= $within AND building.area < $beyond AND building.code IS NOT NULL
  AND in_force(building)
WITH building ORDER BY building.area, building.code
CALL (building) {
  OPTIONAL MATCH (building)-[edge:LOCATED_IN]->(above:Grid)
  WHERE in_force(edge, above)
  WITH above ORDER BY above.code LIMIT 1
  RETURN above.code AS parent
}
RETURN 'Building' AS kind, building.code AS code, building.name AS name, building.area AS area,
       building.valid_from AS valid_from, building.valid_to AS valid_to, parent
