// Changes of a community in their order · 社区级变动排序
//
// The order of changes begins with the day; within a place it is read from an index that begins with the place.
//
// returns nothing
CREATE INDEX change_log_community IF NOT EXISTS
FOR (n:ChangeLog) ON (n.community, n.code)
