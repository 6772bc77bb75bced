// A migration has run; it will not run again · 结构版本
//
// param   version: Int!
// returns nothing
MATCH (dataset:Dataset {code: 'dataset'})
SET dataset.schema_version = $version
