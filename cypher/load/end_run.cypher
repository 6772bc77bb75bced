// The load is complete: the lease is given back and the data is ready · 装载完成
//
// Also the end of a load that found everything stored already.
//
// param   code: String!
// param   who: String!
// param   now: Int!
// returns version: Int
MATCH (run:LoadRun {code: $code, who: $who})
SET run.state = 'DONE', run.finished_at = $now
WITH run
OPTIONAL MATCH (dataset:Dataset {code: 'dataset'})
SET dataset.state = 'READY'
RETURN dataset.version AS version
