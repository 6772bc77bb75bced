// A load that failed gives its lease back at once · 释放租约
//
// What it wrote stays, in whole batches; loading again goes on from there.
//
// param   code: String!
// param   who: String!
// returns held: Int!
MATCH (run:LoadRun {code: $code, who: $who, state: 'LOADING'})
SET run.state = 'FAILED'
RETURN count(run) AS held
