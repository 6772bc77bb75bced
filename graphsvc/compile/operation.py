"""A validated operation becomes one statement: a CALL for each root, and the data version beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from graphql import FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode

from graphsvc.bind.binding import Binder, Bound
from graphsvc.catalogue import Catalogue
from graphsvc.catalogue.text import compact
from graphsvc.compile.document.selection import Selection, Selector
from graphsvc.compile.document.structure import Pairs
from graphsvc.compile.lower import chain, changes, coverage, dataset, hops, lists, nodes, paths, search, walks
from graphsvc.compile.lower.roots import lower_root
from graphsvc.compile.lowerings import Choice, Lowering, RootLowering
from graphsvc.compile.roots import Static
from graphsvc.compile.text.assembly import Assembly
from graphsvc.compile.text.clauses import Call, Clause, written

REGISTERED = (chain, changes, coverage, dataset, hops, lists, nodes, paths, search, walks)
"""Importing these modules registers their lowerings."""

STAMP = ".version, .state, .earliest"
BOUNDS = "bounds: CASE WHEN dataset.version = $q.version THEN null ELSE dataset.bounds END"
HELD = "held: all(one IN $q.held WHERE one IN dataset.bounds)"


@dataclass(frozen=True)
class Variant:
    """What may differ between two compilations of one document, and decides the text together with it.

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
class Compiler:
    """What all compilations of a service share: the schema, what its fields become, the catalogue."""

    schema: GraphQLSchema
    lowerings: Mapping[tuple[str, str], Lowering]
    catalogue: Catalogue

    def root(self, selection: Selection) -> RootLowering:
        """What the schema declares for this root."""
        lowering = self.lowerings[selection.owner, selection.name]
        assert isinstance(lowering, RootLowering), f"{selection.name} is declared as no root"
        return lowering

    def selector(
        self, fragments: Mapping[str, FragmentDefinitionNode], directives: Mapping[str, Any]
    ) -> Selector:
        """What collects the fields of an operation with these fragments and Boolean variables."""
        return Selector(self.schema, fragments, directives)

    def assembly(self, selector: Selector, variant: Variant) -> Assembly:
        """The empty state of a compilation of this variant."""
        return Assembly(
            selector,
            self.lowerings,
            self.catalogue,
            variant.restricted,
            choices=dict(variant.patterns),
            known=variant.known,
        )


def compile_operation(
    compiler: Compiler,
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    variant: Variant,
) -> CompiledOperation:
    """One validated operation, compiled; without a root that reads the graph its text is empty."""
    selector = compiler.selector(fragments, dict(variant.directives))
    assembly = compiler.assembly(selector, variant)
    choices = iter(variant.choices)
    clauses: list[Clause] = []
    readings: dict[str, Reading] = {}
    for selection in selector.operation(operation):
        lowering = compiler.root(selection)
        if isinstance(lowering, Static):
            continue
        column = f"a{len(readings)}"
        root = lower_root(lowering, assembly, selection, next(choices) if lowering.chooses else ())
        clauses.append(Call("", [*root.clauses, f"RETURN head(collect({root.value})) AS {column}"]))
        readings[selection.key] = Reading(column, root.day.name if root.day else "", root.argument)
    if readings:
        clauses += _returned(variant, [reading.column for reading in readings.values()])
    marked = frozenset(assembly.marked)
    binder = Binder(tuple(assembly.slots), variant.restricted, assembly.hiding, marked)
    return CompiledOperation(written(clauses), binder, readings, frozenset(assembly.kinds))


def _returned(variant: Variant, columns: list[str]) -> list[str]:
    """The one record: the dataset beside the answer. It is read last, so that a version that moved while the
    rows were read is seen to have moved."""
    stamp = ", ".join([STAMP, BOUNDS, *([HELD] if variant.known else [])])
    return [
        "OPTIONAL MATCH (dataset:Dataset {code: 'dataset'})",
        f"RETURN {', '.join([f'dataset {{{stamp}}} AS dataset', *columns])}",
    ]


def choosing_roots(compiler: Compiler, selections: list[Selection]) -> list[tuple[RootLowering, Selection]]:
    """The roots of an operation whose arguments decide a part of the text, in order."""
    found = [(compiler.root(one), one) for one in selections]
    return [(lowering, one) for lowering, one in found if lowering.chooses]
