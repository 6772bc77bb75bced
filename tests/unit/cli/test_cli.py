"""The command line, where it needs no database."""

import json
import shutil
from pathlib import Path

import pytest

from graphsvc import __version__
from graphsvc.cli.main import main, parser
from tests.conftest import ROOT
from tests.tools.specs import sections

README_SPEC = next(one for one in sections() if one.heading.startswith("A household's whole line"))


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(words)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_explain_prints_the_specs_cypher(capsys: pytest.CaptureFixture[str]) -> None:
    document, variables = README_SPEC.blocks["graphql"], README_SPEC.blocks["json variables"]
    code, out, _ = run(capsys, "explain", "--json", document, "--variables", variables)
    found = json.loads(out)
    assert code == 0
    assert found["cypher"] + "\n" == README_SPEC.blocks["cypher"]
    assert found["parameters"]["asOf"] == "2022-12-31"
    code, out, _ = run(capsys, "explain", document, "--variables", variables)
    assert out.startswith(found["cypher"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("explain", "{ nothing }"), "Cannot query field"),
        (("explain", "{ dataset"), "1:10: "),
        (("explain", "{ dataset { version } }", "--variables", "{"), "--variables: not JSON"),
        (("explain", "{ dataset { version } }", "--variables", "[]"), "--variables: not a JSON object"),
        (("statement", "standards/none"), "no such statement; there are"),
    ],
)
def test_faults_are_one_line(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    code, _, err = run(capsys, *words)
    assert code == 1
    assert message in err
    assert "Traceback" not in err


def test_a_statement_to_paste(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "statement", "standards/household_liaison")
    assert code == 0
    assert out.startswith("MATCH (area:Area {code: $area})")


def test_standards(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "standards")
    assert code == 0
    assert {"gridOrganization", "householdLiaison", "agencyPairing"} <= set(out.split())


def test_a_dropped_standard_is_a_field_with_no_other_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "cypher", tmp_path / "cypher")
    text = (ROOT / "cypher/standards/household_liaison.cypher").read_text("utf-8")
    text = text.replace("党员联系户", "党员包户").replace("minimum", "least")
    (tmp_path / "cypher/standards/two_visits.cypher").write_text(text, "utf-8")
    monkeypatch.setenv("GRAPHSVC_CATALOGUE", str(tmp_path / "cypher"))
    monkeypatch.setenv("COLUMNS", "200")
    assert "twoVisits" in run(capsys, "standards")[1]
    assert "twoVisits(" in run(capsys, "schema")[1]
    document = '{ area(code: "350502") { coverage { twoVisits(least: 2) { due covered } } } }'
    code, out, _ = run(capsys, "explain", "--json", document)
    assert code == 0
    assert "standards/two_visits" in json.loads(out)["cypher"]
    assert 2 in json.loads(out)["parameters"]["q"].values()


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "schema")
    assert code == 0
    assert "type PartyOrganization implements Node" in out


def test_a_setting_that_cannot_work(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHSVC_PORT", "none")
    code, _, err = run(capsys, "schema")
    assert code == 1
    assert "GRAPHSVC_PORT" in err


def test_every_command_has_help() -> None:
    text = parser().format_help()
    for command in ("serve", "explain", "query", "statement", "standards", "schema", "db", "service"):
        assert command in text


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"graphsvc {__version__}\n"
