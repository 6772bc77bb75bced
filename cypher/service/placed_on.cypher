// The day that places were last worked out for · 地域推算日
//
// Nothing of a store without a Dataset; null of one of a release that did not note it.
//
// returns placed_on: Date
MATCH (dataset:Dataset {code: 'dataset'})
RETURN dataset.placed_on AS placed_on
