// How many households lie in an area · 户数
//
// All households in force under the area's grids, whatever the depth; of a compound, those of its buildings.
//
// given   area: Area
// param   asOf: Date!
// returns households: Int!
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
MATCH (building)<-[lives:LOCATED_IN]-(household:Household)
WHERE in_force(lives, household)
RETURN count(household) AS households
