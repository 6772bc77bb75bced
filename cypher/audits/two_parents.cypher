// Two parents, or two places, on one day · 同日两个上级
//
// An organisation, a member or an area may have one parent on any day, and whatever lies somewhere or belongs to one
// thing has one such place.
//
// returns unit: String!, what: String!
// severity error
// remedy  end one of the two, or correct it with 更正
MATCH (low:PartyOrganization|PartyMember|Area|Building|Household|Unit|ServiceStation|NeighborhoodCenter|Facility|Team|Figure|BudgetLine|Matter|MatterStep|ChecklistItem|Meeting|Activity|Pledge)
  -[first:SUBORDINATE_TO|MEMBER_OF|PART_OF|LOCATED_IN|IN_COMPOUND|FIGURE_OF|RAISED_IN|STEP_OF|OF_TYPE|APPLIES_TO|HELD_BY]->(one)
MATCH (low)
  -[second:SUBORDINATE_TO|MEMBER_OF|PART_OF|LOCATED_IN|IN_COMPOUND|FIGURE_OF|RAISED_IN|STEP_OF|OF_TYPE|APPLIES_TO|HELD_BY]->(other)
WHERE elementId(first) < elementId(second) AND type(first) = type(second)
  AND (first.valid_to IS NULL OR second.valid_from < first.valid_to)
  AND (second.valid_to IS NULL OR first.valid_from < second.valid_to)
RETURN low.code AS unit, 'two at once, ' + one.code + ' and ' + other.code AS what
