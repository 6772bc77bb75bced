// Units by their unified social credit code · 单位按统一社会信用代码查找
//
// Not unique: a number can be used again after a unit has ended.
//
// returns nothing
CREATE INDEX unit_uscc IF NOT EXISTS
FOR (n:Unit) ON (n.uscc)
