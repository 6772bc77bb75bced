"""Assembly of a whole operation: each root in a CALL of its own, the data version beside them, one record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode

from graphsvc.catalogue import Catalogue
from graphsvc.pushdown import chain, coverage, hops, walks
from graphsvc.pushdown.assembly import Assembly, Place, call, embed, in_force, inside
from graphsvc.pushdown.binding import Plan, Reading
from graphsvc.pushdown.decoder import build_decoder
from graphsvc.pushdown.fields import ChainRoot, DatasetRoot, ListRoot, Lowering, Root, Static
from graphsvc.pushdown.lists import list_root
from graphsvc.pushdown.lower import camel_to_snake, lower, project
from graphsvc.pushdown.selection import Selection, Selector
from graphsvc.pushdown.structure import Pairs

REGISTERED = (chain, coverage, hops, walks)
"""Importing these modules registers their lowerings."""

OUT_OF_FORCE, CHAIN = "!", "!chain"
DATASET = "dataset {.version, .state, .earliest, .latest}"


@dataclass(frozen=True)
class Shape:
    """What may differ between two compilations of one document: with the document, the key of a plan.

    `directives` are the Boolean variables used in @skip and @include, `kinds` the labels that the ids of
    the `chainOfCommand` roots begin with, in the order of the document, `choices` the variables that choose
    a pattern or a direction.
    """

    directives: Pairs = ()
    kinds: tuple[str, ...] = ()
    restricted: bool = False
    choices: Pairs = ()


@dataclass(frozen=True)
class Workshop:
    """What all compilations of a service share."""

    schema: GraphQLSchema
    lowerings: Mapping[tuple[str, str], Lowering]
    catalogue: Catalogue

    def selector(
        self, fragments: Mapping[str, FragmentDefinitionNode], directives: Mapping[str, Any]
    ) -> Selector:
        """What collects the fields of an operation with these fragments and Boolean variables."""
        return Selector(self.schema, fragments, directives)


def compile_operation(
    workshop: Workshop,
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    shape: Shape,
) -> Plan:
    """The plan of one validated operation; without a root that reads the graph its text is empty."""
    selector = workshop.selector(fragments, dict(shape.directives))
    given = (workshop.lowerings, workshop.catalogue, shape.restricted)
    assembly = Assembly(selector, *given, choices=dict(shape.choices))
    kinds = iter(shape.kinds)
    lines: list[str] = []
    readings: dict[str, Reading] = {}
    for selection in selector.operation(operation):
        lowering = assembly.lowering(selection)
        if isinstance(lowering, Static):
            continue
        kind = next(kinds) if isinstance(lowering, ChainRoot) else ""
        column = f"a{len(readings)}"
        body, day = _root(assembly, lowering, selection, kind)
        lines += call("", [*body[:-1], f"RETURN head(collect({body[-1]})) AS {column}"])
        readings[selection.key] = Reading(column, day)
    if readings:
        columns = ", ".join(["dataset", *(reading.column for reading in readings.values())])
        lines += call("", ["MATCH (dataset:Dataset {code: 'dataset'})", _returned(DATASET, "dataset")])
        lines.append(f"RETURN {columns}")
    decoder = build_decoder(selector, operation)
    return Plan("\n".join(lines), tuple(assembly.slots), readings, shape.restricted, decoder)


def chain_roots(workshop: Workshop, selections: list[Selection]) -> list[Selection]:
    """The `chainOfCommand` roots among an operation's, in order; their ids decide a part of the text."""
    lowerings = workshop.lowerings
    return [one for one in selections if isinstance(lowerings[one.owner, one.name], ChainRoot)]


def _returned(expression: str, name: str) -> str:
    return f"RETURN head(collect({expression})) AS {name}"


def _root(assembly: Assembly, lowering: Lowering, selection: Selection, kind: str) -> tuple[list[str], str]:
    """The lines of one root, the last of them the expression it returns, and the parameter of its day."""
    if isinstance(lowering, DatasetRoot):
        return _plain_root(assembly, lowering, selection), ""
    day = assembly.day(selection)
    if isinstance(lowering, ListRoot):
        clauses, expression = list_root(assembly, lowering, selection, day)
        return [*clauses, expression], day.removeprefix("$")
    statement = f"roots/{camel_to_snake(kind[0].lower() + kind[1:])}" if kind else ""
    lowering = Root(statement, (("of", "id"),)) if kind else lowering
    assert isinstance(lowering, Root)
    lines, place = _matched(assembly, lowering, selection, day)
    if kind:
        clauses, chained = lower(assembly.lowerings[place.type.name, "chain"], assembly, place, selection)
        expression = f"{{`{OUT_OF_FORCE}`: {_interval(place)}, `{CHAIN}`: {chained}}}"
        return [*lines, *clauses, expression], day.removeprefix("$")
    clauses, projection = project(assembly, place, assembly.selector.children(selection))
    expression = f"{projection.removesuffix('}')}, `{OUT_OF_FORCE}`: {_interval(place)}}}"
    return [*lines, *clauses, expression], day.removeprefix("$")


def _matched(assembly: Assembly, lowering: Root, selection: Selection, day: str) -> tuple[list[str], Place]:
    statement = assembly.catalogue.get(lowering.statement)
    column = statement.returns[0]
    place = assembly.place(f"n{assembly.number()}", column.type, day)
    rules = dict(lowering.codes)
    names = {}
    for parameter in statement.parameters:
        argument = "of" if "of" in rules and parameter.name == "code" else parameter.name
        rule = rules.get(argument, "")
        slot = "" if argument == "asOf" else assembly.slot(selection, argument, rule)
        names[parameter.name] = (slot or day).removeprefix("$")
    lines = embed(statement, "", names)
    lines.append(f"WITH {column.name} AS {place.name}")
    if assembly.restricted:
        lines[-1] += f" WHERE {inside(column.name)}"
    return lines, place


def _interval(place: Place) -> str:
    """Null while the node is in force, else the interval it was: the client is told, not left to guess."""
    n = place.name
    return f"CASE WHEN {in_force(n, place.day)} THEN null ELSE [{n}.valid_from, {n}.valid_to] END"


def _plain_root(assembly: Assembly, lowering: DatasetRoot, selection: Selection) -> list[str]:
    statement = assembly.catalogue.get(lowering.statement)
    entries = []
    for child in assembly.selector.children(selection):
        column = camel_to_snake(child.name)
        hidden = assembly.restricted and column not in _PUBLIC
        entries.append(f"`{child.key}`: {'null' if hidden else column}")
    return [*embed(statement, "", {}), "{" + ", ".join(entries) + "}"]


_PUBLIC = {"version", "state", "schema_version", "earliest", "latest", "last_load"}
