"""Recommended sizes of branches, groups and grids: a row outside them is a finding and is never rejected."""

from collections.abc import Iterator

from seed.plan.staging import Staging, Violation

_OPEN = "t.ends IS NULL"
_SIZES = (
    # rule, type, the side that is counted from, labels, low, high
    ("LIAISON-LOAD", "LIAISES_WITH", "start", "", 5, 20),
    ("GROUP-SIZE", "MEMBER_OF", "stop", "PartyGroup", 3, 10**6),
    ("JOINT-SIZE", "COVERS_UNIT", "start", "", 0, 5),
)
_REMEDIES = {
    "LIAISON-LOAD": "link 5 to 20 households to a member",
    "BRANCH-SIZE": "join it with another, or divide it",
    "GROUP-SIZE": "join it with another group",
    "JOINT-SIZE": "divide it",
    "GRID-SIZE": "look at its borders again",
}


def size_findings(staging: Staging) -> Iterator[Violation]:
    """At the row of the node, by the open facts of this delivery."""
    for rule, kind, side, second, low, high in _SIZES:
        label = "start_label" if side == "start" else "end_label"
        text = f"""SELECT n.source, n.line FROM
              (SELECT t.{label} AS label, t.{side} AS code, count(*) AS size FROM tie t
               WHERE t.type = ? AND {_OPEN} GROUP BY t.{label}, t.{side}) c
            JOIN node n ON n.label = c.label AND n.code = c.code
            WHERE (? = '' OR n.second = ?) AND NOT c.size BETWEEN ? AND ?"""
        for source, line in staging.db.execute(text, (kind, second, second, low, high)):
            yield source, line, "代码", rule, _REMEDIES[rule]
    yield from _branches(staging)
    text = f"""SELECT n.source, n.line FROM
          (SELECT substr(b.stop, 1, 15) AS code, count(*) AS size FROM tie t
           JOIN tie b ON b.type = 'LOCATED_IN' AND b.start_label = 'Building' AND b.start = t.stop
           WHERE t.type = 'LOCATED_IN' AND t.start_label = 'Household' AND {_OPEN} AND b.ends IS NULL
           GROUP BY substr(b.stop, 1, 15)) c
        JOIN node n ON n.label = 'Area' AND n.code = c.code
        WHERE json_extract(n.props, '$.level') = 2 AND NOT c.size BETWEEN 300 AND 500"""
    for source, line in staging.db.execute(text):
        yield source, line, "代码", "GRID-SIZE", _REMEDIES["GRID-SIZE"]


def _branches(staging: Staging) -> Iterator[Violation]:
    """Members of a branch are those of its groups too."""
    text = """SELECT n.source, n.line, count(*) AS size FROM tie t
        LEFT JOIN tie g ON g.type = 'SUBORDINATE_TO' AND g.start_label = 'PartyOrganization'
          AND g.start = t.stop AND g.ends IS NULL
          AND EXISTS (SELECT 1 FROM node o WHERE o.label = 'PartyOrganization' AND o.code = t.stop
                      AND o.second = 'PartyGroup')
        JOIN node n ON n.label = 'PartyOrganization' AND n.code = coalesce(g.stop, t.stop)
        WHERE t.type = 'MEMBER_OF' AND t.ends IS NULL AND n.second = 'PartyBranch'
        GROUP BY n.id HAVING NOT size BETWEEN 3 AND 50"""
    for source, line, _ in staging.db.execute(text):
        yield source, line, "代码", "BRANCH-SIZE", _REMEDIES["BRANCH-SIZE"]
