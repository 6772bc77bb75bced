"""Cypher texts of the loader: UNWIND/MERGE by py2neo's generator, run by the official driver.

py2neo's connections and schema calls stop at Neo4j 4; its generator of bulk texts does not, and stays in
this file.
"""

from py2neo.cypher.queries import (
    unwind_create_nodes_query,
    unwind_create_relationships_query,
    unwind_merge_nodes_query,
    unwind_merge_relationships_query,
)

from graphsvc.model import KIND_OF, TIE_OF

WRITTEN = "\nRETURN count(*) AS written"


def merge_nodes(label: str, second: str) -> str:
    """Merges `$data`, a list of property maps, on the label's key; returns `written`, the rows matched.

    A second label takes the place of the one before.
    """
    text, _ = unwind_merge_nodes_query([], (label, KIND_OF[label].key), {label, second} - {""})
    others = [one for one in KIND_OF[label].seconds if one != second]
    return str(text) + (f"\nREMOVE _:{':'.join(others)}" if others else "") + WRITTEN


def merge_ties(kind: str, start: str, end: str) -> str:
    """Merges `$data`, a list of [start code, properties, end code]; rows with a missing end are not
    `written`."""
    if TIE_OF[kind].role:
        return set_ties(kind, start, end, "+=")
    text, _ = unwind_merge_relationships_query(
        [], (kind, "valid_from"), start_node_key=(start, "code"), end_node_key=(end, "code")
    )
    return str(text) + WRITTEN


def set_ties(kind: str, start: str, end: str, how: str) -> str:
    """As `merge_ties`, for every type: MERGE takes no null in its pattern, and a role may be missing. What is
    stored gets the properties beside its own (`how` is +=) or instead of them (=)."""
    return (
        f"UNWIND $data AS row\nMATCH (a:{start} {{code: row[0]}})\nMATCH (b:{end} {{code: row[2]}})\n"
        f"OPTIONAL MATCH (a)-[r:{kind} {{valid_from: row[1].valid_from}}]->(b)\n"
        f"WHERE {role_of('r', kind)} = {role_of('row[1]', kind)}\nWITH a, b, row, collect(r) AS stored\n"
        f"FOREACH (_ IN CASE stored WHEN [] THEN [1] ELSE [] END | CREATE (a)-[r:{kind}]->(b)\n"
        "  SET r = row[1])\n"
        f"FOREACH (r IN stored | SET r {how} row[1]){WRITTEN}"
    )


def role_of(variable: str, kind: str) -> str:
    """The role of a relationship as a text; an empty one where it has none."""
    role = TIE_OF[kind].role
    return f"coalesce({variable}.{role}, '')" if role else "''"


def create_nodes(label: str, second: str) -> str:
    """As `merge_nodes`, of nodes that are known not to be stored."""
    text, _ = unwind_create_nodes_query([], labels={label, second} - {""})
    return str(text) + WRITTEN


def create_ties(kind: str, start: str, end: str) -> str:
    """As `merge_ties`, of relationships that are known not to be stored."""
    text, _ = unwind_create_relationships_query(
        [], kind, start_node_key=(start, "code"), end_node_key=(end, "code")
    )
    return str(text) + WRITTEN


def stored_nodes(label: str) -> str:
    """Of `$codes`, those stored: `code`, `row_hash` and `area`."""
    return (
        f"UNWIND $codes AS code\nMATCH (n:{label} {{code: code}})\n"
        "RETURN collect([n.code, n.row_hash, n.area]) AS stored"
    )


def stored_ties(kind: str, start: str, end: str) -> str:
    """Of `$keys`, lists of [start code, end code, valid_from, role], those stored: the key and `row_hash`."""
    role = role_of("r", kind)
    same = f"WHERE {role} = key[3]\n" if TIE_OF[kind].role else ""
    return (
        f"UNWIND $keys AS key\nMATCH (a:{start} {{code: key[0]}})-[r:{kind} {{valid_from: key[2]}}]->"
        f"(b:{end} {{code: key[1]}})\n{same}"
        f"RETURN collect([a.code, b.code, r.valid_from, {role}, r.row_hash]) AS stored"
    )


def stored_facts(kind: str, start: str) -> str:
    """Of the starts `$codes`, every stored fact of a type: start, the label at the end out of `$labels`, end,
    its two days, its role."""
    return (
        f"UNWIND $codes AS code\nMATCH (:{start} {{code: code}})-[r:{kind}]->(b)\n"
        "RETURN collect([code, head([label IN labels(b) WHERE label IN $labels]), b.code, r.valid_from, "
        f"r.valid_to, {role_of('r', kind)}]) AS facts"
    )


