// One MatterType a code · 事项类型代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT matter_type_code IF NOT EXISTS
FOR (n:MatterType) REQUIRE n.code IS UNIQUE
