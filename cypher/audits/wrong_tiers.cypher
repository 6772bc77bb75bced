// An organisation under one of a lower or the same kind of tier · 层级颠倒
//
// A group answers to a branch or more, a branch to a general branch or a committee, those to a committee.
//
// returns unit: String!, what: String!
// severity error
// remedy  correct the superior or the tier
MATCH (low:PartyOrganization)-[up:SUBORDINATE_TO]->(high:PartyOrganization)
WITH low, high, [tier IN ['PartyGroup', 'PartyBranch', 'GeneralPartyBranch', 'PartyCommittee'] WHERE tier IN labels(low)
                 | tier][0] AS below, labels(high) AS above
WHERE 'PartyGroup' IN above
   OR (below = 'PartyBranch' AND 'PartyBranch' IN above)
   OR (below IN ['GeneralPartyBranch', 'PartyCommittee'] AND NOT 'PartyCommittee' IN above)
RETURN low.code AS unit, below + ' under ' + high.code AS what
