// Everything stored goes, in slices · 清空
//
// Runs in transactions of its own, so that a large graph does not have to fit into one.
//
// returns nothing
MATCH (n)
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS
