// How many households lie in the areas one step below · 下一级户数
//
// Those of the buildings that stand in one of them or belong to one that is a compound, each once.
//
// given   area: Area
// param   asOf: Date!
// returns households: Int!
MATCH (area)<-[step:PART_OF]-(part:Area)<-[lies:LOCATED_IN|IN_COMPOUND]-(building:Building)
WHERE in_force(step, part, lies)
WITH DISTINCT building
MATCH (building)<-[lives:LOCATED_IN]-(household:Household)
WHERE in_force(lives, household)
RETURN count(household) AS households
