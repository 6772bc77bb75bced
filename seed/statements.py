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
