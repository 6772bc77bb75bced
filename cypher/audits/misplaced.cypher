// A place that the territory does not bear out · 地域不符
//
// `area` is what a jurisdiction tests: it must agree with the facts in force. Households lie in their building's area,
// buildings in their grid. What leads to something that is gone says nothing.
//
// param   asOf: Date!
// returns unit: String!, what: String!
// severity error
// remedy  run `python -m seed place`, which moves what a new day moves; else load the file again
MATCH (low:Building|Household)-[lies:LOCATED_IN]->(high:Area|Building)
WHERE in_force(lies, high)
  AND (low.area IS NULL OR low.area <> high.area)
RETURN low.code AS unit, 'lies in ' + high.area + ' but says ' + coalesce(low.area, 'nothing') AS what
