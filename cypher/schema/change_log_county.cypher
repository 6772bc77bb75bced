// Changes of a county in their order · 县级变动排序
//
// The order of changes begins with the day; within a place it is read from an index that begins with the place.
//
// returns nothing
CREATE INDEX change_log_county IF NOT EXISTS
FOR (n:ChangeLog) ON (n.county, n.code)
