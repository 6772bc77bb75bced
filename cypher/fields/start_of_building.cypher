// Where the line of a building begins · 楼栋归属
//
// The places a group or branch may cover to answer for the building, deepest first: the building, its level-3 grid,
// its level-2 grid and its compound. A level-1 grid is the community itself and counts for nothing here.
//
// given   building: Building
// param   asOf: Date!
// returns direct: PartyOrganization, places: [Area], community: Area, required: [String!]
OPTIONAL MATCH (building)-[lies:LOCATED_IN]->(grid:Grid)
WHERE in_force(lies, grid)
OPTIONAL MATCH (building)-[inside:IN_COMPOUND]->(compound:Compound)
WHERE in_force(inside, compound)
WITH building, compound, grid ORDER BY grid.code, compound.code LIMIT 1
OPTIONAL MATCH (grid)
  (()-[step:PART_OF WHERE in_force(step)]->()){0,3}
  (above:Area)
WHERE in_force(above)
WITH building, compound, collect(above) AS line
RETURN null AS direct,
       [[building], [place IN line WHERE place.level = 3], [place IN line WHERE place.level = 2] + [compound]] AS places,
       head([place IN line WHERE place:Community]) AS community,
       ['BRANCH', 'COMMITTEE', 'TOWNSHIP', 'COUNTY', 'CITY'] AS required
