// One PolicyDocument a code · 政策文件代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT policy_document_code IF NOT EXISTS
FOR (n:PolicyDocument) REQUIRE n.code IS UNIQUE
