// PartyOrganization in the order of place and code · 党组织按地域排序
//
// A jurisdiction is a prefix of `area`, and pages go in (area, code) order.
//
// returns nothing
CREATE INDEX party_organization_area IF NOT EXISTS
FOR (n:PartyOrganization) ON (n.area, n.code)