def stored_states(label: str) -> str:
    """Of the owners `$codes`, every state: its code, an empty label, the owner, its two days, no role."""
    return (
        f"UNWIND $codes AS code\nMATCH (:{label} {{code: code}})<-[r:STATE_OF]-(a:State)\n"
        "RETURN collect([a.code, '', code, r.valid_from, r.valid_to, '']) AS facts"
    )


def how_many(label: str, kind: str) -> str:
    """How much of a label, or else of a type, is stored: a number that the server keeps."""
    pattern = f"(n:{label})" if label else f"()-[n:{kind}]->()"
    return f"MATCH {pattern}\nRETURN count(n) AS many"


def stored_codes(label: str) -> str:
    """The next `$first` codes of a label after `$after`."""
    return (
        f"MATCH (n:{label}) WHERE n.code > $after\nWITH n.code AS code ORDER BY code LIMIT $first\n"
        "RETURN collect(code) AS codes"
    )


def stored_bounds() -> str:
    """The bounds that the dataset keeps."""
    return "OPTIONAL MATCH (d:Dataset {code: 'dataset'})\nRETURN coalesce(d.bounds, []) AS bounds"


def day_bounds(label: str, kind: str) -> str:
    """Of a label, or of a type where the label is empty: how many, the latest first and earliest last day."""
    pattern = f"(x:{label})" if label else f"()-[x:{kind}]->()"
    return (
        f"MATCH {pattern}\nRETURN count(*) AS many, toString(max(x.valid_from)) AS begins, "
        "toString(min(x.valid_to)) AS ends"
    )


def end_facts(kind: str, start: str) -> str:
    """Ends `$ends`, lists of [start, end, valid_from, the new valid_to, role]; one without a day is a
    correction's and goes. A state ends with its STATE_OF."""
    same = f" AND {role_of('r', kind)} = fact[4]" if TIE_OF[kind].role else ""
    also = ", a.valid_to = fact[3]" if kind == "STATE_OF" else ""
    return (
        f"UNWIND $ends AS fact\nMATCH (a:{start} {{code: fact[0]}})-[r:{kind} {{valid_from: fact[2]}}]->(b)\n"
        f"WHERE b.code = fact[1]{same}\nSET r.valid_to = fact[3]{also}\n"
        "FOREACH (gone IN CASE WHEN fact[3] IS NULL THEN [r] ELSE [] END | DELETE gone)\n"
        "RETURN count(*) AS ended"
    )


def all_facts(kind: str) -> str:
    """Every fact of a type: start, an empty label, end, its two days, its role."""
    return (
        f"MATCH (a)-[r:{kind}]->(b)\n"
        f"RETURN collect([a.code, '', b.code, r.valid_from, r.valid_to, {role_of('r', kind)}]) AS facts"
    )


def full_members() -> str:
    """Of `$codes`, members whose admission is known: the first day of full membership, or null."""
    return (
        "UNWIND $codes AS code\nMATCH (m:PartyMember {code: code}) WHERE m.admitted_on IS NOT NULL\n"
        "RETURN collect([m.code, toString(m.full_since)]) AS members"
    )


def days_beside(label: str) -> str:
    """Of `$rows`, lists of [code, first day, last day or null], the nodes stored with an earlier first day,
    or with an end where the row gives none: code and both days."""
    return (
        f"UNWIND $rows AS row\nMATCH (n:{label} {{code: row[0]}})\n"
        "WHERE n.valid_from < date(row[1]) OR (row[2] IS NULL AND n.valid_to IS NOT NULL)\n"
        "RETURN collect([n.code, toString(n.valid_from), toString(n.valid_to)]) AS days"
    )


def stored_tiers() -> str:
    """Of `$codes`, organisations: the code and the label out of `$tiers`."""
    return (
        "UNWIND $codes AS code\nMATCH (o:PartyOrganization {code: code})\n"
        "WITH code, head([label IN labels(o) WHERE label IN $tiers]) AS tier WHERE tier IS NOT NULL\n"
        "RETURN collect([code, tier]) AS tiers"
    )


def units_by_number() -> str:
    """The units with one of the credit codes `$numbers`: number, code, first and last day."""
    return (
        "UNWIND $numbers AS number\nMATCH (u:Unit {uscc: number})\n"
        "RETURN collect([u.uscc, u.code, toString(u.valid_from), toString(u.valid_to)]) AS units"
    )


def open_facts(kind: str, start: str, end: str) -> str:
    """Every open fact of a type between two labels: start, end, valid_from, role."""
    return (
        f"MATCH (a:{start})-[r:{kind}]->(b:{end}) WHERE r.valid_to IS NULL\n"
        f"RETURN collect([a.code, b.code, r.valid_from, {role_of('r', kind)}]) AS facts"
    )
