// Households by hand, in the order of the index, as a list of maps.
MATCH (home:Household)
USING INDEX home:Household(area, code)
WHERE home.area >= '' AND home.code IS NOT NULL
  AND home.valid_from <= $asOf AND (home.valid_to IS NULL OR $asOf < home.valid_to)
WITH home ORDER BY home.area, home.code LIMIT $first
RETURN {households: {nodes: collect(home {.code, .door, .persons})}} AS data
