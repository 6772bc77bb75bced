// A fact in force whose end is not · 事实长于主体
//
// Questions look past such a fact; the office should end it.
//
// param   asOf: Date!
// returns unit: String!, what: String!
// severity warning
// remedy  end the fact on the day on which its end ended
MATCH (low:PartyOrganization|PartyMember|Area|Building|Household|CoBuilding|Unit)
WHERE lapsed(low) IS NOT NULL
MATCH (low)-[fact:SUBORDINATE_TO|MEMBER_OF|COVERS|LIAISES_WITH|PARTY_TO|PART_OF|LOCATED_IN|HOLDS_POST]-(:!State)
WHERE in_force(fact)
RETURN low.code AS unit, type(fact) + ' goes on after ' + toString(low.valid_to) AS what
