// One step of a matter · 事项环节
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: MatterStep
MATCH (record:MatterStep {code: $code})
RETURN record
