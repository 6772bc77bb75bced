"""Checks what must hold of every stored graph, and of a generated one what its manifest says."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from graphsvc.catalogue import Catalogue
from graphsvc.catalogue.city import for_city
from graphsvc.catalogue.statement import Statement
from graphsvc.model import KINDS, TIES
from graphsvc.profile import Profile
from graphsvc.store import Call, Store
from seed.loading.changelog import codes_of, disagreements
from seed.loading.delivery import NEVER
from seed.loading.statements import day_bounds, stored_bounds
from seed.places.rules import PLACING, Present
from seed.places.stored import StoredPlaces

TIMEOUT = 300.0
SHOWN = 20


def verify(store: Store, catalogue: Catalogue, profile: Profile, directory: Path | None = None) -> list[str]:
    """The faults of a stored graph, one line each; a manifest in the folder adds its counts and standards."""
    catalogue, day = for_city(catalogue, profile), profile.today()
    faults = list(_audited(store, catalogue, day, errors=True))
    faults += _misplaced(store, Present(profile.code, str(day)))
    faults += _bounds(store)
    faults += _changes(store)
    manifest = directory / "manifest.json" if directory else None
    if manifest is not None and manifest.exists():
        expected = json.loads(manifest.read_text("utf-8"))
        faults += _counts(store, catalogue, expected)
        faults += _standards(store, catalogue, profile, expected)
    return faults


def findings(store: Store, catalogue: Catalogue, profile: Profile) -> list[str]:
    """What an office should look at, though it is no fault of the graph."""
    day = profile.today()
    return list(_audited(store, catalogue, day, errors=False))


def stored_counts(store: Store, catalogue: Catalogue) -> dict[str, dict[str, int]]:
    """`nodes` by label and `relationships` by type."""
    row = store.read(Call(catalogue.get("service/stored_counts").text, {}, timeout=TIMEOUT))[0]
    return {name: dict(row[name]) for name in ("nodes", "relationships")}


def _audited(store: Store, catalogue: Catalogue, day: date, *, errors: bool) -> Iterator[str]:
    """What the audits of severity `error` find, or those of the others: `two_parents: CODE: what; remedy`."""
    for statement in catalogue.folder("audits"):
        if (statement.severity == "error") == errors:
            yield from _found(store, statement, day)


def _found(store: Store, statement: Statement, day: date) -> Iterator[str]:
    name = statement.name.rpartition("/")[2]
    values = {"asOf": day} if statement.parameters else {}
    rows = store.read(Call(statement.text, values, timeout=TIMEOUT))
    for row in rows[:SHOWN]:
        yield f"{name}: {row['unit']}: {row['what']}; {statement.remedy}"
    if len(rows) > SHOWN:
        yield f"{name}: {len(rows) - SHOWN} more"


def _misplaced(store: Store, present: Present) -> Iterator[str]:
    """Compares `area` of every node with its facts, but for the kinds that the audit `misplaced` looks at."""
    stored = StoredPlaces(store, present)
    for label in [label for label in PLACING if label not in ("Building", "Household")]:
        for number, (code, area, expected) in enumerate(stored.misplaced(label, codes_of(store, label))):
            if number == SHOWN:
                yield f"misplaced: more of {label}"
                break
            yield f"misplaced: {code}: lies in {expected} but says {area}; run `python -m seed place`"


def _changes(store: Store) -> Iterator[str]:
    """The log of changes and the facts say the same."""
    for number, line in enumerate(disagreements(store)):
        yield line if number < SHOWN else "changes: more"
        if number == SHOWN:
            break


def _bounds(store: Store) -> Iterator[str]:
    """The bounds that the dataset keeps by label and type hold every fact there is."""
    rows = store.read(Call(stored_bounds(), {}, timeout=TIMEOUT))
    kept = {kind: days for kind, *days in (one.split(" ") for one in rows[0]["bounds"])}
    stored = [(kind.label, day_bounds(kind.label, "")) for kind in KINDS if "valid_from" in kind.properties]
    stored += [(tie.type, day_bounds("", tie.type)) for tie in TIES]
    for kind, text in stored:
        found = store.read(Call(text, {}, timeout=TIMEOUT))[0]
        if not found["many"] or not found["begins"]:
            continue
        begins, ends = kept.get(kind, ["", NEVER])
        if begins < found["begins"] or ends > (found["ends"] or NEVER):
            actual = f"{found['begins']} to {found['ends']}"
            yield f"bounds: {kind}: {actual} are stored, {begins} to {ends} are kept"


def _counts(store: Store, catalogue: Catalogue, manifest: dict[str, Any]) -> Iterator[str]:
    stored = stored_counts(store, catalogue)
    for part, wanted in manifest["counts"].items():
        for name in sorted(wanted.keys() | stored[part].keys()):
            found, expected = stored[part].get(name, 0), wanted.get(name, 0)
            if found != expected:
                yield f"counts: {found} {name} stored, {expected} in the manifest"


def _standards(
    store: Store, catalogue: Catalogue, profile: Profile, manifest: dict[str, Any]
) -> Iterator[str]:
    """Compares due and covered of the whole city, or of each county, with what the manifest says."""
    standards = manifest.get("standards", {})
    if not standards:
        return
    day = date.fromisoformat(manifest["as_of"])
    for statement in catalogue.folder("standards"):
        told = standards.get(statement.field_name, {})
        areas = {profile.code: [told["due"], told["covered"]]} if "due" in told else told
        for area, expected in areas.items():
            found = measured(store, statement, area, day)
            counted = f"{found[0]} due, {found[1]} covered"
            if "examples" in manifest and area == profile.code and counted != statement.expect:
                yield f"{statement.field_name}: {counted}; its file expects {statement.expect}"
            if found != tuple(expected):
                yield f"{statement.field_name}: {counted} in {area}; {expected} in the manifest"


def measured(store: Store, statement: Statement, area: str, day: date) -> tuple[int, int]:
    """(due, covered) of a standard with its defaults in an area on a day."""
    text = statement.pasted().rpartition("RETURN ")[0]
    text += "RETURN count(*) AS due, count(CASE WHEN met THEN 1 END) AS covered"
    values = {one.name: one.default for one in statement.parameters} | {"area": area, "asOf": day}
    row = store.read(Call(text, values, timeout=TIMEOUT))[0]
    return row["due"], row["covered"]
