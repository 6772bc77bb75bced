// Households, place by place · 户列表
//
// Those whose grid's code begins with `within`: `beyond` is the first code after all of these. `linked` leaves those
// that have a liaison member that day, or those that have none.
// The order is that of the index, which is read only where both its keys are named; an OR would be planned past it.
//
// param   within: String!
// param   beyond: String!
// param   linked: Boolean
// param   personsFrom: Int
// param   personsTo: Int
// param   beganFrom: Date
// param   beganBefore: Date
// param   asOf: Date!
// returns household: Household
MATCH (household:Household)
USING INDEX household:Household(area, code)
WHERE household.area >= $within AND household.area < $beyond AND household.code IS NOT NULL
  AND in_force(household)
  AND CASE WHEN $linked IS NULL THEN true ELSE $linked = EXISTS {
        MATCH (household)<-[liaison:LIAISES_WITH]-(member:PartyMember)
        WHERE in_force(liaison, member)
      } END
  AND CASE WHEN $personsFrom IS NULL THEN true ELSE household.persons >= $personsFrom END
  AND CASE WHEN $personsTo IS NULL THEN true ELSE household.persons <= $personsTo END
  AND CASE WHEN $beganFrom IS NULL THEN true ELSE household.valid_from >= $beganFrom END
  AND CASE WHEN $beganBefore IS NULL THEN true ELSE household.valid_from < $beganBefore END
RETURN household
