// Stores without a log of changes: it is written from the facts · 补变动日志
//
// Runs in transactions of its own; what a try that was cut off has written goes first. The loader then writes the log,
// and notes this version when all of it stands.
//
// returns nothing
MATCH (entry:ChangeLog)
CALL (entry) { DELETE entry } IN TRANSACTIONS OF 10000 ROWS
