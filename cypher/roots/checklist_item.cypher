// One item of the three lists · 清单事项
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: ChecklistItem
MATCH (record:ChecklistItem {code: $code})
RETURN record
