// Households, place by place · 户列表
//
// Those whose grid's code begins with `within`: `beyond` is the first code after all of these. `linked` leaves those
// that have a liaison member that day, or those that have none.
// The order is that of the index, which is read only where both its keys are named; an OR would be planned past it.
//
// param   within: String!
// param   beyond: String!
// param   linked: Boolean
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
RETURN household
