// Household in the order of place and code · 户按地域排序
//
// A jurisdiction is a prefix of `area`, and pages go in (area, code) order.
//
// returns nothing
CREATE INDEX household_area IF NOT EXISTS
FOR (n:Household) ON (n.area, n.code)
