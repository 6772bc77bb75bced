"""Cypher texts of the loader: UNWIND/MERGE by py2neo's generator, run by the official driver.

py2neo's connections and schema calls stop at Neo4j 4; its generator of bulk texts does not, and stays in
this file.
"""

from py2neo.cypher.queries import unwind_merge_nodes_query, unwind_merge_relationships_query

from graphsvc.model import KIND_OF

WRITTEN = "\nRETURN count(*) AS written"


def merge_nodes(label: str, second: str) -> str:
    """Merges `$data`, a list of property maps, on the label's key; returns `written`, the rows matched."""
    labels = {label, second} - {""}
    text, _ = unwind_merge_nodes_query([], (label, KIND_OF[label].key), labels)
    return str(text) + WRITTEN


def merge_ties(kind: str, start: str, end: str) -> str:
    """Merges `$data`, a list of [start code, properties, end code]; rows with a missing end are not
    `written`."""
    text, _ = unwind_merge_relationships_query(
        [], (kind, "valid_from"), start_node_key=(start, "code"), end_node_key=(end, "code")
    )
    return str(text) + WRITTEN


def stored_nodes(label: str) -> str:
    """Of `$codes`, those stored: `code`, `row_hash` and `area`."""
    return (
        f"UNWIND $codes AS code\nMATCH (n:{label} {{code: code}})\n"
        "RETURN collect([n.code, n.row_hash, n.area]) AS stored"
    )


def stored_ties(kind: str, start: str, end: str) -> str:
    """Of `$keys`, lists of [start code, end code, valid_from], those stored: the key and `row_hash`."""
    return (
        f"UNWIND $keys AS key\nMATCH (a:{start} {{code: key[0]}})-[r:{kind} {{valid_from: key[2]}}]->"
        f"(b:{end} {{code: key[1]}})\nRETURN collect([a.code, b.code, r.valid_from, r.row_hash]) AS stored"
    )


def stored_facts(kind: str, start: str) -> str:
    """Of the starts `$codes`, every stored fact of a type: start, end, its two days."""
    return (
        f"UNWIND $codes AS code\nMATCH (:{start} {{code: code}})-[r:{kind}]->(b)\n"
        "RETURN collect([code, b.code, r.valid_from, r.valid_to]) AS facts"
    )


def end_facts(kind: str, start: str) -> str:
    """Ends `$ends`, lists of [start, end, valid_from, the new valid_to]; one without a day is a correction's
    and goes."""
    return (
        f"UNWIND $ends AS fact\nMATCH (:{start} {{code: fact[0]}})-[r:{kind} {{valid_from: fact[2]}}]->(b)\n"
        "WHERE b.code = fact[1]\nSET r.valid_to = fact[3]\n"
        "FOREACH (gone IN CASE WHEN fact[3] IS NULL THEN [r] ELSE [] END | DELETE gone)\n"
        "RETURN count(*) AS ended"
    )


def open_facts(kind: str, start: str, end: str) -> str:
    """Every open fact of a type between two labels: start, end, valid_from."""
    return (
        f"MATCH (a:{start})-[r:{kind}]->(b:{end}) WHERE r.valid_to IS NULL\n"
        "RETURN collect([a.code, b.code, r.valid_from]) AS facts"
    )
