// One ChecklistItem a code · 清单事项代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT checklist_item_code IF NOT EXISTS
FOR (n:ChecklistItem) REQUIRE n.code IS UNIQUE
