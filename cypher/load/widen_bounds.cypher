// The days between which every fact of a kind is in force, in the transaction of the batch that changed some · 有效期边界
//
// By label and by type, as `kind first last`: the latest first day and the earliest last day there is. They only ever
// draw together, so that of a day between them nothing need be asked; a kind whose facts are all open has 9999-12-31.
//
// param   kind: String!
// param   begins: String!
// param   ends: String!
// returns kept: Int!
MATCH (dataset:Dataset {code: 'dataset'})
WITH dataset, coalesce(dataset.bounds, []) AS bounds
WITH dataset, [one IN bounds WHERE NOT one STARTS WITH $kind + ' '] AS others,
     head([one IN bounds WHERE one STARTS WITH $kind + ' ' | split(one, ' ')]) AS old
SET dataset.bounds = others + (
  $kind + ' ' + CASE WHEN old[1] > $begins THEN old[1] ELSE $begins END
        + ' ' + CASE WHEN old[2] < $ends THEN old[2] ELSE $ends END)
RETURN size(dataset.bounds) AS kept
