// The data version, one higher, in the transaction of the batch that changed something · 数据版本递增
//
// Days widen with the facts of the batch; a batch that has none gives null.
//
// param   earliest: Date
// param   latest: Date
// returns version: Int!
MATCH (dataset:Dataset {code: 'dataset'})
SET dataset.version = dataset.version + 1, dataset.state = 'LOADING',
    dataset.earliest = CASE WHEN $earliest < dataset.earliest THEN $earliest ELSE coalesce(dataset.earliest, $earliest) END,
    dataset.latest = CASE WHEN $latest > dataset.latest THEN $latest ELSE coalesce(dataset.latest, $latest) END
RETURN dataset.version AS version
