// One Meeting a code · 会议代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT meeting_code IF NOT EXISTS
FOR (n:Meeting) REQUIRE n.code IS UNIQUE
