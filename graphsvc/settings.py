"""What the environment says, read once into a frozen record; no other module looks at os.environ."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from math import inf
from pathlib import Path
from typing import Any

from graphsvc.errors import ConfigurationError

PREFIX = "GRAPHSVC_"
PACKAGE = Path(__file__).resolve().parent
CYPHER = PACKAGE / "cypher" if (PACKAGE / "cypher").is_dir() else PACKAGE.parent / "cypher"
"""In a wheel the .cypher files lie in the package, in a checkout beside it."""
PROFILE = PACKAGE.parent / "seed/quanzhou/profile.toml"
"""The shipped profile, in a wheel as in a checkout."""


def _setting(default: Any, description: str, *, most: float = inf, instead: str = "") -> Any:
    """A field; above `most` its value is refused with a hint at what to do instead."""
    return field(default=default, metadata={"help": description, "most": most, "instead": instead})


@dataclass(frozen=True)
class Settings:
    """One field per `GRAPHSVC_*` variable; docs/reference/settings.md is printed from this class."""

    home: Path = _setting(Path(".graphsvc"), "All local state: server, password, class data, logs")
    host: str = _setting(
        "127.0.0.1", "Address the service listens on; only loopback without an identity provider"
    )
    port: int = _setting(8000, "Port the service listens on")
    workers: int = _setting(2, "Service processes")
    threads: int = _setting(4, "Threads in each process")
    neo4j_uri: str = _setting("", "Use this server (bolt:// or neo4j://) instead of the managed local one")
    neo4j_user: str = _setting("neo4j", "User on that server")
    neo4j_password: str = _setting("", "Password on that server")
    neo4j_database: str = _setting("neo4j", "Database on that server")
    bolt_port: int = _setting(7687, "Bolt port of the managed local server; 0 picks a free one")
    heap: str = _setting("512m", "Heap of the managed local server")
    page_cache: str = _setting("256m", "Page cache of the managed local server")
    maven_mirror: str = _setting("", "Maven repository to fetch the server's jars from, instead of Central")
    catalogue: Path = _setting(CYPHER, "Folder of the .cypher files")
    profile: Path = _setting(PROFILE, "File of the city's profile")
    warmup: Path = _setting(
        PACKAGE / "documents", "Folder of .graphql documents that are planned before the service is ready"
    )
    jurisdiction: str = _setting(
        "", "Code of the area that everything shown lies in; empty for the whole city"
    )
    show_names: bool = _setting(False, "Show names of people in full instead of 张**")
    introspection: bool = _setting(False, "Answer introspection queries")
    max_body: int = _setting(16_384, "Bytes a request body may have")
    max_tokens: int = _setting(1_000, "Tokens a document may have")
    max_depth: int = _setting(10, "Hops below one another a document may have")
    max_hops: int = _setting(40, "Hops a document may have in all")
    max_aliases: int = _setting(15, "Aliases a document may have")
    max_directives: int = _setting(50, "Directives a document may have")
    max_page: int = _setting(
        500,
        "Largest `first` of a connection, 20000 at most",
        most=20_000,
        instead="a larger answer is streamed by `graphsvc export`",
    )
    max_plans: int = _setting(1_000, "Compiled documents kept in memory")
    statement_timeout: float = _setting(5.0, "Seconds a statement may run")
    export_timeout: float = _setting(600.0, "Seconds an export may take, however slowly it is read")
    acquisition_timeout: float = _setting(4.0, "Seconds to wait for a connection to the database")


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises ConfigurationError naming the variable, its value's fault and the remedy."""
    source = os.environ if environ is None else environ
    known = {PREFIX + item.name.upper(): item for item in fields(Settings)}
    unknown = sorted(name for name in source if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise ConfigurationError(f"{unknown[0]}: no such setting; docs/reference/settings.md lists them all")
    values = {
        item.name: _parse(name, source[name], item.default)
        for name, item in known.items()
        if source.get(name, "") != ""
    }
    for item in fields(Settings):
        if item.name in values and item.metadata["most"] < inf and values[item.name] > item.metadata["most"]:
            raise ConfigurationError(
                f"{PREFIX}{item.name.upper()}: {values[item.name]} is above {item.metadata['most']}; "
                f"{item.metadata['instead']}"
            )
    return Settings(**values)


def settings_table() -> list[tuple[str, str, str]]:
    """(variable, default, help) for every setting, in declaration order."""
    return [
        (PREFIX + item.name.upper(), _shown(item.default), item.metadata["help"]) for item in fields(Settings)
    ]


def base_environment() -> dict[str, str]:
    """A copy of the whole environment, for the child processes this project starts."""
    return dict(os.environ)


def _shown(default: Any) -> str:
    if isinstance(default, Path) and default.is_relative_to(PACKAGE.parent):
        return str(default.relative_to(PACKAGE.parent))
    return str(int(default) if isinstance(default, bool) else default)


def _parse(name: str, text: str, default: Any) -> Any:
    try:
        if isinstance(default, bool):
            return {"1": True, "true": True, "0": False, "false": False}[text.lower()]
        if isinstance(default, int | float):
            value = type(default)(text)
            if value < 0:
                raise ValueError(text)
            return value
        return type(default)(text)
    except (KeyError, ValueError):
        wanted = {bool: "0 or 1", int: "a whole number from 0 up", float: "a number of seconds from 0 up"}
        rule = wanted.get(type(default), "a path")
        raise ConfigurationError(f"{name}: the value {text!r} is not {rule}; correct or unset it") from None
