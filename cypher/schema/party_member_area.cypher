// PartyMember in the order of place and code · 党员按地域排序
//
// A jurisdiction is a prefix of `area`, and pages go in (area, code) order.
//
// returns nothing
CREATE INDEX party_member_area IF NOT EXISTS
FOR (n:PartyMember) ON (n.area, n.code)
