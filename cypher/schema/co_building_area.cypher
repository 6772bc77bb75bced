// CoBuilding in the order of place and code · 联建共建按地域排序
//
// A jurisdiction is a prefix of `area`, and pages go in (area, code) order.
//
// returns nothing
CREATE INDEX co_building_area IF NOT EXISTS
FOR (n:CoBuilding) ON (n.area, n.code)
