// One team · 队伍
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: Team
MATCH (record:Team {code: $code})
RETURN record
