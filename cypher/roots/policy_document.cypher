// One policy document · 政策文件
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: PolicyDocument
MATCH (record:PolicyDocument {code: $code})
RETURN record
