"""Assembly of a whole operation: each root in a CALL of its own, the data version beside them, one record."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from graphql import FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode

from graphsvc.bind.arguments import id_arguments
from graphsvc.bind.binding import Binder, Bound
from graphsvc.bind.parameters import HIDDEN, day_mark
from graphsvc.catalogue import Catalogue
from graphsvc.catalogue.text import compact
from graphsvc.compile.document.selection import Selection, Selector
from graphsvc.compile.document.structure import CHOOSING, Choice, Pairs
from graphsvc.compile.lower import chain, coverage, hops, nodes, paths, search, walks
from graphsvc.compile.lower.changes import changes_root
from graphsvc.compile.lower.lists import list_root
from graphsvc.compile.lower.lower import camel_to_snake, lower
from graphsvc.compile.lower.roots import CHAIN, OUT_OF_FORCE, interval, root, root_of, whole
from graphsvc.compile.lowerings import (
    ChainRoot,
    ChangesRoot,
    DatasetRoot,
    ListRoot,
    Lowering,
    NodeRoot,
    Root,
    Static,
)
from graphsvc.compile.text.assembly import Assembly, Place, call, embed, inside

REGISTERED = (chain, coverage, hops, nodes, paths, search, walks)
"""Importing these modules registers their lowerings."""

DATASET = ".version, .state, .earliest"
BOUNDS = "bounds: CASE WHEN dataset.version = $q.version THEN null ELSE dataset.bounds END"
HELD = "held: all(one IN $q.held WHERE one IN dataset.bounds)"


@dataclass(frozen=True)
class Shape:
    """What may differ between two compilations of one document: with the document, the key of a plan.

    `directives` are the Boolean variables used in @skip and @include, `choices` what the arguments of
    roots chose that choose patterns (kinds of node), in the order of the document, `patterns` the variables
    that choose a pattern or a direction further down, `known` what need not be asked of each fact.
    """

    directives: Pairs = ()
    choices: tuple[Choice, ...] = ()
    restricted: bool = False
    patterns: Pairs = ()
    known: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reading:
    """Where the value of one root stands in the record, the parameter that holds its day (or empty), and the
    argument that gives it."""

    column: str
    day: str
    argument: str = "asOf"


@dataclass(frozen=True)
class CompiledOperation:
    """One statement and how to fill it; `readings` by the response names of the roots, in their order,
    `kinds` the labels and types whose days it asks about."""

    text: str
    binder: Binder
    readings: Mapping[str, Reading]
    kinds: frozenset[str] = frozenset()

    @cached_property
    def sent(self) -> str:
        """The text as it goes to the server, which reads it each time: a third shorter, as it means nothing
        to it how lines are indented."""
        return compact(self.text)

    def bind(
        self,
        variables: Mapping[str, Any],
        *,
        today: date,
        prefix: str = "",
        max_page: int = 500,
        names: bool = False,
    ) -> Bound:
        """The parameters for these (already coerced) variables; raises BadUserInput naming field and rule."""
        found = self.binder.bind(variables, today=today, prefix=prefix, max_page=max_page, names=names)
        days = {key: found[reading.day] for key, reading in self.readings.items() if reading.day}
        return Bound(found if self.text else {}, days)


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
) -> CompiledOperation:
    """One validated operation, compiled; without a root that reads the graph its text is empty."""
    selector = workshop.selector(fragments, dict(shape.directives))
    given = (workshop.lowerings, workshop.catalogue, shape.restricted)
    assembly = Assembly(selector, *given, choices=dict(shape.patterns), known=shape.known)
    choices = iter(shape.choices)
    lines: list[str] = []
    readings: dict[str, Reading] = {}
    for selection in selector.operation(operation):
        lowering = assembly.lowering(selection)
        if isinstance(lowering, Static):
            continue
        chosen = next(choices) if type(lowering) in CHOOSING else ()
        column = f"a{len(readings)}"
        body, day = _root(assembly, lowering, selection, chosen)
        lines += call("", [*body[:-1], f"RETURN head(collect({body[-1]})) AS {column}"])
        readings[selection.key] = Reading(column, day, _day_argument(lowering, selection))
    if readings:
        lines += _returned(shape, [reading.column for reading in readings.values()])
    text = "\n".join(lines)
    binder = Binder(tuple(assembly.slots), shape.restricted, HIDDEN in text, _marked(assembly, text))
    return CompiledOperation(text, binder, readings, frozenset(assembly.kinds))


def _marked(assembly: Assembly, text: str) -> frozenset[str]:
    """The days that ids or cursors of this statement end with."""
    return frozenset(day for day in assembly.days.values() if re.search(rf"\$q\.{day_mark(day)}\b", text))


def _day_argument(lowering: Lowering, selection: Selection) -> str:
    """The argument of a root that says its day: an id may, where nothing else does."""
    if isinstance(lowering, ChangesRoot):
        return "from"
    ids = id_arguments(selection.definition)
    return ids[0] if ids and not selection.gives("asOf") else "asOf"


def _returned(shape: Shape, columns: list[str]) -> list[str]:
    """The one record: the dataset beside the answer. It is read last, so that a version that moved while the
    rows were read is seen to have moved."""
    stamp = ", ".join([DATASET, BOUNDS, *([HELD] if shape.known else [])])
    return [
        "OPTIONAL MATCH (dataset:Dataset {code: 'dataset'})",
        f"RETURN {', '.join([f'dataset {{{stamp}}} AS dataset', *columns])}",
    ]


def choosing_roots(workshop: Workshop, selections: list[Selection]) -> list[tuple[Lowering, Selection]]:
    """The roots of an operation whose arguments decide a part of the text, in order."""
    found = [(workshop.lowerings[one.owner, one.name], one) for one in selections]
    return [(lowering, one) for lowering, one in found if type(lowering) in CHOOSING]


def _root(
    assembly: Assembly, lowering: Lowering, selection: Selection, chosen: Choice
) -> tuple[list[str], str]:
    """The lines of one root, the last of them the expression it returns, and the parameter of its day."""
    if isinstance(lowering, DatasetRoot):
        return _plain_root(assembly, lowering, selection), ""
    if isinstance(lowering, ChangesRoot):
        (clauses, expression), day = changes_root(assembly, selection)
        return [*clauses, expression], day
    day = assembly.day(selection)
    if isinstance(lowering, ListRoot):
        clauses, expression = list_root(assembly, lowering, selection, day)
        return [*clauses, expression], day.removeprefix("$")
    if isinstance(lowering, ChainRoot | NodeRoot):
        argument = "of" if isinstance(lowering, ChainRoot) else "id"
        found = Root(root_of(chosen[0]), ((argument, "id"),))
        lines, place = _matched(assembly, found, selection, day)
    elif isinstance(lowering, Root):
        lines, place = _matched(assembly, lowering, selection, day)
    else:
        return root(lowering, assembly, (selection, chosen), day), day.removeprefix("$")
    if isinstance(lowering, ChainRoot):
        clauses, chained = lower(assembly.lowerings[place.type.name, "chain"], assembly, place, selection)
        expression = f"{{`{OUT_OF_FORCE}`: {interval(place)}, `{CHAIN}`: {chained}}}"
    else:
        clauses, expression = whole(assembly, place, selection)
    return [*lines, *clauses, expression], day.removeprefix("$")


def _matched(assembly: Assembly, lowering: Root, selection: Selection, day: str) -> tuple[list[str], Place]:
    statement = assembly.statement(lowering.statement)
    column = statement.returns[0]
    place = assembly.place(f"n{assembly.number()}", column.type, day, single=True)
    rules = dict(lowering.codes)
    names = {}
    for parameter in statement.parameters:
        addressed = next((name for name, rule in lowering.codes if rule == "id"), "")
        argument = addressed if addressed and parameter.name == "code" else parameter.name
        rule = rules.get(argument, "")
        slot = "" if argument == "asOf" else assembly.slot(selection, argument, rule)
        names[parameter.name] = (slot or day).removeprefix("$")
    lines = embed(statement, "", names)
    lines.append(f"WITH {column.name} AS {place.name}")
    if assembly.restricted:
        lines[-1] += f" WHERE {inside(column.name)}"
    return lines, place


def _plain_root(assembly: Assembly, lowering: DatasetRoot, selection: Selection) -> list[str]:
    statement = assembly.statement(lowering.statement)
    entries = []
    for child in assembly.selector.children(selection):
        column = camel_to_snake(child.name)
        hidden = assembly.restricted and column not in _PUBLIC
        entries.append(f"`{child.key}`: {'null' if hidden else column}")
    return [*embed(statement, "", {}), "{" + ", ".join(entries) + "}"]


_PUBLIC = {"version", "state", "schema_version", "earliest", "latest", "last_load"}
