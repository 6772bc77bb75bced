// Names by any part of them · 名称检索
//
// `pairs` holds the neighbouring signs of a name two by two, so that a part is found whatever stands beside it: the
// analyzers that know Chinese make no pair where a digit or a letter meets a character.
//
// returns nothing
CREATE FULLTEXT INDEX names_by_pairs IF NOT EXISTS
FOR (n:Area|ReportingUnit|Building|PartyOrganization|PartyMember|Unit|CoBuilding|JointBody|NeighborhoodCenter|ServiceStation|Staff|Leader|Team)
ON EACH [n.pairs]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
