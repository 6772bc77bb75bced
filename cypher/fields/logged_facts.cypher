// The facts that an entry of the log of changes leads to · 日志所指的变动
//
// The log says at which nodes facts of its kind begin or end that day; the facts say which. A fact is known by the code
// of that node and, for a relationship, by the code at its other end and its first day; in the order of these. Either `node`
// begins or ends itself, or the relationship from `start` to `stop` does. Of the entry `group` only what lies between `low`
// and `high`.
//
// given   entry: ChangeLog
// param   group: String!
// param   low: String!
// param   high: String!
// param   backward: Boolean!
// returns fact: Fact!, node: Node, start: Node, stop: Node, key: String!
WITH entry, entry.near AS label, entry.kind AS kind, entry.what AS what, entry.day AS day,
     [code IN entry.codes WHERE entry.code <> $group OR ($low < code + ' ~' AND code < $high)] AS found
WITH *, CASE WHEN $backward THEN reverse(found) ELSE found END AS codes
CALL (label, codes) {
  UNWIND CASE label WHEN 'Area' THEN codes ELSE [] END AS code
  MATCH (near:Area {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'ReportingUnit' THEN codes ELSE [] END AS code
  MATCH (near:ReportingUnit {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'Building' THEN codes ELSE [] END AS code
  MATCH (near:Building {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'Household' THEN codes ELSE [] END AS code
  MATCH (near:Household {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'PartyOrganization' THEN codes ELSE [] END AS code
  MATCH (near:PartyOrganization {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'PartyMember' THEN codes ELSE [] END AS code
  MATCH (near:PartyMember {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'Unit' THEN codes ELSE [] END AS code
  MATCH (near:Unit {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'CoBuilding' THEN codes ELSE [] END AS code
  MATCH (near:CoBuilding {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'JointBody' THEN codes ELSE [] END AS code
  MATCH (near:JointBody {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'NeighborhoodCenter' THEN codes ELSE [] END AS code
  MATCH (near:NeighborhoodCenter {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'ServiceStation' THEN codes ELSE [] END AS code
  MATCH (near:ServiceStation {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'Facility' THEN codes ELSE [] END AS code
  MATCH (near:Facility {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'SunkResource' THEN codes ELSE [] END AS code
  MATCH (near:SunkResource {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'Staff' THEN codes ELSE [] END AS code
  MATCH (near:Staff {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'Leader' THEN codes ELSE [] END AS code
  MATCH (near:Leader {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'Team' THEN codes ELSE [] END AS code
  MATCH (near:Team {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'Figure' THEN codes ELSE [] END AS code
  MATCH (near:Figure {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'BudgetLine' THEN codes ELSE [] END AS code
  MATCH (near:BudgetLine {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'Matter' THEN codes ELSE [] END AS code
  MATCH (near:Matter {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'MatterType' THEN codes ELSE [] END AS code
  MATCH (near:MatterType {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'MatterStep' THEN codes ELSE [] END AS code
  MATCH (near:MatterStep {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'ChecklistItem' THEN codes ELSE [] END AS code
  MATCH (near:ChecklistItem {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'PolicyDocument' THEN codes ELSE [] END AS code
  MATCH (near:PolicyDocument {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'System' THEN codes ELSE [] END AS code
  MATCH (near:System {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'Meeting' THEN codes ELSE [] END AS code
  MATCH (near:Meeting {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'Activity' THEN codes ELSE [] END AS code
  MATCH (near:Activity {code: code})
  RETURN near
  UNION ALL
  UNWIND CASE label WHEN 'Pledge' THEN codes ELSE [] END AS code
  MATCH (near:Pledge {code: code})
  RETURN near
}
WITH *
WHERE coalesce(near.area, '') = coalesce(entry.area, '')
CALL (near, label, kind, what, day) {
  WITH * WHERE kind = label AND day = CASE what WHEN 'BEGAN' THEN near.valid_from ELSE near.valid_to END
  RETURN null AS edge, near.code AS key
  UNION ALL
  CALL (near, label, kind, what, day) {
    WITH * WHERE kind <> label AND kind <> 'STATE_OF'
    MATCH (near)-[edge]->(far)
    WHERE type(edge) = kind AND day = CASE what WHEN 'BEGAN' THEN edge.valid_from ELSE edge.valid_to END
    RETURN edge, far
    UNION ALL
    WITH * WHERE kind = 'STATE_OF'
    MATCH (near)<-[edge:STATE_OF]-(far)
    WHERE day = CASE what WHEN 'BEGAN' THEN edge.valid_from ELSE edge.valid_to END
    RETURN edge, far
  }
  WITH edge, near.code + ' ' + far.code + ' ' + toString(edge.valid_from) AS key ORDER BY key
  WITH collect([edge, key]) AS facts
  UNWIND CASE WHEN $backward THEN reverse(facts) ELSE facts END AS fact
  RETURN fact[0] AS edge, fact[1] AS key
}
WITH entry, near, edge, key
WHERE entry.code <> $group OR ($low < key AND key < $high)
RETURN coalesce(edge, near) AS fact, CASE WHEN edge IS NULL THEN near END AS node,
       startNode(edge) AS start, endNode(edge) AS stop, key
