// Where the line of an area begins · 地域归属
//
// A grid or compound: the group or branch that covers it, for a level-3 grid also one that covers its level-2 grid.
// A level-1 grid and a community: the community's committee; a township, county or city: its own committee.
//
// given   area: Area
// param   asOf: Date!
// returns direct: PartyOrganization, places: [Area], community: Area, required: [String!]
OPTIONAL MATCH (area)
  (()-[step:PART_OF WHERE in_force(step)]->()){0,3}
  (above:Area)
WHERE in_force(above)
WITH area, collect(above) AS line
WITH area, line, head([place IN line WHERE place:Community]) AS community,
     coalesce(area.level IN [2, 3], area:Compound) AS deep
WITH area, line, community, deep, CASE WHEN area.level = 1 THEN community ELSE area END AS seat,
     [tier IN ['COMMUNITY', 'TOWNSHIP', 'COUNTY', 'CITY'] | tier] AS tiers
OPTIONAL MATCH (seat)<-[cover:COVERS]-(committee:PartyCommittee)
WHERE NOT deep AND committee.kind IN tiers AND in_force(cover, committee)
WITH area, line, community, deep, seat, committee ORDER BY committee.code LIMIT 1
RETURN committee AS direct,
       CASE WHEN deep THEN [[area], [place IN line WHERE place.level = 2 AND area.level = 3]] ELSE [] END AS places,
       community,
       CASE WHEN deep THEN ['BRANCH', 'COMMITTEE', 'TOWNSHIP', 'COUNTY', 'CITY']
            WHEN seat:Community THEN ['COMMITTEE', 'TOWNSHIP', 'COUNTY', 'CITY']
            WHEN seat:Township THEN ['TOWNSHIP', 'COUNTY', 'CITY']
            WHEN seat:County THEN ['COUNTY', 'CITY']
            ELSE ['CITY'] END AS required
