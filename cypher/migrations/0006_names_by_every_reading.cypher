// The index of pinyin without buildings: names are found by every reading now · 删旧拼音索引
//
// The loader then writes what each stored name is found by, and notes this version when all of it stands.
//
// returns nothing
DROP INDEX search_pinyin IF EXISTS
