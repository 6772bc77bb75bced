"""Statements that repeat one clause for every label or type of the model: written at start, not by hand.

Each index and each count of the database belongs to one label, so that a statement over all of them names
every label. What is written here has a header like a file and is read and checked like one; `graphsvc
statement roots/search` prints it.
"""

from collections.abc import Iterable

from graphsvc.model import INTERNAL, KINDS, SEARCHED, TIES

SEARCH = """\
// Nodes found by a part of their name, by its pinyin or initials, or by how their code begins · 检索
//
// Each index gives its best 5000, whatever is asked for: what is of another kind, out of force or outside is
// left out afterwards. So many always, and not a multiple of what is asked for, so that nobody learns from
// what is missing how many bear a name. Where names are hidden people are not found by them, only by code.
// Score: 1 for the whole name, pinyin, initials or code, 0.75 for its beginning, 0.5 for a part of the name.
// Pairs of neighbouring signs that stand together in the text stand together in every name that holds it.
//
// param   pairs: String!
// param   letters: String!
// param   prefix: String!
// param   kinds: [String!]!
// param   hidden: [String!]!
// returns node: Node, kind: String!, score: Float!
CALL () {
  CALL db.index.fulltext.queryNodes('names_by_pairs', '"' + $pairs + '"', {limit: 5000}) YIELD node
  WITH node
  WHERE none(label IN labels(node) WHERE label IN $hidden)
  RETURN node, CASE WHEN node.pairs = $pairs THEN 1.0
                    WHEN node.pairs STARTS WITH $pairs THEN 0.75 ELSE 0.5 END AS score
  UNION ALL
  WITH CASE WHEN $letters = '' THEN '""' ELSE $letters + '*' END AS begins
  CALL db.index.fulltext.queryNodes('names_by_pinyin', begins, {limit: 5000}) YIELD node
  WITH node
  WHERE none(label IN labels(node) WHERE label IN $hidden)
  RETURN node, CASE WHEN $letters IN split(node.pinyin, ' ') THEN 1.0 ELSE 0.75 END AS score
  UNION ALL
  CALL () {
{by_code}
  }
  RETURN node, CASE WHEN node.code = $prefix THEN 1.0 ELSE 0.75 END AS score
}
WITH node, max(score) AS score
WITH node, head([label IN labels(node) WHERE label IN $kinds]) AS kind, score
WHERE kind IS NOT NULL
RETURN node, kind, score
"""
BY_CODE = """\
    WITH $kinds AS kinds WHERE '{0}' IN kinds AND $prefix <> ''
    MATCH (node:{0}) WHERE node.code STARTS WITH $prefix
    WITH node ORDER BY node.code LIMIT 5000
    RETURN node"""
LOGGED_FACTS = """\
// The facts that an entry of the log of changes leads to · 日志所指的变动
//
// The log says at which nodes facts of its kind begin or end that day; the facts say which. A fact is known
// by the code of that node and, for a relationship, by the code at its other end, its first day and its
// role, and they come in this order. Either `node` begins or ends, or the relationship from `start` to `stop`
// does. Of the entry `group` only what lies between `low` and `high`.
//
// given   entry: ChangeLog
// param   group: String!
// param   low: String!
// param   high: String!
// param   backward: Boolean!
// returns fact: Fact!, node: Node, start: Node, stop: Node, key: String!
WITH entry, entry.near AS label, entry.kind AS kind, entry.what AS what, entry.day AS day,
     [code IN entry.codes WHERE entry.code <> $group OR ($low < code + ' ~' AND code < $high)] AS found
WITH *, CASE WHEN $backward THEN reverse(found) ELSE found END AS codes
CALL (label, codes) {
{near}
}
WITH *
WHERE coalesce(near.area, '') = coalesce(entry.area, '')
CALL (near, label, kind, what, day) {
  WITH * WHERE kind = label AND day = CASE what WHEN 'BEGAN' THEN near.valid_from ELSE near.valid_to END
  RETURN null AS edge, near.code AS key
  UNION ALL
  CALL (near, label, kind, what, day) {
    WITH * WHERE kind <> label AND kind <> 'STATE_OF'
    MATCH (near)-[edge]->(far)
    WHERE type(edge) = kind AND day = CASE what WHEN 'BEGAN' THEN edge.valid_from ELSE edge.valid_to END
    RETURN edge, far
    UNION ALL
    WITH * WHERE kind = 'STATE_OF'
    MATCH (near)<-[edge:STATE_OF]-(far)
    WHERE day = CASE what WHEN 'BEGAN' THEN edge.valid_from ELSE edge.valid_to END
    RETURN edge, far
  }
  WITH edge, near.code + ' ' + far.code + ' ' + toString(edge.valid_from)
    + ' ' + {role} AS key
  ORDER BY key
  WITH collect([edge, key]) AS facts
  UNWIND CASE WHEN $backward THEN reverse(facts) ELSE facts END AS fact
  RETURN fact[0] AS edge, fact[1] AS key
}
WITH entry, near, edge, key
WHERE entry.code <> $group OR ($low < key AND key < $high)
RETURN coalesce(edge, near) AS fact, CASE WHEN edge IS NULL THEN near END AS node,
       startNode(edge) AS start, endNode(edge) AS stop, key
"""
NEAR = """\
  UNWIND CASE label WHEN '{0}' THEN codes ELSE [] END AS code
  MATCH (near:{0} {{code: code}})
  RETURN near"""
STORED_COUNTS = """\
// How many nodes and relationships of each kind · 存量
//
// Each from the counts that the database keeps; kinds of which there is none, and the service's own, are left
// out.
//
// returns nodes: [Count!]!, relationships: [Count!]!
CALL () {
  CALL () {
{nodes}
  }
  RETURN collect([name, many]) AS nodes
}
CALL () {
  CALL () {
{relationships}
  }
  RETURN collect([name, many]) AS relationships
}
RETURN nodes, relationships
"""
NODES = "    MATCH (n:{0}) RETURN '{0}' AS name, count(n) AS many"
RELATIONSHIPS = "    MATCH ()-[r:{0}]->() RETURN '{0}' AS name, count(r) AS many"

ROLES = tuple(dict.fromkeys(tie.role for tie in TIES if tie.role))


def role_in_key(edge: str, roles: Iterable[str]) -> str:
    """Cypher: the first of these properties that a relationship has, as a text that may stand in a cursor:
    without its separator, and no two are the same."""
    found = ", ".join(f"{edge}.{role}" for role in roles)
    return f"replace(replace(coalesce({found}, ''), '~', '~0'), '|', '~1')"


def generated() -> dict[str, str]:
    """The name of each statement → what its file would hold."""
    dated = [kind.label for kind in KINDS if kind.label not in INTERNAL]
    found = (*SEARCHED, "Household")
    return {
        "roots/search": SEARCH.replace("{by_code}", _for_each(found, BY_CODE, 4)),
        "fields/logged_facts": LOGGED_FACTS.replace("{near}", _for_each(dated, NEAR, 2)).replace(
            "{role}", role_in_key("edge", ROLES)
        ),
        "service/stored_counts": STORED_COUNTS.replace(
            "{nodes}", _for_each([*dated, "State"], NODES, 4)
        ).replace("{relationships}", _for_each([tie.type for tie in TIES], RELATIONSHIPS, 4)),
    }


def _for_each(names: Iterable[str], clause: str, indentation: int) -> str:
    """The clause with each name, joined by UNION ALL."""
    return f"\n{' ' * indentation}UNION ALL\n".join(clause.format(name) for name in names)
