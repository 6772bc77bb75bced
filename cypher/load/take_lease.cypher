// One loader at a time: the lease is taken, or its holder is named · 装载租约
//
// Writing to the dataset node first makes two loaders that start together wait for one another. `dead` are holders
// that are known to have ended without giving their lease back; they lose it, so that one that was only
// cut off for long finds that out before it writes.
//
// param   code: String!
// param   who: String!
// param   dead: [String!]!
// param   files: [String!]!
// param   now: Int!
// param   schema_version: Int!
// param   today: Date!
// returns holder: String
MERGE (dataset:Dataset {code: 'dataset'})
ON CREATE SET dataset.version = 0, dataset.schema_version = $schema_version, dataset.state = 'LOADING',
              dataset.placed_on = $today
SET dataset.schema_version = dataset.schema_version
WITH dataset
OPTIONAL MATCH (other:LoadRun {state: 'LOADING'})
WITH collect(other) AS others
FOREACH (gone IN [one IN others WHERE one.who IN $dead] | SET gone.state = 'FAILED')
WITH head([one IN others WHERE NOT one.who IN $dead | one.who]) AS holder
FOREACH (one IN CASE WHEN holder IS NULL THEN [1] ELSE [] END |
  MERGE (run:LoadRun {code: $code})
  SET run.state = 'LOADING', run.who = $who, run.files = $files, run.started_at = $now, run.finished_at = $now,
      run.rows = 0)
RETURN holder
