// Files of the last load, where it is complete · 上次装载的文件
//
// Each as its name and the sha256 of its bytes; none while a load is under way or where the last one failed. What
// these files say is what is stored, since nothing was loaded after them; bringing places up to a new day has none.
//
// returns files: [String!]!
OPTIONAL MATCH (run:LoadRun)
WHERE run.state <> 'DONE' OR run.files <> []
WITH run ORDER BY run.finished_at DESC, run.code LIMIT 1
RETURN CASE WHEN run.state = 'DONE' THEN run.files ELSE [] END AS files
