// One type of matter · 事项类型
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: MatterType
MATCH (record:MatterType {code: $code})
RETURN record
