// Unit in the order of place and code · 单位按地域排序
//
// A jurisdiction is a prefix of `area`, and pages go in (area, code) order.
//
// returns nothing
CREATE INDEX unit_area IF NOT EXISTS
FOR (n:Unit) ON (n.area, n.code)
