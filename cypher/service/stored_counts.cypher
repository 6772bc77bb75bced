// How many nodes and relationships of each kind · 存量
//
// Each from the counts that the database keeps; kinds of which there is none, and the service's own, are left out.
//
// returns nodes: [Count!]!, relationships: [Count!]!
CALL () {
  CALL () {
    MATCH (n:Area) RETURN 'Area' AS name, count(n) AS many
    UNION ALL
    MATCH (n:ReportingUnit) RETURN 'ReportingUnit' AS name, count(n) AS many
    UNION ALL
    MATCH (n:Building) RETURN 'Building' AS name, count(n) AS many
    UNION ALL
    MATCH (n:Household) RETURN 'Household' AS name, count(n) AS many
    UNION ALL
    MATCH (n:PartyOrganization) RETURN 'PartyOrganization' AS name, count(n) AS many
    UNION ALL
    MATCH (n:PartyMember) RETURN 'PartyMember' AS name, count(n) AS many
    UNION ALL
    MATCH (n:Unit) RETURN 'Unit' AS name, count(n) AS many
    UNION ALL
    MATCH (n:CoBuilding) RETURN 'CoBuilding' AS name, count(n) AS many
    UNION ALL
    MATCH (n:JointBody) RETURN 'JointBody' AS name, count(n) AS many
    UNION ALL
    MATCH (n:NeighborhoodCenter) RETURN 'NeighborhoodCenter' AS name, count(n) AS many
    UNION ALL
    MATCH (n:ServiceStation) RETURN 'ServiceStation' AS name, count(n) AS many
    UNION ALL
    MATCH (n:Facility) RETURN 'Facility' AS name, count(n) AS many
    UNION ALL
    MATCH (n:SunkResource) RETURN 'SunkResource' AS name, count(n) AS many
    UNION ALL
    MATCH (n:Staff) RETURN 'Staff' AS name, count(n) AS many
    UNION ALL
    MATCH (n:Leader) RETURN 'Leader' AS name, count(n) AS many
    UNION ALL
    MATCH (n:Team) RETURN 'Team' AS name, count(n) AS many
    UNION ALL
    MATCH (n:Figure) RETURN 'Figure' AS name, count(n) AS many
    UNION ALL
    MATCH (n:BudgetLine) RETURN 'BudgetLine' AS name, count(n) AS many
    UNION ALL
    MATCH (n:Matter) RETURN 'Matter' AS name, count(n) AS many
    UNION ALL
    MATCH (n:MatterType) RETURN 'MatterType' AS name, count(n) AS many
    UNION ALL
    MATCH (n:MatterStep) RETURN 'MatterStep' AS name, count(n) AS many
    UNION ALL
    MATCH (n:ChecklistItem) RETURN 'ChecklistItem' AS name, count(n) AS many
    UNION ALL
    MATCH (n:PolicyDocument) RETURN 'PolicyDocument' AS name, count(n) AS many
    UNION ALL
    MATCH (n:System) RETURN 'System' AS name, count(n) AS many
    UNION ALL
    MATCH (n:Meeting) RETURN 'Meeting' AS name, count(n) AS many
    UNION ALL
    MATCH (n:Activity) RETURN 'Activity' AS name, count(n) AS many
    UNION ALL
    MATCH (n:Pledge) RETURN 'Pledge' AS name, count(n) AS many
    UNION ALL
    MATCH (n:State) RETURN 'State' AS name, count(n) AS many
  }
  RETURN collect([name, many]) AS nodes
}
CALL () {
  CALL () {
    MATCH ()-[r:SUBORDINATE_TO]->() RETURN 'SUBORDINATE_TO' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:MEMBER_OF]->() RETURN 'MEMBER_OF' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:ATTACHED_TO]->() RETURN 'ATTACHED_TO' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:UPGRADED_FROM]->() RETURN 'UPGRADED_FROM' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:PART_OF]->() RETURN 'PART_OF' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:LOCATED_IN]->() RETURN 'LOCATED_IN' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:SUCCEEDED_BY]->() RETURN 'SUCCEEDED_BY' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:IN_COMPOUND]->() RETURN 'IN_COMPOUND' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:REPORTS_THROUGH]->() RETURN 'REPORTS_THROUGH' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:COVERS]->() RETURN 'COVERS' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:COVERS_UNIT]->() RETURN 'COVERS_UNIT' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:LIAISES_WITH]->() RETURN 'LIAISES_WITH' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:SERVES]->() RETURN 'SERVES' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:WORKS_IN]->() RETURN 'WORKS_IN' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:INSTRUCTS]->() RETURN 'INSTRUCTS' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:CONTACTS]->() RETURN 'CONTACTS' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:MANAGES]->() RETURN 'MANAGES' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:REPRESENTS]->() RETURN 'REPRESENTS' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:PARTY_TO]->() RETURN 'PARTY_TO' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:SHARED_BY]->() RETURN 'SHARED_BY' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:REPORTED_TO]->() RETURN 'REPORTED_TO' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:HOLDS_POST]->() RETURN 'HOLDS_POST' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:CHAIRS]->() RETURN 'CHAIRS' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:ORGANIZED_IN]->() RETURN 'ORGANIZED_IN' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:PROVIDED_BY]->() RETURN 'PROVIDED_BY' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:DELIVERED_THROUGH]->() RETURN 'DELIVERED_THROUGH' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:FUNDED_BY]->() RETURN 'FUNDED_BY' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:STATE_OF]->() RETURN 'STATE_OF' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:FIGURE_OF]->() RETURN 'FIGURE_OF' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:HELD_BY]->() RETURN 'HELD_BY' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:STEP_OF]->() RETURN 'STEP_OF' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:OF_TYPE]->() RETURN 'OF_TYPE' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:RAISED_IN]->() RETURN 'RAISED_IN' AS name, count(r) AS many
    UNION ALL
    MATCH ()-[r:APPLIES_TO]->() RETURN 'APPLIES_TO' AS name, count(r) AS many
  }
  RETURN collect([name, many]) AS relationships
}
RETURN nodes, relationships
