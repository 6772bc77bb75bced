// A fact outside the days that the dataset says it holds · 超出数据期间
//
// Days before the first are refused by questions; a fact there would never be seen.
//
// returns unit: String!, what: String!
// severity error
// remedy  correct the day in the office file
MATCH (dataset:Dataset {code: 'dataset'})
MATCH (low:Area|Building|Household|PartyOrganization|PartyMember|Unit|CoBuilding|State)
WHERE low.valid_from < dataset.earliest OR low.valid_from > dataset.latest OR low.valid_to > dataset.latest
RETURN low.code AS unit, 'begins on ' + toString(low.valid_from) AS what
