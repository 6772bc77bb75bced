// One building · 楼栋
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns building: Building
MATCH (building:Building {code: $code})
RETURN building
