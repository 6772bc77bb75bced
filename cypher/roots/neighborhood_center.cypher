// One neighbourhood centre · 邻里中心
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: NeighborhoodCenter
MATCH (record:NeighborhoodCenter {code: $code})
RETURN record
