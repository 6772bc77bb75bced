// One activity · 活动
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: Activity
MATCH (record:Activity {code: $code})
RETURN record
