// One resource sent down · 下沉资源
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: SunkResource
MATCH (record:SunkResource {code: $code})
RETURN record
