// Loads before names were searched by pinyin: their files are not left out again · 旧装载重读
//
// What they loaded and when stays on record.
//
// returns nothing
MATCH (run:LoadRun {state: 'DONE'})
SET run.state = 'OUTDATED'
