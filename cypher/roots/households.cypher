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
  AND household.valid_from <= $asOf AND (household.valid_to IS NULL OR $asOf < household.valid_to)
  AND CASE WHEN $linked IS NULL THEN true ELSE $linked = EXISTS {
        MATCH (household)<-[liaison:LIAISES_WITH]-(member:PartyMember)
        WHERE liaison.valid_from <= $asOf AND (liaison.valid_to IS NULL OR $asOf < liaison.valid_to)
          AND member.valid_from <= $asOf AND (member.valid_to IS NULL OR $asOf < member.valid_to)
      } END
  AND CASE WHEN $personsFrom IS NULL THEN true ELSE household.persons >= $personsFrom END
  AND CASE WHEN $personsTo IS NULL THEN true ELSE household.persons <= $personsTo END
  AND CASE WHEN $beganFrom IS NULL THEN true ELSE household.valid_from >= $beganFrom END
  AND CASE WHEN $beganBefore IS NULL THEN true ELSE household.valid_from < $beganBefore END
RETURN household
