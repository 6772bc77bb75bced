"""The how-to pages that add something by one file, followed as they are written, over the sample."""

import json
import shutil
from pathlib import Path

from graphsvc.catalogue import load_catalogue
from graphsvc.profile import load_profile
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store.bolt import BoltStore
from seed.loading.verify import findings
from tests.conftest import AUDITOR, ROOT
from tests.live.plans import test_catalogue_live as plans
from tests.tools.following import files_of, questions_of

HOW_TO = ROOT / "docs/how-to"


def test_add_a_standard(tmp_path: Path, live_store: BoltStore, live_settings: Settings) -> None:
    page = HOW_TO / "add-a-standard.md"
    shutil.copytree(ROOT / "cypher", tmp_path / "cypher")
    for path, content in files_of(page.read_text("utf-8")).items():
        (tmp_path / path).write_text(content, "utf-8")
    catalogue = load_catalogue(tmp_path / "cypher")
    statement = catalogue.get("standards/building_group")
    plans.test_every_read_file_is_planned_without_a_hint(statement, live_store)
    plans.test_a_standard_begins_at_its_area(statement, live_store)
    service = Service(live_settings, catalogue, live_store)
    found = [json.loads(service.answer(one, AUDITOR, "how-to").to_bytes()) for one in questions_of(page)]
    assert len(found) == 1
    measured = found[0]["data"]["area"]["coverage"]["buildingGroup"]
    assert statement.expect == f"{measured['due']} due, {measured['covered']} covered"
    assert len(measured["gaps"]["nodes"]) == 2


def test_add_an_audit(tmp_path: Path, live_store: BoltStore, live_settings: Settings) -> None:
    page = HOW_TO / "add-an-audit.md"
    shutil.copytree(ROOT / "cypher", tmp_path / "cypher")
    for path, content in files_of(page.read_text("utf-8")).items():
        (tmp_path / path).write_text(content, "utf-8")
    catalogue = load_catalogue(tmp_path / "cypher")
    plans.test_every_read_file_is_planned_without_a_hint(catalogue.get("audits/idle_group"), live_store)
    found = [
        line
        for line in findings(live_store, catalogue, load_profile(live_settings.profile))
        if line.startswith("idle_group: ")
    ]
    remedy = catalogue.get("audits/idle_group").remedy
    assert found[0] == f"idle_group: 502001-XZ-0001: covers no building; {remedy}"
    assert found[-1] == "idle_group: 265 more"
