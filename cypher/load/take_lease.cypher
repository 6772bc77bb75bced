// One loader at a time: the lease is taken, or its holder is named · 装载租约
//
// Writing to the dataset node first makes two loaders that start together wait for one another. `dead` are holders
// that are known to have ended without giving their lease back.
//
// param   code: String!
// param   who: String!
// param   dead: [String!]!
// param   files: [String!]!
// param   now: Int!
// param   schema_version: Int!
// returns holder: String
MERGE (dataset:Dataset {code: 'dataset'})
ON CREATE SET dataset.version = 0, dataset.schema_version = $schema_version, dataset.state = 'LOADING'
SET dataset.schema_version = dataset.schema_version
WITH dataset
OPTIONAL MATCH (other:LoadRun {state: 'LOADING'})
WHERE NOT other.who IN $dead
WITH head(collect(other.who)) AS holder
FOREACH (one IN CASE WHEN holder IS NULL THEN [1] ELSE [] END |
  MERGE (run:LoadRun {code: $code})
  SET run.state = 'LOADING', run.who = $who, run.files = $files, run.started_at = $now, run.finished_at = $now,
      run.rows = 0)
RETURN holder
