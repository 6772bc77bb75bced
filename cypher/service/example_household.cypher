// A household to ask about first, one whose whole line stands where there is any · 一户示例
//
// Looked for among the first households by code, then among those that a member is linked to, in the order the links
// are stored; where no line of these stands, it is the first household in force. `prefix` is what the `area` of
// everything visible begins with.
//
// param   prefix: String!
// returns code: ID!
CALL () {
  CALL () {
    MATCH (household:Household) USING INDEX household:Household(code)
    WHERE household.code STARTS WITH left($prefix, 12) AND household.area STARTS WITH $prefix
    RETURN household ORDER BY household.code LIMIT 20000
    UNION ALL
    MATCH (household:Household)<-[link:LIAISES_WITH]-(:PartyMember)
    WHERE link.valid_to IS NULL AND household.area STARTS WITH $prefix
    RETURN household LIMIT 100000
  }
  WITH household
  WHERE household.valid_to IS NULL
    AND EXISTS { (household)<-[link:LIAISES_WITH WHERE link.valid_to IS NULL]-(:PartyMember) }
    AND EXISTS {
      MATCH (household)-[lives:LOCATED_IN WHERE lives.valid_to IS NULL]->(:Building)
        (()-[lies:LOCATED_IN|IN_COMPOUND|PART_OF WHERE lies.valid_to IS NULL]->()){0,2}
        ()<-[cover:COVERS WHERE cover.valid_to IS NULL]-(:PartyGroup|PartyBranch)
        (()-[up:SUBORDINATE_TO WHERE up.valid_to IS NULL]->()){1,3}
        (:PartyCommittee {kind: 'COMMUNITY'})
        (()-[above:SUBORDINATE_TO WHERE above.valid_to IS NULL]->()){3}
        (:PartyOrganization {kind: 'CITY'})
    }
  RETURN household LIMIT 1
  UNION ALL
  MATCH (household:Household)
  WHERE household.area STARTS WITH $prefix AND household.code >= '' AND household.valid_to IS NULL
  RETURN household ORDER BY household.area, household.code LIMIT 1
}
RETURN household.code AS code LIMIT 1
