// The days on which the line of a node may have changed, the latest first · 链条变动日
//
// The first days and the ends of all facts that ever led upward from it, whatever day they held on: where it lies,
// what covers that place, what it belongs to, and the line above that.
//
// given   node: Node
// param   asOf: Date!
// returns turning_days: [Date!]!
MATCH (node)(()-[led:LOCATED_IN|IN_COMPOUND|PART_OF]->(place)){0,8}(last)
OPTIONAL MATCH (last)-[tie:COVERS|ORGANIZED_IN|COVERS_UNIT|MEMBER_OF]-(answering:PartyOrganization)
WITH node, coalesce(answering, last) AS organization, collect(led) AS ways, collect(place) AS passed,
     collect(tie) AS ties
MATCH (organization)(()-[up:SUBORDINATE_TO]->(above)){0,8}()
WITH node, organization, ways, passed, ties, collect(up) AS ups, collect(above) AS tops
UNWIND ways + passed + ups + tops + [ties + [organization]] AS facts
UNWIND facts AS fact
UNWIND [fact.valid_from, fact.valid_to] AS day
WITH DISTINCT node, day
WHERE node.valid_from < day AND day <= $asOf
WITH day ORDER BY day DESC
RETURN collect(day) AS turning_days
