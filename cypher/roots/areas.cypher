// Areas, place by place · 地域列表
//
// Those whose code begins with `within`: `beyond` is the first code after all of these.
// The order is that of the index, which is read only where both its keys are named; an OR would be planned past it.
//
// param   within: String!
// param   beyond: String!
// param   kind: [String!]
// param   level: [Int!]
// param   nameContains: String
// param   beganFrom: Date
// param   beganBefore: Date
// param   asOf: Date!
// returns area: Area
MATCH (area:Area)
USING INDEX area:Area(area, code)
WHERE area.area >= $within AND area.area < $beyond AND area.code IS NOT NULL
  AND in_force(area)
  AND CASE WHEN $kind IS NULL THEN true ELSE any(label IN labels(area) WHERE label IN $kind) END
  AND CASE WHEN $level IS NULL THEN true ELSE area.level IN $level END
  AND CASE WHEN $nameContains IS NULL THEN true ELSE area.pairs CONTAINS $nameContains END
  AND CASE WHEN $beganFrom IS NULL THEN true ELSE area.valid_from >= $beganFrom END
  AND CASE WHEN $beganBefore IS NULL THEN true ELSE area.valid_from < $beganBefore END
RETURN area
