// One facility · 服务设施
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: Facility
MATCH (record:Facility {code: $code})
RETURN record
