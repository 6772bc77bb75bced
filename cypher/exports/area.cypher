// Areas of a subtree, to be exported · 地域导出
//
// Those whose place's code begins with `within` and that are in force, in the order of the index on place and code.
// The parent is the area it is part of that day.
//
// param   within: String!
// param   beyond: String!
// param   asOf: Date!
// returns kind: String!, code: String!, name: String, area: String!, valid_from: Date!, valid_to: Date, parent: String
MATCH (place:Area)
USING INDEX place:Area(area, code)
WHERE place.area >= $within AND place.area < $beyond AND place.code IS NOT NULL
  AND in_force(place)
WITH place ORDER BY place.area, place.code
CALL (place) {
  OPTIONAL MATCH (place)-[edge:PART_OF]->(above:Area)
  WHERE in_force(edge, above)
  WITH above ORDER BY above.code LIMIT 1
  RETURN above.code AS parent
}
RETURN 'Area' AS kind, place.code AS code, place.name AS name, place.area AS area,
       place.valid_from AS valid_from, place.valid_to AS valid_to, parent
