// Names by pinyin and by initials · 拼音与首字母检索
//
// Each reading of a name and its initials are words of `pinyin`, found by how they begin.
//
// returns nothing
CREATE FULLTEXT INDEX names_by_pinyin IF NOT EXISTS
FOR (n:Area|ReportingUnit|Building|PartyOrganization|PartyMember|Unit|CoBuilding|JointBody|NeighborhoodCenter|ServiceStation|Staff|Leader|Team)
ON EACH [n.pinyin]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
