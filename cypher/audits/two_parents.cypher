// Two parents on one day · 同日两个上级
//
// An organisation, a member or an area may have one parent on any day.
//
// returns unit: String!, what: String!
// severity error
// remedy  end one of the two, or correct it with 更正
MATCH (low:PartyOrganization|PartyMember|Area)-[first:SUBORDINATE_TO|MEMBER_OF|PART_OF]->(one)
MATCH (low)-[second:SUBORDINATE_TO|MEMBER_OF|PART_OF]->(other)
WHERE elementId(first) < elementId(second) AND type(first) = type(second)
  AND (first.valid_to IS NULL OR second.valid_from < first.valid_to)
  AND (second.valid_to IS NULL OR first.valid_from < second.valid_to)
RETURN low.code AS unit, 'two parents, ' + one.code + ' and ' + other.code AS what
