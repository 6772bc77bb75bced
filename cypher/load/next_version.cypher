// The data version, one higher, in the transaction of the batch that changed something · 数据版本递增
//
// Days widen with the facts of the batch.
//
// param   earliest: Date!
// param   latest: Date!
// returns version: Int!
MATCH (dataset:Dataset {code: 'dataset'})
SET dataset.version = dataset.version + 1, dataset.state = 'LOADING',
    dataset.earliest = CASE WHEN dataset.earliest <= $earliest THEN dataset.earliest ELSE $earliest END,
    dataset.latest = CASE WHEN dataset.latest >= $latest THEN dataset.latest ELSE $latest END
RETURN dataset.version AS version
