// Units of a subtree, to be exported · 单位导出
//
// Those whose place's code begins with `within` and that are in force, in the order of the index on place and code.
// The parent is the area it lies in that day.
//
// param   within: String!
// param   beyond: String!
// param   asOf: Date!
// returns kind: String!, code: String!, name: String, area: String!, valid_from: Date!, valid_to: Date, parent: String
MATCH (unit:Unit)
USING INDEX unit:Unit(area, code)
WHERE unit.area >= $within AND unit.area < $beyond AND unit.code IS NOT NULL
  AND in_force(unit)
WITH unit ORDER BY unit.area, unit.code
CALL (unit) {
  OPTIONAL MATCH (unit)-[edge:LOCATED_IN]->(above:Area)
  WHERE in_force(edge, above)
  WITH above ORDER BY above.code LIMIT 1
  RETURN above.code AS parent
}
RETURN 'Unit' AS kind, unit.code AS code, unit.name AS name, unit.area AS area,
       unit.valid_from AS valid_from, unit.valid_to AS valid_to, parent
