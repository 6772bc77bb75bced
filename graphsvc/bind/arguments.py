"""How an argument of the document finds its value."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLField,
    GraphQLID,
    GraphQLNonNull,
    Undefined,
    VariableNode,
    get_named_type,
    value_from_ast,
)
from graphql.execution.values import get_argument_values

from graphsvc.bind.parameters import Slot
from graphsvc.errors import BadUserInput


def arguments_of(definition: GraphQLField, node: FieldNode, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a field as graphql-core coerces them, but that null means the default where there is
    one; raises BadUserInput for a null where none may be, which a variable with a default lets through
    validation."""
    try:
        found = get_argument_values(definition, node, dict(variables))
        defaults = {
            argument.out_name or name: argument.default_value
            for name, argument in definition.args.items()
            if argument.default_value is not Undefined
        }
        return found | {name: value for name, value in defaults.items() if found.get(name) is None}
    except GraphQLError as error:
        raise BadUserInput(
            f"{node.alias.value if node.alias else node.name.value}: {error.message}"
        ) from error


def id_arguments(definition: GraphQLField) -> list[str]:
    """Names of the arguments of a field that take global ids."""
    return [name for name, one in definition.args.items() if get_named_type(one.type) is GraphQLID]


def stored_value(value: Any) -> Any:
    """What the store holds for an argument's value: of an enum's member its value, of a list that of each."""
    if isinstance(value, list | tuple):
        return [stored_value(one) for one in value]
    return value.value if isinstance(value, Enum) else value


@dataclass(frozen=True)
class Argument:
    """Where an argument finds its value: in a variable or a constant; where that is null, in a default.

    graphql-core is asked only where that is null and `asked`: it has the words for a null that is refused,
    and finds variables inside a list.
    """

    slot: Slot
    variable: str
    constant: Any
    default: Any
    asked: bool

    @classmethod
    def of(cls, slot: Slot) -> "Argument":
        """The argument that fills this parameter."""
        given = next((one.value for one in slot.node.arguments if one.name.value == slot.argument), None)
        definition = slot.definition.args.get(slot.argument)
        if definition is None:
            return cls(slot, "", None, None, asked=False)
        refused = isinstance(definition.type, GraphQLNonNull)
        default = None if definition.default_value is Undefined else definition.default_value
        if given is None or isinstance(given, VariableNode):
            return cls(slot, given.name.value if given else "", None, default, refused)
        value = value_from_ast(given, definition.type)
        constant = None if value is Undefined else value
        return cls(slot, "", constant, default, refused or value is Undefined)

    def value(self, variables: Mapping[str, Any]) -> Any:
        """The coerced value for these (already coerced) variables; raises BadUserInput."""
        found = variables.get(self.variable) if self.variable else self.constant
        if found is not None or not self.asked:
            return self.default if found is None else found
        arguments = arguments_of(self.slot.definition, self.slot.node, variables)
        argument = self.slot.definition.args[self.slot.argument]
        return arguments.get(argument.out_name or self.slot.argument)
