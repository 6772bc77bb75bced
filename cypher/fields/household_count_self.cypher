// How many households lie in an area and in none of its parts · 本级户数
//
// Those of the buildings that stand in the area itself or, for a compound, belong to it.
//
// given   area: Area
// param   asOf: Date!
// returns households: Int!
MATCH (area)<-[lies:LOCATED_IN|IN_COMPOUND]-(building:Building)
WHERE lies.valid_from <= $asOf AND (lies.valid_to IS NULL OR $asOf < lies.valid_to)
WITH DISTINCT building
MATCH (building)<-[lives:LOCATED_IN]-(household:Household)
WHERE lives.valid_from <= $asOf AND (lives.valid_to IS NULL OR $asOf < lives.valid_to)
  AND household.valid_from <= $asOf AND (household.valid_to IS NULL OR $asOf < household.valid_to)
RETURN count(household) AS households
