// One meeting · 会议
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: Meeting
MATCH (record:Meeting {code: $code})
RETURN record
