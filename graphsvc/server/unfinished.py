"""An import into the local store that has not finished: remembered in a file of the home until it has.

The offline importer replaces the whole store, and what it writes is of use only once constraints, indexes
and the data version are there. A process that is killed on the way leaves the file behind: the server does
not start on half a store, nothing is asked of one without constraints, and the same import goes on or begins
anew.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from graphsvc.errors import LocalServerError

NAME = "neo4j.import"
REMEDY = "run the same `python -m seed` command again, or give the store up by `graphsvc db reset --yes`"


@dataclass(frozen=True)
class Import:
    """An import that has begun: whether the importer is done with the store, and what is left to write then.

    `rest` is a JSON object that only the loader reads.
    """

    stored: bool = False
    rest: dict[str, Any] = field(default_factory=dict)


def remember(home: Path, begun: Import) -> None:
    """Write the file, whole or not at all, whenever the process is killed."""
    part = home / f"{NAME}.part"
    part.write_text(json.dumps(asdict(begun)), "utf-8")
    part.replace(home / NAME)


def recall(home: Path) -> Import | None:
    """The import that has begun and not finished, if there is one."""
    try:
        return Import(**json.loads((home / NAME).read_text("utf-8")))
    except FileNotFoundError:
        return None


def forget(home: Path) -> None:
    """The import has finished, or its store is given up."""
    (home / NAME).unlink(missing_ok=True)


def refuse_unfinished(home: Path) -> None:
    """Raise LocalServerError where the store of this home is not finished."""
    if recall(home) is not None:
        raise LocalServerError(f"{home}: an import into its store did not finish; {REMEDY}")


def refuse_half(home: Path) -> None:
    """Raise LocalServerError where the importer was stopped: no server starts on what it left."""
    begun = recall(home)
    if begun is not None and not begun.stored:
        raise LocalServerError(f"{home}: an import was stopped and left half a store; {REMEDY}")
