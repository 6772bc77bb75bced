// One ServiceStation a code · 服务驿站代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT service_station_code IF NOT EXISTS
FOR (n:ServiceStation) REQUIRE n.code IS UNIQUE
