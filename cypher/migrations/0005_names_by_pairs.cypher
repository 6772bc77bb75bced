// The index of names as they were written: names are found by their pairs now · 删旧名称索引
//
// returns nothing
DROP INDEX search_names IF EXISTS
