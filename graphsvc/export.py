"""Export of an area: every node that lies in it that day, one line of JSON each, streamed from the database.

The statement returns a row a node, and the server sends 500 at a time. For the sample's 40,000 households on
a busy machine `python -m tests.tools.measure_export` said: rows 3.3 s, the first after 0.04 s; collected
into one record 1.9 s; collected and cut into records of 500 1.8 s. The faster two send nothing before they
have found everything and keep it in the server's heap, which 3 million households outgrow: so it is rows.
"""

import logging
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import orjson

from graphsvc.answer import Question, failure
from graphsvc.caller import Caller
from graphsvc.catalogue import Statement, label_of
from graphsvc.complete.masking import shown_name
from graphsvc.completion import Completion
from graphsvc.errors import BadUserInput, DatabaseUnavailable, NotFound
from graphsvc.model import HIGHEST, prefix_of
from graphsvc.service import Service
from graphsvc.store import Call, Row, Store

Lines = Generator[bytes, None, None]
ARGUMENTS = ("area", "asOf", "kind")
HEADER = """query SubtreeExport($area: String!, $asOf: Date) {
  area(code: $area, asOf: $asOf) { code name }
}"""
ENDED = "{ dataset { version } }"
NOWHERE = "area: there is no area {code}, or none that may be seen; give the code of one"
log = logging.getLogger("graphsvc.access")


class NoSuchArea(NotFound):
    """There is no such area that day, or the caller may not see it: the message does not say which."""

    status = 404


@dataclass(frozen=True)
class Subtree:
    """What to export: the code of an area, a day as ISO 8601 (empty for today), and labels of nodes (empty
    for all that are exported)."""

    area: str
    as_of: str = ""
    kinds: tuple[str, ...] = ()


def read_subtree(arguments: Mapping[str, Sequence[str]]) -> Subtree:
    """What the query of a URL, such as `area=CODE&kind=Unit&kind=Area`, asks for; raises BadUserInput
    for an argument that does not exist or is repeated."""
    for name, values in arguments.items():
        if name not in ARGUMENTS:
            raise BadUserInput(f"{name[:60]!r}: no such argument; there are {', '.join(ARGUMENTS)}")
        if len(values) > 1 and name != "kind":
            raise BadUserInput(f"{name}: given {len(values)} times; give it once")
    first = {name: values[0] for name, values in arguments.items()}
    return Subtree(first.get("area", ""), first.get("asOf", ""), tuple(arguments.get("kind", ())))


def export_subtree(service: Service, wanted: Subtree, caller: Caller, request_id: str) -> Lines:
    """The lines, some hundreds at a time: a header, one line a node, an end.

    Raises RequestError for what is wrong before the first line. A fault after that is the last line,
    `{"error": …}` in the place of `{"end": true, …}`.
    """
    files = _files(service, wanted.kinds)
    values = {"area": wanted.area, **({"asOf": wanted.as_of} if wanted.as_of else {})}
    found = service.completion(Question(HEADER, values), caller, request_id)
    prefix = prefix_of(wanted.area)
    header = _header(found, caller, files)
    if service.store is None:
        raise DatabaseUnavailable("this service was opened without a database")
    call = Call(
        "\nUNION ALL\n".join(f"// {file.name}\n{file.text}" for file in files),
        {"within": prefix, "beyond": prefix + HIGHEST, "asOf": found.roots.days["area"]},
        service.settings.export_timeout,
        {"app": "graphsvc", "operation": "SubtreeExport", "requestId": request_id},
    )
    return _Lines(service, caller, request_id).streamed(service.store, call, header)


def kinds(statements: Sequence[Statement]) -> tuple[str, ...]:
    """The labels of the nodes that these files export, such as PartyMember for exports/party_member."""
    return tuple(label_of(file.name.rpartition("/")[2]) for file in statements)


def _files(service: Service, wanted: Sequence[str]) -> list[Statement]:
    """The files of these kinds; raises BadUserInput for a kind that has none."""
    files = service.catalogue.folder("exports")
    by_kind = dict(zip(kinds(files), files, strict=True))
    for kind in wanted:
        if kind not in by_kind:
            raise BadUserInput(f"kind: {kind[:60]!r} is not exported; there are {', '.join(by_kind)}")
    return [file for kind, file in by_kind.items() if kind in wanted or not wanted]


def _header(found: Completion, caller: Caller, files: Sequence[Statement]) -> dict[str, Any]:
    """The first line; raises NoSuchArea, and BadUserInput for a day before the data."""
    code = found.asked.question.variables["area"]
    try:
        area = found.roots.value("area")
    except NotFound as error:
        raise NoSuchArea(f"area: {error}") from error
    if area is None or not prefix_of(code).startswith(caller.prefix if caller.restricted else ""):
        raise NoSuchArea(NOWHERE.format(code=code))
    stamp = found.roots.record["dataset"] or {}
    return {
        "header": {
            "area": area["code"],
            "name": area["name"],
            "asOf": found.roots.days["area"],
            "dataVersion": stamp.get("version"),
            "state": stamp.get("state"),
            "jurisdiction": f"Exported by an {caller.sentence}.",
            "territory": "The subtree is that of today's territory.",
            "kinds": kinds(files),
        }
    }


@dataclass(frozen=True)
class _Lines:
    """The lines of one export, and the line about it in the log."""

    service: Service
    caller: Caller
    request_id: str

    def streamed(self, store: Store, call: Call, header: Mapping[str, Any]) -> Lines:
        rows, outcome = 0, "left"
        try:
            yield _line(header)
            with closing(store.stream(call)) as blocks:
                for block in blocks:
                    rows += len(block)
                    yield b"".join(map(self._node, block))
            ended = self.service.completion(Question(ENDED), self.caller, self.request_id)
            version = (ended.roots.record["dataset"] or {}).get("version")
            outcome = "complete"
            yield _line({"end": True, "rows": rows, "dataVersion": version})
        except Exception as error:
            entry = failure(error, self.request_id)
            outcome = entry["extensions"]["code"]
            yield _line({"error": {"message": entry["message"], **entry["extensions"]}})
        finally:
            line = {
                "request": self.request_id,
                "operation": "SubtreeExport",
                "rows": rows,
                "outcome": outcome,
            }
            log.info(orjson.dumps(line).decode())

    def _node(self, row: Row) -> bytes:
        return _line(
            {
                "id": f"{row['kind']}:{row['code']}",
                "kind": row["kind"],
                "code": row["code"],
                "name": shown_name(row["kind"], row["name"], in_full=self.caller.show_names),
                "area": row["area"],
                "valid": {"from": row["valid_from"], "to": row["valid_to"]},
                "parent": row["parent"],
            }
        )


def _line(content: Mapping[str, Any]) -> bytes:
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE)
