// A fact without a first day · 缺起始日期
//
// Nothing without a first day can be in force, so it would never be seen.
//
// returns unit: String!, what: String!
// severity error
// remedy  give the row a first day, before its last
MATCH (low:Area|Building|Household|PartyOrganization|PartyMember|Unit|CoBuilding|State)
WHERE low.valid_from IS NULL OR low.valid_to <= low.valid_from
RETURN low.code AS unit, 'no first day, or one that is not before the last' AS what
