"""The SDL passes the compilers and generators that client developers use.

They come from npm and PyPI. Where no registry answers these tests are skipped, and say so; with
CLIENTS_REQUIRED set, as `.ci/run` sets it, they fail instead.
"""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graphsvc.answer import Question
from graphsvc.bind.cursors import encode_cursor
from graphsvc.caller import Caller
from graphsvc.service import Service
from tests.tools.clients import programs

AUDITOR = Caller("auditor", "", False)
DAY = date(2021, 6, 30)
QUERIES = {
    "organizationQuery",
    "organizationMembersQuery",
    "householdQuery",
    "householdChainQuery",
    "areaQuery",
    "areaFiguresQuery",
    "areaRecordQuery",
}
"""Three pages of a client, and what fetches parts of them again."""
pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path, service: Service) -> Path:
    """A folder with the documents of a client and the SDL as it is served."""
    shutil.copytree(programs.HERE / "documents", tmp_path / "documents")
    (tmp_path / "generated").mkdir()
    (tmp_path / "schema.graphql").write_text(service.sdl, "utf-8")
    return tmp_path


@pytest.fixture
def relay(tmp_path: Path, service: Service) -> Path:
    """A folder with the fragments of a Relay client."""
    shutil.copytree(programs.HERE / "relay", tmp_path / "relay")
    (tmp_path / "relay/src/__generated__").mkdir()
    (tmp_path / "relay/schema.graphql").write_text(service.sdl, "utf-8")
    return tmp_path / "relay"


def compiled(relay: Path) -> dict[str, str]:
    """The text of each query that Relay's compiler made, by its name."""
    programs.node(programs.node_modules() / "relay-compiler/cli.js", cwd=relay)
    return dict(_texts(relay / "src/__generated__"))


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.glob("*Query.graphql.ts"):
        found = re.search(r'^    "text": (".*")$', path.read_text("utf-8"), re.MULTILINE)
        assert found, path
        yield path.name.removesuffix(".graphql.ts"), json.loads(found[1])


def test_relay_compiles_refetchable_fragments_that_page_on_their_day(relay: Path, service: Service) -> None:
    texts = compiled(relay)
    pages, chain, record = (
        texts[f"{name}Query"] for name in ("organizationMembers", "householdChain", "areaRecord")
    )
    assert set(texts) == QUERIES
    assert "node(id: $id)" in pages and "members(first: $count, after: $cursor)" in pages
    values = {
        "id": "PartyOrganization:LC-1@2021-06-30",
        "count": 2,
        "cursor": encode_cursor("LC-DY-1@2021-06-30"),
    }
    for text, given in (
        (pages, values),
        (chain, {"id": "Household:350502001001-00001-0001@2021-06-30"}),
        (record, {"id": "NeighborhoodCenter:LL-1@2021-06-30"}),
    ):
        bound = service.plan(Question(text, given), AUDITOR).bound
        assert bound.parameters["asOf"] == DAY
        assert bound.parameters["q"]["atDay"] == f"@{DAY}"


def test_typescript_types_are_generated(project: Path) -> None:
    modules = programs.node_modules()
    (project / "node_modules").symlink_to(modules)
    for name in ("codegen.json", "tsconfig.json"):
        shutil.copy(programs.HERE / name, project)
    programs.node(modules / "@graphql-codegen/cli/cjs/bin.js", "--config", "codegen.json", cwd=project)
    programs.node(modules / "typescript/bin/tsc", "-p", ".", cwd=project)
    types = (project / "generated/operations.ts").read_text("utf-8")
    assert "export type ChainQuery " in types and "__typename: 'Figure'" in types


def test_a_python_client_is_generated(project: Path) -> None:
    command = programs.python_tools() / "ariadne-codegen"
    programs.run(command, "--config", programs.HERE / "ariadne.toml", cwd=project)
    client = (project / "generated/client/client.py").read_text("utf-8")
    assert "async def chain(" in client and "async def records(" in client
    python = programs.python_tools() / "python"
    programs.run(python, "-W", "error", "-c", "from generated.client import Client", cwd=project)
