"""The wheel runs by itself: installed into an empty environment away from the checkout, it lacks nothing."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graphsvc import __version__
from graphsvc.catalogue import Catalogue
from graphsvc.service import Service
from graphsvc.warmup import read_documents
from tests.conftest import ROOT
from tests.tools.specs import sections

SPEC = next(one for one in sections() if one.heading.startswith("A household's whole line"))
PLACES = {"graphsvc": "graphsvc", "seed": "seed", "cypher": "graphsvc/cypher"}
"""Folders of the checkout, and where they lie in the wheel."""


@dataclass(frozen=True)
class Installed:
    """The wheel and the environment that it is installed in."""

    wheel: Path
    home: Path

    def run(self, *words: str) -> str:
        """What a command of the environment prints; no setting and no path of this run reaches it."""
        kept = {name: value for name, value in os.environ.items() if name in ("HOME", "LANG", "TMPDIR")}
        command = [str(self.home / "bin" / words[0]), *words[1:]]
        done = subprocess.run(
            command,
            cwd=self.home,
            env={**kept, "COLUMNS": "160"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The dependencies are those of this run, found by a path. The checkout, which a path file in that folder
    names, is not found: path files are read only in folders of the environment itself."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", str(folder), str(ROOT))
    [wheel] = folder.glob("graphsvc-*.whl")
    home = folder / "elsewhere"
    venv.create(home, with_pip=False)
    python = home / "bin/python"
    pip("--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    [packages] = home.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return Installed(wheel, home)


def pip(*words: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def carried() -> Iterator[str]:
    """Every file of the product, by its name in the wheel."""
    for folder, place in PLACES.items():
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield f"{place}/{path.relative_to(ROOT / folder)}"


def test_it_carries_every_file_and_none_else(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        found = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert found == set(carried())


def test_it_is_itself_that_runs(installed: Installed) -> None:
    """Neither the service nor the seed side is found in the checkout."""
    script = "import graphsvc, seed; print(graphsvc.__file__, seed.__file__, sep='\\n')"
    for path in installed.run("python", "-c", script).splitlines():
        assert Path(path).is_relative_to(installed.home)
    assert installed.run("graphsvc", "--version") == f"graphsvc {__version__}\n"


def test_it_explains_a_document(installed: Installed) -> None:
    document, variables = SPEC.blocks["graphql"], SPEC.blocks["json variables"]
    told = json.loads(installed.run("graphsvc", "explain", "--json", document, "--variables", variables))
    assert told["cypher"] + "\n" == SPEC.blocks["cypher"]


def test_it_has_the_standards(installed: Installed, catalogue: Catalogue) -> None:
    told = installed.run("graphsvc", "standards").split()
    assert {one.field_name for one in catalogue.folder("standards")} <= set(told)


def test_it_has_the_documents_planned_at_start(installed: Installed, service: Service) -> None:
    script = """
from graphsvc.catalogue import load_catalogue
from graphsvc.service import Service
from graphsvc.settings import load_settings
from graphsvc.warmup import read_documents

settings = load_settings()
for one in read_documents(Service(settings, load_catalogue(settings.catalogue), None)):
    print(one.path.stem)
"""
    told = installed.run("python", "-c", script).split()
    assert told == [one.path.stem for one in read_documents(service)]
    assert told


def test_the_seed_side_has_its_files(installed: Installed) -> None:
    script = """
from seed.generator.sample import SAMPLE

for name in ("divisions.csv", "profile.toml"):
    print(SAMPLE.with_name(name).is_file())
print(*sorted(one.name for one in SAMPLE.iterdir()))
"""
    found = installed.run("python", "-c", script).split()
    assert found == ["True", "True", *sorted(one.name for one in (ROOT / "seed/quanzhou/sample").iterdir())]
    assert "党员联系户 (liaisons)" in installed.run("python", "-m", "seed", "tables")
