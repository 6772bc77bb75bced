// The line above an organisation, tier by tier to the city · 组织链条
//
// `broken_at` is the first required tier that the line lacks; the committee is also lacking when it does not cover
// the household's own community. A missing group is skipped, never a break. Without `required` the tiers follow from
// the organisation's kind: a territorial one needs every tier above it, any other a branch and the city.
//
// given   anchor: PartyOrganization
// given   community: Area
// given   required: [String!]
// param   asOf: Date!
// returns broken_at: String, building_group: PartyOrganization, branch: PartyOrganization, committee: PartyOrganization, steps: [ChainStep!]!
OPTIONAL MATCH path = (anchor)
  (()-[step:SUBORDINATE_TO WHERE in_force(step)]->
   (parent:PartyOrganization WHERE in_force(parent))
  ){0,8}
WITH anchor, community, required, path ORDER BY length(path) DESC, [one IN nodes(path) | one.code] LIMIT 1
WITH anchor, community, coalesce(nodes(path), []) AS line,
     ['GROUP', 'BRANCH', 'GENERAL_BRANCH', 'COMMITTEE', 'TOWNSHIP', 'COUNTY', 'CITY'] AS tiers,
     coalesce(required, CASE
       WHEN anchor IS NULL THEN ['BRANCH', 'CITY']
       WHEN anchor.kind = 'CITY' THEN ['CITY']
       WHEN anchor.kind = 'COUNTY' THEN ['COUNTY', 'CITY']
       WHEN anchor.kind = 'TOWNSHIP' THEN ['TOWNSHIP', 'COUNTY', 'CITY']
       WHEN anchor:PartyCommittee AND anchor.kind = 'COMMUNITY' THEN ['COMMITTEE', 'TOWNSHIP', 'COUNTY', 'CITY']
       WHEN anchor.kind IN ['GRID', 'COMPOUND', 'BUILDING', 'COMMUNITY'] AND anchor:GeneralPartyBranch
         THEN ['COMMITTEE', 'TOWNSHIP', 'COUNTY', 'CITY']
       WHEN anchor.kind IN ['GRID', 'COMPOUND', 'BUILDING', 'COMMUNITY']
         THEN ['BRANCH', 'COMMITTEE', 'TOWNSHIP', 'COUNTY', 'CITY']
       WHEN anchor:PartyGroup OR anchor:PartyBranch THEN ['BRANCH', 'CITY']
       ELSE ['CITY'] END) AS needed
WITH community, needed, tiers, line,
     [one IN line | CASE
       WHEN one:PartyGroup THEN 'GROUP'
       WHEN one:PartyBranch THEN 'BRANCH'
       WHEN one:GeneralPartyBranch THEN 'GENERAL_BRANCH'
       WHEN one.kind IN ['TOWNSHIP', 'COUNTY', 'CITY'] THEN one.kind
       WHEN one.kind = 'COMMUNITY' OR community IS NULL THEN 'COMMITTEE'
       ELSE one.kind END] AS held
WITH community, needed, tiers, line, held,
     head([i IN range(0, size(line) - 1) WHERE held[i] = 'COMMITTEE' | line[i]]) AS committee
WITH needed, tiers, line, held, committee,
     community IS NOT NULL AND committee IS NOT NULL AND NOT EXISTS {
       MATCH (committee)-[cover:COVERS]->(community)
       WHERE in_force(cover)
     } AS elsewhere
WITH *, head([tier IN needed WHERE NOT tier IN held OR (tier = 'COMMITTEE' AND elsewhere)]) AS broken_at
RETURN broken_at,
       head([i IN range(0, size(line) - 1) WHERE held[i] = 'GROUP' | line[i]]) AS building_group,
       head([i IN range(0, size(line) - 1) WHERE held[i] = 'BRANCH' | line[i]]) AS branch,
       committee,
       reduce(steps = [], tier IN tiers | steps + CASE
         WHEN tier IN held THEN
           [i IN range(0, size(line) - 1) WHERE held[i] = tier |
             {tier: tier, code: line[i].code, name: line[i].name,
              status: CASE WHEN tier = 'COMMITTEE' AND elsewhere THEN 'ELSEWHERE' ELSE 'IN_FORCE' END}]
         WHEN tier IN needed THEN [{tier: tier, code: null, name: null, status: 'MISSING'}]
         WHEN tier = 'GROUP' AND 'BRANCH' IN needed THEN [{tier: tier, code: null, name: null, status: 'SKIPPED'}]
         ELSE [] END) AS steps
