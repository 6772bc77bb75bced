// Places are worked out as of this day · 地域推算日
//
// param   today: Date!
// returns nothing
MATCH (dataset:Dataset {code: 'dataset'})
SET dataset.placed_on = $today
