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
  AND place.valid_from <= $asOf AND (place.valid_to IS NULL OR $asOf < place.valid_to)
WITH place ORDER BY place.area, place.code
CALL (place) {
  OPTIONAL MATCH (place)-[edge:PART_OF]->(above:Area)
  WHERE edge.valid_from <= $asOf AND (edge.valid_to IS NULL OR $asOf < edge.valid_to)
    AND above.valid_from <= $asOf AND (above.valid_to IS NULL OR $asOf < above.valid_to)
  WITH above ORDER BY above.code LIMIT 1
  RETURN above.code AS parent
}
RETURN 'Area' AS kind, place.code AS code, place.name AS name, place.area AS area,
       place.valid_from AS valid_from, place.valid_to AS valid_to, parent
