// The line of a household by hand: the deepest group or branch that covers its building, its grids or its compound,
// then every step up, tier by tier, and the liaison members beside it.
MATCH (home:Household {code: $code})-[at:LOCATED_IN]->(building:Building)
WHERE at.valid_from <= $asOf AND (at.valid_to IS NULL OR $asOf < at.valid_to)
  AND building.valid_from <= $asOf AND (building.valid_to IS NULL OR $asOf < building.valid_to)
OPTIONAL MATCH (building)-[lies:LOCATED_IN]->(grid:Grid)
WHERE lies.valid_from <= $asOf AND (lies.valid_to IS NULL OR $asOf < lies.valid_to)
  AND grid.valid_from <= $asOf AND (grid.valid_to IS NULL OR $asOf < grid.valid_to)
OPTIONAL MATCH (building)-[inside:IN_COMPOUND]->(compound:Compound)
WHERE inside.valid_from <= $asOf AND (inside.valid_to IS NULL OR $asOf < inside.valid_to)
  AND compound.valid_from <= $asOf AND (compound.valid_to IS NULL OR $asOf < compound.valid_to)
OPTIONAL MATCH (grid)-[part:PART_OF]->(upper:Grid {level: 2})
WHERE part.valid_from <= $asOf AND (part.valid_to IS NULL OR $asOf < part.valid_to)
  AND upper.valid_from <= $asOf AND (upper.valid_to IS NULL OR $asOf < upper.valid_to)
OPTIONAL MATCH (grid)
  (()-[step:PART_OF WHERE step.valid_from <= $asOf AND (step.valid_to IS NULL OR $asOf < step.valid_to)]->()){1,3}
  (community:Community)
WHERE community.valid_from <= $asOf AND (community.valid_to IS NULL OR $asOf < community.valid_to)
WITH home, community, [building, grid, upper, compound] AS places LIMIT 1
CALL (places) {
  UNWIND range(0, size(places) - 1) AS depth
  WITH places[depth] AS place, CASE depth WHEN 3 THEN 2 ELSE depth END AS depth
  MATCH (place)<-[cover:COVERS]-(nearest:PartyGroup|PartyBranch)
  WHERE cover.valid_from <= $asOf AND (cover.valid_to IS NULL OR $asOf < cover.valid_to)
    AND nearest.valid_from <= $asOf AND (nearest.valid_to IS NULL OR $asOf < nearest.valid_to)
  WITH nearest ORDER BY depth, nearest:PartyBranch, nearest.code LIMIT 1
  MATCH path = (nearest)
    (()-[up:SUBORDINATE_TO WHERE up.valid_from <= $asOf AND (up.valid_to IS NULL OR $asOf < up.valid_to)]->
     (above:PartyOrganization WHERE above.valid_from <= $asOf AND (above.valid_to IS NULL OR $asOf < above.valid_to))
    ){0,8}
  WITH path ORDER BY length(path) DESC LIMIT 1
  RETURN collect(nodes(path)) AS lines
}
CALL (home) {
  MATCH (home)<-[links:LIAISES_WITH]-(member:PartyMember)
  WHERE links.valid_from <= $asOf AND (links.valid_to IS NULL OR $asOf < links.valid_to)
    AND member.valid_from <= $asOf AND (member.valid_to IS NULL OR $asOf < member.valid_to)
  WITH member ORDER BY member.code
  RETURN collect({member: member {.code}}) AS liaisons
}
WITH home, community, liaisons, coalesce(head(lines), []) AS line
WITH home, community, liaisons,
     head([one IN line WHERE one:PartyGroup]) AS building_group,
     head([one IN line WHERE one:PartyBranch]) AS branch,
     head([one IN line WHERE one:GeneralPartyBranch]) AS general,
     head([one IN line WHERE one:PartyCommittee AND one.kind = 'COMMUNITY']) AS committee,
     head([one IN line WHERE one.kind = 'TOWNSHIP']) AS township,
     head([one IN line WHERE one.kind = 'COUNTY']) AS county,
     head([one IN line WHERE one.kind = 'CITY']) AS city
WITH *, committee IS NOT NULL AND NOT EXISTS {
       MATCH (committee)-[cover:COVERS]->(community)
       WHERE cover.valid_from <= $asOf AND (cover.valid_to IS NULL OR $asOf < cover.valid_to)
     } AS elsewhere
WITH *, CASE
       WHEN branch IS NULL THEN 'BRANCH'
       WHEN committee IS NULL OR elsewhere THEN 'COMMITTEE'
       WHEN township IS NULL THEN 'TOWNSHIP'
       WHEN county IS NULL THEN 'COUNTY'
       WHEN city IS NULL THEN 'CITY' END AS broken
RETURN {chainOfCommand: {
  complete: broken IS NULL,
  brokenAt: broken,
  household: home {.code, .door, .persons},
  group: building_group {.code, .name},
  branch: branch {.code, .name},
  committee: committee {.code, .name},
  liaisons: liaisons,
  steps: [step IN [['GROUP', building_group], ['BRANCH', branch], ['GENERAL_BRANCH', general], ['COMMITTEE', committee],
                   ['TOWNSHIP', township], ['COUNTY', county], ['CITY', city]]
          WHERE step[1] IS NOT NULL OR step[0] <> 'GENERAL_BRANCH' |
          {tier: step[0], code: (step[1]).code, name: (step[1]).name, status: CASE
             WHEN step[1] IS NULL THEN CASE step[0] WHEN 'GROUP' THEN 'SKIPPED' ELSE 'MISSING' END
             WHEN step[0] = 'COMMITTEE' AND elsewhere THEN 'ELSEWHERE'
             ELSE 'IN_FORCE' END}]
}} AS data
