// A migration has run; it will not run again · 结构版本
//
// What it wrote may be seen in answers, so that the data version moves.
//
// param   version: Int!
// returns nothing
MATCH (dataset:Dataset {code: 'dataset'})
SET dataset.schema_version = $version, dataset.version = dataset.version + 1
