// Names by pinyin and by initials · 拼音与首字母检索
//
// Apart from the names: the cjk analyzer would drop initials such as "no" and "be" as English stop words.
//
// returns nothing
CREATE FULLTEXT INDEX search_pinyin IF NOT EXISTS
FOR (n:Area|ReportingUnit|PartyOrganization|PartyMember|Unit|CoBuilding|JointBody|NeighborhoodCenter|ServiceStation|Staff|Leader|Team)
ON EACH [n.pinyin]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
