"""The commands that need a database, and `make up` from end to end: what the documents have a reader type."""

import json
import os
import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphsvc.cli.main import main
from graphsvc.server.local import LocalServer
from graphsvc.server.process import free_port
from seed.cli.main import main as seed_main
from seed.cli.progress import REJECTED
from seed.generator.sample import SAMPLE
from seed.runs.load import LoadReport
from tests.conftest import ROOT
from tests.tools.docs import answers_shown, pages, shell_lines
from tests.tools.executed import FOLLOWED, asked_live
from tests.tools.specs import sections


@pytest.fixture
def at_home(live_server: LocalServer, first_load: LoadReport, monkeypatch: pytest.MonkeyPatch) -> LocalServer:
    """Commands find the server of this run, with the sample in it."""
    assert first_load.elements
    monkeypatch.setenv("GRAPHSVC_HOME", str(live_server.home))
    monkeypatch.setenv("GRAPHSVC_STATEMENT_TIMEOUT", "60")
    return live_server


def test_query(at_home: LocalServer, capsys: pytest.CaptureFixture[str]) -> None:
    readme = next(one for one in sections() if one.heading.startswith("A household's whole line"))
    assert main(["query", readme.blocks["graphql"], "--variables", readme.blocks["json variables"]]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["data"] == json.loads(readme.blocks["json"])["data"]
    assert main(["query", "--json", '{ area(code: "1") { code } }']) == 1
    assert json.loads(capsys.readouterr().out)["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_seed(at_home: LocalServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One table of the sample, of which a row is broken afterwards; all of it is typed further below."""
    few, none = tmp_path / "few", tmp_path / "none"
    few.mkdir()
    none.mkdir()
    (few / "members.csv").write_bytes((SAMPLE / "members.csv").read_bytes())
    assert seed_main(["load", str(few)]) == 0
    assert " elements, 0 written; data version " in capsys.readouterr().out
    assert seed_main(["check", str(few)]) == 0
    assert "checked against what is stored" in capsys.readouterr().out
    assert seed_main(["check", "--offline", str(few)]) == 0
    assert "checked without a database" in capsys.readouterr().out
    with (few / "members.csv").open("a", encoding="utf-8") as file:
        file.write("LC-X1,某某,soon,,2020-07-01,\n")
    for command in ("check", "load"):
        assert seed_main([command, str(few)]) == REJECTED == 3
        assert re.search(
            r"^1 rows rejected: nothing was stored, ended or replaced .*\.xlsx", said(capsys), re.M
        )
    (few / "members.csv").write_bytes(b"\xff\xfe\xff")
    assert seed_main(["load", str(few)]) == REJECTED
    assert "[FILE-ENCODING]" in said(capsys)
    assert seed_main(["tables"]) == 0
    assert "党员联系户 (liaisons)" in said(capsys)
    assert seed_main(["load", str(none)]) == 1
    assert "no .csv or .xlsx files" in capsys.readouterr().err


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_verify_names_faults(
    at_home: LocalServer, capsys: pytest.CaptureFixture[str], tmp_path: Path, manifest: dict[str, Any]
) -> None:
    (tmp_path / "manifest.json").write_text('{"counts": {"nodes": {"Area": 1}, "relationships": {}}}')
    assert seed_main(["verify", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert f"{manifest['counts']['nodes']['Area']} Area stored, 1 in the manifest" in out
    assert out.rstrip().endswith(f"; compared with {tmp_path / 'manifest.json'}")


def typed(line: str) -> str:
    """What a line of a document prints, typed into a shell at the top of the checkout."""
    done = subprocess.run(
        ["bash", "-c", f". .venv/bin/activate && {line}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip()
    assert "errors" not in done.stdout
    return done.stdout


ASKED = list(
    dict.fromkeys(
        line
        for path in pages()
        if path.relative_to(ROOT).as_posix() not in FOLLOWED
        for line in shell_lines(path)
    )
)
"""Every line once, in the order of the documents."""


@pytest.mark.parametrize("line", [line for line in ASKED if asked_live(line) and line[:5] != "curl "])
def test_every_command_of_the_documents(line: str, at_home: LocalServer) -> None:
    printed = typed(line)
    # The sample was loaded last, so that its manifest is looked at without being named.
    assert line != "python -m seed verify" or ("0 faults, " in printed and "sample/manifest.json" in printed)


SHOWN = answers_shown()


@pytest.mark.parametrize("line", [line for line in SHOWN if line.startswith("graphsvc ")])
def test_answers_are_those_that_the_documents_show(line: str, at_home: LocalServer) -> None:
    assert json.loads(typed(line))["data"] == SHOWN[line]


def asked_by_curl(port: str) -> None:
    """Every `curl` of the documents, at the port of a service of the test's own."""
    for line in [line for line in ASKED if line.startswith("curl ")]:
        answer = typed(line.replace(":8000/", f":{port}/"))
        assert line not in SHOWN or json.loads(answer)["data"] == SHOWN[line]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Any]:
    """Runs make with a home and ports of its own."""
    environment = {
        **os.environ,
        "GRAPHSVC_HOME": str(tmp_path / "home"),
        "GRAPHSVC_PORT": str(free_port()),
        "GRAPHSVC_BOLT_PORT": str(free_port()),
        "GRAPHSVC_STATEMENT_TIMEOUT": "30",
    }
    ran = []

    def run(*targets: str) -> Any:
        ran.append(targets)
        done = subprocess.run(
            ["make", *targets], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        return done, environment["GRAPHSVC_PORT"]

    yield run
    run("down")


def test_make_up_down_up(make: Callable[..., Any], elements: int) -> None:
    first, port = make("up")
    assert first.returncode == 0, first.stdout + first.stderr
    for line in (
        f"{elements} elements, {elements} written",
        "The chain is complete:",
        "TOWNSHIP",
        "/graphql answers; `make down`",
    ):
        assert line in first.stdout, first.stdout
    question = {"query": '{ area(code: "350502", asOf: "2022-12-31") { name } dataset { version } }'}
    answer = post(port, question)
    asked_by_curl(port)
    second, _ = make("up")
    assert second.returncode == 0
    assert "loaded already; data version" in second.stdout
    down, _ = make("down")
    assert down.returncode == 0
    assert "service stopped" in down.stdout
    with pytest.raises(urllib.error.URLError):
        post(port, question)
    third, _ = make("up")
    assert third.returncode == 0, third.stderr
    assert post(port, question) == answer
    assert (
        first.stdout.split("Who answers")[1].split("\n\n")[0]
        == third.stdout.split("Who answers")[1].split("\n\n")[0]
    )


def post(port: str, question: dict[str, Any]) -> Any:
    sent = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql",
        json.dumps(question).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(sent, timeout=60) as answer:
        return json.load(answer)
