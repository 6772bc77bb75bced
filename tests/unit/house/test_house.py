"""The rules of the house, as numbers: they are kept because this file fails when they are not."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PRODUCT = sorted([*(ROOT / "graphsvc").rglob("*.py"), *(ROOT / "seed").rglob("*.py")])
ALL = sorted([*PRODUCT, *(ROOT / "tests").rglob("*.py")])
MAX_MODULE, MAX_FUNCTION, MAX_POSITIONAL = 250, 30, 4
FORBIDDEN = {"utils", "helpers", "common", "misc"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


@pytest.mark.parametrize("path", ALL, ids=name)
def test_module(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= MAX_MODULE
    assert path.stem not in FORBIDDEN
    assert not re.search(r"^from .* import \*", text, re.MULTILINE)
    for line in text.splitlines():
        if "# type: ignore" in line and "test_house" not in path.name:
            assert re.search(r"# type: ignore\[[\w-]+\]  # \w", line), f"an ignore without a reason: {line}"
        if "TODO" in line and "test_house" not in path.name:
            assert re.search(r"TODO\(\d{4}-\d\d-\d\d\)", line), f"a TODO without a date: {line}"


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_functions(path: Path) -> None:
    for function in functions(path):
        lines = (function.end_lineno or 0) - function.lineno + 1
        assert lines <= MAX_FUNCTION, f"{function.name}: {lines} lines"
        positional = [
            item.arg
            for item in (*function.args.posonlyargs, *function.args.args)
            if item.arg not in ("self", "cls")
        ]
        assert len(positional) <= MAX_POSITIONAL, f"{function.name}: {positional}"


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_opens_with_one_sentence(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    if path.name != "__init__.py" or path.stat().st_size > 60:
        assert text, "a module says in one sentence what lives here"


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_only_settings_reads_the_environment(path: Path) -> None:
    reads = "os.environ" in path.read_text("utf-8") or "getenv" in path.read_text("utf-8")
    assert not reads or path.name in ("settings.py",) or "no other module looks at" in path.read_text("utf-8")


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_foreign_packages_stay_in_their_room(path: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.partition(".")[0])
    assert "neo4j" not in imported or path == ROOT / "graphsvc/store/bolt.py"
    assert "py2neo" not in imported or path == ROOT / "seed/loading/statements.py"
    assert "flask" not in imported or path == ROOT / "graphsvc/http/app.py"


def test_layers() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_top_level() -> None:
    for wanted in ("graphsvc", "cypher", "seed", "tests", "docker", "pyproject.toml", "README.md"):
        assert (ROOT / wanted).exists(), wanted


def test_every_pinned_package_has_a_hash() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = [line for line in text.splitlines() if re.match(r"[a-z0-9].*==", line)]
    assert len(pinned) > 40
    assert all(line.rstrip().endswith("\\") for line in pinned)


def test_required_packages_are_declared() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    for package in ("neo4j", "py2neo", "graphene", "flask", "pytest"):
        assert re.search(rf'"{package}[=>]', text), package
