// Every household has a liaison member · 党员联系户
//
// Counted are the members in force who are linked to the household on the day.
// Denominator: households in force on the day in the area's grids, of a compound those of its buildings; none of Jinmen.
//
// given   area: Area
// param   minimum: Int = 1
// param   asOf: Date!
// returns unit: Household, required: Float!, actual: Float!, met: Boolean!, since: Date
// source  seed article, 每名联系10户左右群众
// expect  40000 due, 17821 covered
CALL (area) {
  MATCH (area)
    (()<-[step:PART_OF WHERE step.valid_from <= $asOf AND (step.valid_to IS NULL OR $asOf < step.valid_to)]-(:Area)){0,6}
    (place:Area)<-[lies:LOCATED_IN]-(building:Building)
  WHERE lies.valid_from <= $asOf AND (lies.valid_to IS NULL OR $asOf < lies.valid_to)
  RETURN building
  UNION
  MATCH (area)<-[lies:IN_COMPOUND]-(building:Building)
  WHERE lies.valid_from <= $asOf AND (lies.valid_to IS NULL OR $asOf < lies.valid_to)
  RETURN building
}
MATCH (building)<-[lives:LOCATED_IN]-(unit:Household)
WHERE lives.valid_from <= $asOf AND (lives.valid_to IS NULL OR $asOf < lives.valid_to)
  AND unit.valid_from <= $asOf AND (unit.valid_to IS NULL OR $asOf < unit.valid_to)
  AND NOT unit.code STARTS WITH '350527'
CALL (unit) {
  MATCH (unit)<-[link:LIAISES_WITH]-(member:PartyMember)
  WITH member, link.valid_from <= $asOf AND member.valid_from <= $asOf AS begun,
       CASE WHEN link.valid_to IS NULL OR member.valid_to < link.valid_to
            THEN member.valid_to ELSE link.valid_to END AS ends
  RETURN count(DISTINCT CASE WHEN begun AND (ends IS NULL OR $asOf < ends) THEN member END) AS linked,
         max(CASE WHEN ends <= $asOf THEN ends END) AS since
}
RETURN unit, toFloat($minimum) AS required, toFloat(linked) AS actual, linked >= $minimum AS met, since
