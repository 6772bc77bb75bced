// How many households lie in the areas one step below · 下一级户数
//
// Those of the buildings that stand in one of them or belong to one that is a compound, each once.
//
// given   area: Area
// param   asOf: Date!
// returns households: Int!
MATCH (area)<-[step:PART_OF]-(part:Area)<-[lies:LOCATED_IN|IN_COMPOUND]-(building:Building)
WHERE step.valid_from <= $asOf AND (step.valid_to IS NULL OR $asOf < step.valid_to)
  AND part.valid_from <= $asOf AND (part.valid_to IS NULL OR $asOf < part.valid_to)
  AND lies.valid_from <= $asOf AND (lies.valid_to IS NULL OR $asOf < lies.valid_to)
WITH DISTINCT building
MATCH (building)<-[lives:LOCATED_IN]-(household:Household)
WHERE lives.valid_from <= $asOf AND (lives.valid_to IS NULL OR $asOf < lives.valid_to)
  AND household.valid_from <= $asOf AND (household.valid_to IS NULL OR $asOf < household.valid_to)
RETURN count(household) AS households
