// The shape of what is stored, as a number · 结构版本
//
// No row where nothing is stored yet.
//
// returns schema_version: Int!
MATCH (dataset:Dataset {code: 'dataset'})
RETURN dataset.schema_version AS schema_version
