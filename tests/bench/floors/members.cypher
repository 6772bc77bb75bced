// A page of members by hand, behind the place and the code where the last one ended. The order is that of the index,
// so the test for the cursor stands after it: before it, an OR would be planned past the index.
MATCH (member:PartyMember)
USING INDEX member:PartyMember(area, code)
WHERE member.area >= $area AND member.code IS NOT NULL
  AND member.valid_from <= $asOf AND (member.valid_to IS NULL OR $asOf < member.valid_to)
WITH member ORDER BY member.area, member.code
WHERE member.area > $area OR member.code > $code
WITH member LIMIT $first + 1
WITH collect(member {.code}) AS page
RETURN {partyMembers: {nodes: page[..$first], pageInfo: {hasNextPage: size(page) > $first}}} AS data
