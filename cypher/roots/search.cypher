// Nodes found by a part of their name, by its pinyin or initials, or by how their code begins · 检索
//
// Each index gives its best 5000, whatever is asked for: what is of another kind, out of force or outside is left out
// afterwards. So many always, and not a multiple of what is asked for, so that nobody learns from what is missing
// how many people bear a name. People are not found by name where names are hidden, only by their code.
// Score: 1 for the whole name, pinyin, initials or code, 0.75 for the beginning of it, 0.5 for a part of the name.
//
// param   text: String!
// param   words: String!
// param   letters: String!
// param   prefix: String!
// param   kinds: [String!]!
// param   hidden: [String!]!
// returns node: Node, kind: String!, score: Float!
CALL () {
  CALL db.index.fulltext.queryNodes('search_names', $words, {limit: 5000}) YIELD node
  WITH node, toLower(node.name) AS name
  WHERE none(label IN labels(node) WHERE label IN $hidden)
  RETURN node, CASE WHEN name = $text THEN 1.0 WHEN name STARTS WITH $text THEN 0.75 ELSE 0.5 END AS score
  UNION ALL
  CALL db.index.fulltext.queryNodes('search_pinyin', CASE WHEN $letters = '' THEN '""' ELSE $letters + '*' END, {limit: 5000}) YIELD node
  WITH node
  WHERE none(label IN labels(node) WHERE label IN $hidden)
  RETURN node, CASE WHEN $letters IN split(node.pinyin, ' ') THEN 1.0 ELSE 0.75 END AS score
  UNION ALL
  CALL () {
    WITH $kinds AS kinds WHERE 'Area' IN kinds AND $prefix <> ''
    MATCH (node:Area) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
    UNION ALL
    WITH $kinds AS kinds WHERE 'ReportingUnit' IN kinds AND $prefix <> ''
    MATCH (node:ReportingUnit) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
    UNION ALL
    WITH $kinds AS kinds WHERE 'PartyOrganization' IN kinds AND $prefix <> ''
    MATCH (node:PartyOrganization) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
    UNION ALL
    WITH $kinds AS kinds WHERE 'PartyMember' IN kinds AND $prefix <> ''
    MATCH (node:PartyMember) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
    UNION ALL
    WITH $kinds AS kinds WHERE 'Unit' IN kinds AND $prefix <> ''
    MATCH (node:Unit) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
    UNION ALL
    WITH $kinds AS kinds WHERE 'CoBuilding' IN kinds AND $prefix <> ''
    MATCH (node:CoBuilding) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
    UNION ALL
    WITH $kinds AS kinds WHERE 'JointBody' IN kinds AND $prefix <> ''
    MATCH (node:JointBody) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
    UNION ALL
    WITH $kinds AS kinds WHERE 'NeighborhoodCenter' IN kinds AND $prefix <> ''
    MATCH (node:NeighborhoodCenter) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
    UNION ALL
    WITH $kinds AS kinds WHERE 'ServiceStation' IN kinds AND $prefix <> ''
    MATCH (node:ServiceStation) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
    UNION ALL
    WITH $kinds AS kinds WHERE 'Staff' IN kinds AND $prefix <> ''
    MATCH (node:Staff) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
    UNION ALL
    WITH $kinds AS kinds WHERE 'Leader' IN kinds AND $prefix <> ''
    MATCH (node:Leader) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
    UNION ALL
    WITH $kinds AS kinds WHERE 'Team' IN kinds AND $prefix <> ''
    MATCH (node:Team) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
    UNION ALL
    WITH $kinds AS kinds WHERE 'Building' IN kinds AND $prefix <> ''
    MATCH (node:Building) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
    UNION ALL
    WITH $kinds AS kinds WHERE 'Household' IN kinds AND $prefix <> ''
    MATCH (node:Household) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node
  }
  RETURN node, CASE WHEN node.code = $prefix THEN 1.0 ELSE 0.75 END AS score
}
WITH node, max(score) AS score
WITH node, head([label IN labels(node) WHERE label IN $kinds]) AS kind, score
WHERE kind IS NOT NULL
RETURN node, kind, score
