// Area in the order of place and code · 地域按地域排序
//
// A jurisdiction is a prefix of `area`, and pages go in (area, code) order.
//
// returns nothing
CREATE INDEX area_area IF NOT EXISTS
FOR (n:Area) ON (n.area, n.code)
