// Every level-2 and level-3 grid has a Party organisation on it · 支部建在网格上
//
// A grid counts as covered when a branch or a group covers it; a level-3 grid also when its level-2 grid is covered.
// Committees cover their own division and count for nothing lower.
// Denominator: level-2 and level-3 grids in force on the day, outside Jinmen; retired grids are not due.
//
// given   area: Area
// param   asOf: Date!
// returns unit: Grid, required: Float!, actual: Float!, met: Boolean!, since: Date
// source  seed article, 完善“穿透式”组织体系
// expect  1080 due, 551 covered
MATCH (area)
  (()<-[step:PART_OF WHERE step.valid_from <= $asOf AND (step.valid_to IS NULL OR $asOf < step.valid_to)]-(:Area)){0,6}
  (unit:Grid)
WHERE unit.level IN [2, 3] AND NOT unit.code STARTS WITH '350527'
  AND unit.valid_from <= $asOf AND (unit.valid_to IS NULL OR $asOf < unit.valid_to)
OPTIONAL MATCH (unit)-[up:PART_OF]->(parent:Grid {level: 2})
WHERE unit.level = 3 AND up.valid_from <= $asOf AND (up.valid_to IS NULL OR $asOf < up.valid_to)
CALL (unit, parent) {
  UNWIND [unit, parent] AS place
  MATCH (place)<-[cover:COVERS]-(organization:PartyBranch|PartyGroup)
  WITH cover.valid_from <= $asOf AND organization.valid_from <= $asOf AS begun,
       CASE WHEN cover.valid_to IS NULL OR organization.valid_to < cover.valid_to
            THEN organization.valid_to ELSE cover.valid_to END AS ends
  RETURN count(CASE WHEN begun AND (ends IS NULL OR $asOf < ends) THEN 1 END) AS held,
         max(CASE WHEN ends <= $asOf THEN ends END) AS since
}
RETURN unit, 1.0 AS required, toFloat(held) AS actual, held >= 1 AS met, since
