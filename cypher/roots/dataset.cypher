// What is stored, how new it is, and how much of it · 数据集
//
// Counts are of everything stored, ended facts included.
//
// returns version: Int, state: String, schema_version: Int, earliest: Date, latest: Date, last_load: String, areas: Int, organizations: Int, members: Int, households: Int, units: Int, co_buildings: Int
OPTIONAL MATCH (dataset:Dataset {code: 'dataset'})
CALL () {
  MATCH (run:LoadRun) WHERE run.code >= '' AND run.state = 'DONE' AND run.files <> []
  WITH run ORDER BY run.finished_at DESC, run.code LIMIT 1
  RETURN head(collect(run.code)) AS last_load
}
CALL () { MATCH (area:Area) RETURN count(area) AS areas }
CALL () { MATCH (organization:PartyOrganization) RETURN count(organization) AS organizations }
CALL () { MATCH (member:PartyMember) RETURN count(member) AS members }
CALL () { MATCH (household:Household) RETURN count(household) AS households }
CALL () { MATCH (unit:Unit) RETURN count(unit) AS units }
CALL () { MATCH (tie:CoBuilding) RETURN count(tie) AS co_buildings }
RETURN dataset.version AS version, dataset.state AS state, dataset.schema_version AS schema_version,
       dataset.earliest AS earliest, dataset.latest AS latest, last_load,
       areas, organizations, members, households, units, co_buildings
