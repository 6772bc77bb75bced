// Party members, place by place · 党员列表
//
// Those whose organisation's place begins with `within`: `beyond` is the first code after all of these. Status and
// service are those of the state in force that day.
// The order is that of the index, which is read only where both its keys are named; an OR would be planned past it.
//
// param   within: String!
// param   beyond: String!
// param   status: [String!]
// param   inService: Boolean
// param   admittedFrom: Date
// param   admittedBefore: Date
// param   beganFrom: Date
// param   beganBefore: Date
// param   asOf: Date!
// returns member: PartyMember
MATCH (member:PartyMember)
USING INDEX member:PartyMember(area, code)
WHERE member.area >= $within AND member.area < $beyond AND member.code IS NOT NULL
  AND in_force(member)
  AND CASE WHEN $status IS NULL AND $inService IS NULL THEN true ELSE EXISTS {
        MATCH (member)<-[:STATE_OF]-(state:State)
        WHERE in_force(state)
        WITH state ORDER BY state.valid_from DESC LIMIT 1
        WHERE ($status IS NULL OR state.status IN $status) AND ($inService IS NULL OR state.in_service = $inService)
        RETURN state
      } END
  AND CASE WHEN $admittedFrom IS NULL THEN true ELSE member.admitted_on >= $admittedFrom END
  AND CASE WHEN $admittedBefore IS NULL THEN true ELSE member.admitted_on < $admittedBefore END
  AND CASE WHEN $beganFrom IS NULL THEN true ELSE member.valid_from >= $beganFrom END
  AND CASE WHEN $beganBefore IS NULL THEN true ELSE member.valid_from < $beganBefore END
RETURN member
