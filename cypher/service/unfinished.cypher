// Whether nodes are stored without a data version: an import that did not finish · 未完成的导入
//
// No row where nothing is stored. Counts that the server keeps are read, and no node.
//
// returns unfinished: Boolean!
CALL () {
  MATCH (node)
  RETURN count(node) AS nodes
}
CALL () {
  MATCH (run:LoadRun)
  RETURN count(run) AS runs
}
CALL () {
  MATCH (dataset:Dataset)
  RETURN count(dataset) AS datasets
}
WITH nodes, runs, datasets, datasets = 0 AS unfinished
WHERE nodes > runs + datasets
RETURN unfinished
