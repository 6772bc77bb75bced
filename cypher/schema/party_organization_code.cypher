// One PartyOrganization a code · 党组织代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT party_organization_code IF NOT EXISTS
FOR (n:PartyOrganization) REQUIRE n.code IS UNIQUE
