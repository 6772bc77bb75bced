// One digital platform · 数字平台
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: System
MATCH (record:System {code: $code})
RETURN record
