// One ChangeLog a code · 变动日志代码唯一
//
// The key of every MERGE; it begins with the day, so that its index is also the order of changes in the whole city.
//
// returns nothing
CREATE CONSTRAINT change_log_code IF NOT EXISTS
FOR (n:ChangeLog) REQUIRE n.code IS UNIQUE
