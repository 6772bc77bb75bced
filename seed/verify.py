"""What must hold of the stored graph, whatever was loaded; and of the sample, the counts of its manifest."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from graphsvc.catalogue import Catalogue
from graphsvc.store import Call, Store

INVARIANTS = ("two_parents", "cycles", "undated", "misplaced")
TIMEOUT = 120.0
SHOWN = 20


def verify(store: Store, catalogue: Catalogue, directory: Path | None = None) -> list[str]:
    """Faults found, one line each, empty where all holds; counts are compared where a manifest lies in the
    folder."""
    faults = [line for name in INVARIANTS for line in _invariant(store, catalogue, name)]
    manifest = directory / "manifest.json" if directory else None
    if manifest is not None and manifest.exists():
        faults += _counts(store, catalogue, json.loads(manifest.read_text("utf-8")))
    return faults


def stored_counts(store: Store, catalogue: Catalogue) -> dict[str, dict[str, int]]:
    """`nodes` by label and `relationships` by type."""
    row = store.read(Call(catalogue.get("audits/stored_counts").text, {}, timeout=TIMEOUT))[0]
    return {name: dict(row[name]) for name in ("nodes", "relationships")}


def _invariant(store: Store, catalogue: Catalogue, name: str) -> Iterator[str]:
    statement = catalogue.get(f"audits/{name}")
    values = {"asOf": date.today()} if statement.parameters else {}
    rows = store.read(Call(statement.text, values, timeout=TIMEOUT))
    for row in rows[:SHOWN]:
        yield f"{name}: {row['unit']}: {row['what']}"
    if len(rows) > SHOWN:
        yield f"{name}: {len(rows) - SHOWN} more"


def _counts(store: Store, catalogue: Catalogue, manifest: dict[str, Any]) -> Iterator[str]:
    stored = stored_counts(store, catalogue)
    for part, wanted in manifest["counts"].items():
        for name in sorted(wanted.keys() | stored[part].keys()):
            found, expected = stored[part].get(name, 0), wanted.get(name, 0)
            if found != expected:
                yield f"counts: {found} {name} stored, {expected} in the manifest"
