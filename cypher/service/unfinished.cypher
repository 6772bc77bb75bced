// Whether nodes are stored without a data version: an import that did not finish · 未完成的导入
//
// No row where nothing is stored.
//
// returns unfinished: Boolean!
MATCH (node) WHERE NOT node:Dataset AND NOT node:LoadRun
WITH node LIMIT 1
WITH NOT EXISTS { MATCH (dataset:Dataset {code: 'dataset'}) } AS unfinished
RETURN unfinished
