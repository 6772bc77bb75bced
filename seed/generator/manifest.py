"""What must follow from the sample: counts, every gap and break with its cause, and codes of examples."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from seed.generator.oracle import ExpectedChain, Gap, Oracle
from seed.generator.world import PINNED, World
from seed.plan.staging import Staging

STAGE = "AUDIT"
GROUP = ["PartyGroup"]


def manifest_of(world: World, staging: Staging) -> dict[str, Any]:
    """The manifest as one JSON object; gaps and breaks are grouped by cause, `[code, since]` each."""
    oracle = Oracle(world, PINNED)
    chains = {row["code"]: oracle.chain(row["code"]) for row in world.rows["households"]}
    measured = {
        "gridOrganization": oracle.grid_gaps(),
        "householdLiaison": oracle.household_gaps(),
        "agencyPairing": oracle.agency_gaps(),
    }
    _examples_of(world, oracle, chains)
    return {
        "as_of": PINNED.isoformat(),
        "stage": STAGE,
        "counts": {
            "nodes": _count((label, count) for label, _, count in staging.kinds()),
            "relationships": _count((kind, count) for kind, _, _, count in staging.tie_kinds()),
        },
        "standards": {
            name: {"due": due, "covered": due - len(gaps), "gaps": _gaps(world, gaps)}
            for name, (due, gaps) in measured.items()
        },
        "breaks": _breaks(world, chains),
        "examples": dict(sorted(world.examples.items())),
    }


def write_manifest(path: Path, manifest: dict[str, Any]) -> None:
    """One line a list of pairs: readable, and small for forty thousand households."""
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
    for key in (
        '"counts"',
        '"standards"',
        '"breaks"',
        '"examples"',
        '"PLANTED"',
        '"PROPORTION"',
        '"householdLiaison"',
        '"agencyPairing"',
    ):
        text = text.replace(key, "\n" + key)
    path.write_text(text + "\n", "utf-8")


def _gaps(world: World, gaps: Iterable[Gap]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {"PLANTED": [], "PROPORTION": []}
    for gap in gaps:
        start = _begins(world, gap.code)
        cause = "PLANTED" if gap.since != start else "PROPORTION"
        found[cause].append([gap.code, gap.since.isoformat()])
    return {cause: sorted(pairs) for cause, pairs in found.items()}


def _begins(world: World, code: str) -> date | None:
    if not world.starts:
        for table in ("areas", "households", "organizations"):
            world.starts.update({row["code"]: row["valid_from"] for row in world.rows[table]})
    return world.starts.get(code)


def _breaks(world: World, chains: dict[str, ExpectedChain]) -> dict[str, list[list[str]]]:
    """`[household, tier, since]`; planted are those that a dated fact broke."""
    found: dict[str, list[list[str]]] = {"PLANTED": [], "PROPORTION": []}
    for code, chain in sorted(chains.items()):
        if chain.broken_at is not None and chain.since is not None:
            cause = "PLANTED" if chain.since != _begins(world, code) else "PROPORTION"
            found[cause].append([code, chain.broken_at, chain.since.isoformat()])
    return found


def _count(parts: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, count in parts:
        found[name] = found.get(name, 0) + count
    return dict(sorted(found.items()))


def _examples_of(world: World, oracle: Oracle, chains: dict[str, ExpectedChain]) -> None:
    tiers = {row["code"]: row["tier"] for row in world.rows["organizations"]}
    serving = {row["of"] for row in world.rows["member_states"] if row["in_service"]}
    for code, chain in sorted(chains.items()):
        kinds = [tiers[one] for one in chain.line]
        members = oracle.linked(code)
        if len(members) > 1:
            world.example("household_two_liaisons", code)
        if chain.broken_at is not None:
            _broken_example(world, code, chain, kinds)
            continue
        if "PartyGroup" in kinds and members and set(members) <= serving:
            world.example("household_complete", code)
            world.example("liaison_member", members[0])
        if not {"PartyGroup", "GeneralPartyBranch"} & set(kinds):
            world.example("household_without_group", code)
        if "GeneralPartyBranch" in kinds:
            world.example("household_general_branch", code)
        if not members:
            world.example("household_unlinked", code)
    _more_examples(world, tiers)


def _broken_example(world: World, code: str, chain: ExpectedChain, kinds: list[str]) -> None:
    if chain.broken_at == "COMMITTEE" and "PartyCommittee" in kinds:
        world.example("household_elsewhere", code)
    cause = "never" if chain.since == _begins(world, code) else "lost"
    above = "_above_group" if kinds == GROUP else ""
    world.example(f"household_{str(chain.broken_at).lower()}_{cause}{above}", code)


def _more_examples(world: World, tiers: dict[str, str]) -> None:
    branches = [row for row in world.rows["membership"] if tiers[row["end"]] == "PartyBranch"]
    grid = {row["start"] for row in world.rows["area_coverage"]}
    sound = [row for row in branches if row["end"] in grid and row["end"] not in world.planted]
    world.example("member_without_group", sound[0]["start"])
    world.example("township", world.plan.profile.examples["township"])
    world.example("community", world.first("areas", kind="Community")["code"])
    world.example("compound", world.first("areas", kind="Compound")["code"])
    world.example("compound_branch", world.first("organizations", kind="COMPOUND")["code"])
    world.example("co_building", world.first("co_buildings", kind="N_PLUS_ONE")["code"])
    world.example("unit", world.first("units", kind="Agency")["code"])
    world.example("unit_uscc", world.first("units", kind="PublicInstitution")["uscc"])
    world.example("property_company", world.rows["management"][0]["start"])
    world.example("owners_committee", world.rows["representation"][0]["start"])
    world.example("unit_joint", world.rows["joint"][0]["end"])
    moved = next(row for row in world.rows["parties"] if row["valid_to"] is None)
    world.example("agency_paired", moved["start"])
