// How many households lie in an area and in none of its parts · 本级户数
//
// Those of the buildings that stand in the area itself or, for a compound, belong to it.
//
// given   area: Area
// param   asOf: Date!
// returns households: Int!
MATCH (area)<-[lies:LOCATED_IN|IN_COMPOUND]-(building:Building)
WHERE in_force(lies)
WITH DISTINCT building
MATCH (building)<-[lives:LOCATED_IN]-(household:Household)
WHERE in_force(lives, household)
RETURN count(household) AS households
