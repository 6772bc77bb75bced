// Every household has a liaison member · 党员联系户
//
// Counted are the members in force who are linked to the household on the day.
// Denominator: households in force on the day in the area's grids, of a compound those of its buildings; none of an exempt division.
//
// given   area: Area
// param   minimum: Int = 1, at least 1
// param   asOf: Date!
// param   exempt: [String!]!
// returns unit: Household, required: Float!, actual: Float!, met: Boolean!, since: Date
// source  seed article, 每名联系10户左右群众
// expect  40000 due, 17821 covered
CALL (area) {
  MATCH (area)
    (()<-[step:PART_OF WHERE in_force(step)]-(:Area)){0,6}
    (place:Area)<-[lies:LOCATED_IN]-(building:Building)
  WHERE in_force(lies)
  RETURN building
  UNION
  MATCH (area)<-[lies:IN_COMPOUND]-(building:Building)
  WHERE in_force(lies)
  RETURN building
}
MATCH (building)<-[lives:LOCATED_IN]-(unit:Household)
WHERE in_force(lives, unit)
  AND none(code IN $exempt WHERE building.code STARTS WITH code)
CALL (unit) {
  MATCH (unit)<-[link:LIAISES_WITH]-(member:PartyMember)
  RETURN count(DISTINCT CASE WHEN in_force(link, member) THEN member END) AS linked, max(lapsed(link, member)) AS since
}
RETURN unit, toFloat($minimum) AS required, toFloat(linked) AS actual, linked >= $minimum AS met, since
