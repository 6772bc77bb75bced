// One NeighborhoodCenter a code · 邻里中心代码唯一
//
// The key of every MERGE; without it two loaders could make one thing twice.
//
// returns nothing
CREATE CONSTRAINT neighborhood_center_code IF NOT EXISTS
FOR (n:NeighborhoodCenter) REQUIRE n.code IS UNIQUE
