// Files of complete loads · 已装载文件
//
// Each as its name and the sha256 of its bytes; the loader leaves out a folder whose files are all here.
//
// returns files: [String!]!
MATCH (run:LoadRun {state: 'DONE'})
UNWIND run.files AS file
RETURN collect(DISTINCT file) AS files
