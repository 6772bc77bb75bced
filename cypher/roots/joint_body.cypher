// One joint body · 协调议事机构
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns record: JointBody
MATCH (record:JointBody {code: $code})
RETURN record
