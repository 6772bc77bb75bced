// Units, place by place · 单位列表
//
// Those whose place's code begins with `within`: `beyond` is the first code after all of these.
// The order is that of the index, which is read only where both its keys are named; an OR would be planned past it.
//
// param   within: String!
// param   beyond: String!
// param   kind: [String!]
// param   nameContains: String
// param   beganFrom: Date
// param   beganBefore: Date
// param   asOf: Date!
// returns unit: Unit
MATCH (unit:Unit)
USING INDEX unit:Unit(area, code)
WHERE unit.area >= $within AND unit.area < $beyond AND unit.code IS NOT NULL
  AND in_force(unit)
  AND CASE WHEN $kind IS NULL THEN true ELSE any(label IN labels(unit) WHERE label IN $kind) END
  AND CASE WHEN $nameContains IS NULL THEN true ELSE unit.pairs CONTAINS $nameContains END
  AND CASE WHEN $beganFrom IS NULL THEN true ELSE unit.valid_from >= $beganFrom END
  AND CASE WHEN $beganBefore IS NULL THEN true ELSE unit.valid_from < $beganBefore END
RETURN unit
