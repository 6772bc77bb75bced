// A chain that leads back to itself · 隶属循环
//
// Whatever the days: a circle is an error of the files.
//
// returns unit: String!, what: String!
// severity error
// remedy  correct the superior in one row of the circle
MATCH (low:PartyOrganization)-[:SUBORDINATE_TO]->{1,8}(low)
RETURN DISTINCT low.code AS unit, 'its own superior' AS what
