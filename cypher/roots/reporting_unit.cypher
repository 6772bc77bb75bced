// One reporting zone · 填报单位
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: ReportingUnit
MATCH (record:ReportingUnit {code: $code})
RETURN record
