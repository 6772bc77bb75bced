// Every level-2 and level-3 grid has a Party organisation on it · 支部建在网格上
//
// A grid counts as covered when a branch or a group covers it; a level-3 grid also when its level-2 grid is covered.
// Committees cover their own division and count for nothing lower.
// Denominator: level-2 and level-3 grids in force on the day, outside exempt divisions; retired grids are not due.
//
// given   area: Area
// param   asOf: Date!
// param   exempt: [String!]!
// returns unit: Grid, required: Float!, actual: Float!, met: Boolean!, since: Date
// source  seed article, 完善“穿透式”组织体系
// expect  1080 due, 551 covered
MATCH (area)
  (()<-[step:PART_OF WHERE in_force(step)]-(:Area)){0,6}
  (unit:Grid)
WHERE unit.level IN [2, 3] AND none(code IN $exempt WHERE unit.code STARTS WITH code)
  AND in_force(unit)
OPTIONAL MATCH (unit)-[up:PART_OF]->(parent:Grid {level: 2})
WHERE unit.level = 3 AND in_force(up)
CALL (unit, parent) {
  UNWIND [unit, parent] AS place
  MATCH (place)<-[cover:COVERS]-(organization:PartyBranch|PartyGroup)
  RETURN count(CASE WHEN in_force(cover, organization) THEN 1 END) AS held, max(lapsed(cover, organization)) AS since
}
RETURN unit, 1.0 AS required, toFloat(held) AS actual, held >= 1 AS met, since
