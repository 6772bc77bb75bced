// How many nodes and relationships of each kind · 存量
//
// The service's own nodes are left out.
//
// returns nodes: [Count!]!, relationships: [Count!]!
CALL () {
  UNWIND ['Area', 'Building', 'Household', 'PartyOrganization', 'PartyMember', 'Unit', 'CoBuilding', 'State'] AS label
  MATCH (n:Area|Building|Household|PartyOrganization|PartyMember|Unit|CoBuilding|State)
  WHERE label IN labels(n)
  WITH label, count(n) AS many
  RETURN collect([label, many]) AS nodes
}
CALL () {
  MATCH (:Area|Building|Household|PartyOrganization|PartyMember|Unit|CoBuilding|State)-[r]->()
  WITH type(r) AS type, count(r) AS many
  RETURN collect([type, many]) AS relationships
}
RETURN nodes, relationships
