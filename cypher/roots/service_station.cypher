// One service station · 服务驿站
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: ServiceStation
MATCH (record:ServiceStation {code: $code})
RETURN record
