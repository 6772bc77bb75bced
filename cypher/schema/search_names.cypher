// Names as they are written · 名称检索
//
// The cjk analyzer makes pairs of neighbouring characters, so that a part of a name finds it.
//
// returns nothing
CREATE FULLTEXT INDEX search_names IF NOT EXISTS
FOR (n:Area|ReportingUnit|PartyOrganization|PartyMember|Unit|CoBuilding|JointBody|NeighborhoodCenter|ServiceStation|Staff|Leader|Team)
ON EACH [n.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}
