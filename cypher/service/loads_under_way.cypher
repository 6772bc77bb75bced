// Loads that hold a lease · 进行中的装载
//
// Who, as host, process and the time it was made, and when it last wrote (seconds since 1970).
//
// returns holders: [Holder!]!
MATCH (run:LoadRun {state: 'LOADING'})
RETURN collect([run.who, run.finished_at]) AS holders
