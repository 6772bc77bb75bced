// One PartyMember a code · 党员代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT party_member_code IF NOT EXISTS
FOR (n:PartyMember) REQUIRE n.code IS UNIQUE
