// A fact in force whose end is not · 事实长于主体
//
// Questions look past such a fact; the office should end it.
//
// param   asOf: Date!
// returns unit: String!, what: String!
MATCH (low:PartyOrganization|PartyMember|Area|Building|Household|CoBuilding|Unit)
WHERE low.valid_to <= $asOf
MATCH (low)-[fact:SUBORDINATE_TO|MEMBER_OF|COVERS|LIAISES_WITH|PARTY_TO|PART_OF|LOCATED_IN|HOLDS_POST]-(:!State)
WHERE fact.valid_from <= $asOf AND (fact.valid_to IS NULL OR $asOf < fact.valid_to)
RETURN low.code AS unit, type(fact) + ' goes on after ' + toString(low.valid_to) AS what
