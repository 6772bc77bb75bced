// The loader is alive: the lease is kept, and the rows so far are counted · 续租
//
// Stands in the transaction of each batch; `held` is 0 where another loader has taken the lease over since.
//
// param   code: String!
// param   who: String!
// param   now: Int!
// param   rows: Int!
// returns held: Int!
MATCH (run:LoadRun {code: $code, who: $who, state: 'LOADING'})
SET run.finished_at = $now, run.rows = run.rows + $rows
RETURN count(run) AS held
