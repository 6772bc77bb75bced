"""The tutorial of deliveries, followed from the first line to the last: every output is that of a run."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from seed.cli.main import main
from seed.cli.progress import REJECTED
from tests.conftest import ROOT
from tests.tools.following import files_of
from tests.tools.office import Office

PAGE = ROOT / "docs/tutorial/deliveries.md"
STEP = re.compile(r"```sh\n(.*?)\n```\n\n```text\n(.*?)```", re.DOTALL)
LEFT_OUT = ("plan second", "load second")


def followed(text: str) -> str:
    """What is printed, without the minute and the place."""
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "2026-11-27 21:30", text)
    return re.sub(r"/\S*/", "", text)


def test_the_page(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = PAGE.read_text("utf-8")
    shutil.rmtree(office.settings.home / "loads", ignore_errors=True)
    monkeypatch.setenv("GRAPHSVC_HOME", str(office.settings.home))
    monkeypatch.chdir(tmp_path)
    for path, content in files_of(page).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content, "utf-8")
    shown = STEP.findall(page)
    assert [line for line, _ in shown] == re.findall(r"```sh\n(.*?)\n```", page)
    for line, told in shown:
        code = main(shlex.split(line)[3:])
        assert code == (REJECTED if line.endswith(LEFT_OUT) else 0)
        assert followed(capsys.readouterr().out).splitlines() == followed(told).splitlines(), line
