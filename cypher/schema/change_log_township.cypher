// Changes of a township in their order · 乡镇级变动排序
//
// The order of changes begins with the day; within a place it is read from an index that begins with the place.
//
// returns nothing
CREATE INDEX change_log_township IF NOT EXISTS
FOR (n:ChangeLog) ON (n.township, n.code)
