// A household whose whole line stands today · 一户完整的组织链
//
// The first by code among those of the first building groups that answer to the city; what `make up` asks about.
//
// returns code: ID!
MATCH (group:PartyGroup) (()-[up:SUBORDINATE_TO WHERE up.valid_to IS NULL]->()){1,3}
  (committee:PartyCommittee {kind: 'COMMUNITY'})-[covers:COVERS]->(community:Community)
WHERE group.valid_to IS NULL AND covers.valid_to IS NULL
MATCH (committee) (()-[above:SUBORDINATE_TO WHERE above.valid_to IS NULL]->()){3} (:PartyOrganization {kind: 'CITY'})
WITH DISTINCT group, community ORDER BY group.code LIMIT 20
MATCH (group)-[cover:COVERS]->(:Building)<-[lives:LOCATED_IN]-(household:Household)<-[link:LIAISES_WITH]-(:PartyMember)
WHERE cover.valid_to IS NULL AND lives.valid_to IS NULL AND link.valid_to IS NULL
  AND household.code STARTS WITH community.code
RETURN DISTINCT household.code AS code ORDER BY code LIMIT 1
