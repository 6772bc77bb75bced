// Names stored before they were searched by pinyin: their rows are read anew · 补拼音
//
// Runs in transactions of its own; a row without its hash is taken for changed by the next load.
//
// returns nothing
MATCH (n:Area|ReportingUnit|PartyOrganization|PartyMember|Unit|CoBuilding|JointBody|NeighborhoodCenter|ServiceStation|Staff|Leader|Team)
WHERE n.pinyin IS NULL AND n.name IS NOT NULL
CALL (n) { SET n.row_hash = null } IN TRANSACTIONS OF 10000 ROWS
