// How many households lie in an area · 户数
//
// All households in force under the area's grids, whatever the depth; of a compound, those of its buildings.
//
// given   area: Area
// param   asOf: Date!
// returns households: Int!
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
MATCH (building)<-[lives:LOCATED_IN]-(household:Household)
WHERE lives.valid_from <= $asOf AND (lives.valid_to IS NULL OR $asOf < lives.valid_to)
  AND household.valid_from <= $asOf AND (household.valid_to IS NULL OR $asOf < household.valid_to)
RETURN count(household) AS households
