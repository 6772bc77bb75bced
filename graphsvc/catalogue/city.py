"""The catalogue of one city: its profile's thresholds, targets and exempt divisions put into statements."""

from collections.abc import Mapping
from dataclasses import replace

from graphsvc.catalogue.statement import Catalogue, Parameter, Statement
from graphsvc.errors import ConfigurationError
from graphsvc.profile import Profile, Threshold

EXEMPT = "exempt"
"""The parameter of a statement that stands for what the codes of exempt divisions begin with."""
TYPES: Mapping[str, type | tuple[type, ...]] = {
    "Int": int,
    "Float": (int, float),
    "String": str,
    "Boolean": bool,
}


def for_city(catalogue: Catalogue, profile: Profile) -> Catalogue:
    """The catalogue with the profile's defaults and targets, its exempt divisions in the place of `$exempt`.

    Raises ConfigurationError `path: key: what; remedy` for a standard or a parameter that does not exist, and
    for a value of another type. May be called again with its own result.
    """
    standards = {one.field_name: one for one in catalogue.folder("standards")}
    for table, names in (("thresholds", profile.thresholds), ("targets", profile.targets)):
        for name in names:
            if name not in standards:
                raise _fault(profile, f"{table}.{name}", "no such standard", f"use {', '.join(standards)}")
    return Catalogue({one.name: _for_city(one, profile) for one in catalogue})


def _for_city(statement: Statement, profile: Profile) -> Statement:
    if statement.folder == "standards":
        name = statement.field_name
        statement = replace(
            statement,
            parameters=_with_defaults(statement, profile),
            target=profile.targets.get(name, statement.target),
        )
    return _without_exempt(statement, profile.exempt_codes)


def _with_defaults(statement: Statement, profile: Profile) -> tuple[Parameter, ...]:
    name = statement.field_name
    found = {one.name: one for one in statement.parameters}
    for key, value in profile.thresholds.get(name, {}).items():
        place = f"thresholds.{name}.{key}"
        having = [one.name for one in found.values() if one.default is not None]
        if key not in having:
            remedy = f"use {', '.join(having)}" if having else "remove it"
            raise _fault(profile, place, f"{name} has no parameter of this name with a default", remedy)
        if not _fits(value, found[key].type):
            raise _fault(profile, place, f"{value!r} is no {found[key].type}", "give a value of that type")
        found[key] = replace(found[key], default=value)
    return tuple(found.values())


def _fits(value: Threshold, kind: str) -> bool:
    return isinstance(value, TYPES[kind]) and (kind == "Boolean") is isinstance(value, bool)


def _without_exempt(statement: Statement, codes: tuple[str, ...]) -> Statement:
    """The statement with the codes in the place of its parameter `exempt`."""
    if EXEMPT not in {one.name for one in statement.parameters}:
        return statement
    rest = tuple(one for one in statement.parameters if one.name != EXEMPT)
    body = statement.body.fed(EXEMPT, f"[{', '.join(repr(code) for code in codes)}]")
    return replace(statement, parameters=rest, body=body, text=body.text())


def _fault(profile: Profile, key: str, what: str, remedy: str) -> ConfigurationError:
    return ConfigurationError(f"{profile.path}: {key}: {what}; {remedy}")
