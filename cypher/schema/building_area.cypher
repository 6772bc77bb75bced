// Building in the order of place and code · 楼栋按地域排序
//
// A jurisdiction is a prefix of `area`, and pages go in (area, code) order.
//
// returns nothing
CREATE INDEX building_area IF NOT EXISTS
FOR (n:Building) ON (n.area, n.code)
