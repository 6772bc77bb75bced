// One area, from the city to a grid or a compound · 地域
//
// By its code, in force or not: the statement around it tells the two apart, so that a retired code can be named.
//
// param   code: String!
// returns area: Area
MATCH (area:Area {code: $code})
RETURN area
