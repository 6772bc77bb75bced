"""The rules of the house, as numbers: they are kept because this file fails when they are not."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PRODUCT = sorted([*(ROOT / "graphsvc").rglob("*.py"), *(ROOT / "seed").rglob("*.py")])
ALL = sorted([*PRODUCT, *(ROOT / "tests").rglob("*.py")])
ROOMS = sorted({path.parent for path in ALL})
MAX_MODULE, MAX_FUNCTION, MAX_POSITIONAL, MAX_ROOM, MIN_SENTENCES = 250, 30, 4, 15, 3
FORBIDDEN = {"utils", "helpers", "common", "misc"}
TOP_LEVEL = (
    ".ci .editorconfig .gitignore .importlinter CHANGELOG.md CONTRIBUTING.md LICENSE Makefile README.md "
    "SECURITY.md cypher docker docs graphsvc pyproject.toml requirements-dev.lock requirements.lock seed "
    "tests"
)
FOLDERS = {
    "graphsvc": "access bind catalogue cli compile complete console documents http schema server store",
    "seed": "cli generator loading places plan quanzhou reading runs tables",
    "tests": "bench browser faults live spec tools unit",
    "cypher": "audits claims exports fields load migrations places roots schema service standards",
}
"""Folders of each part; another one is a decision, to be written down."""
CROWDED: dict[str, str] = {}
"""Rooms with more files than a room may have, and why."""
METAPHOR = re.compile(r"\b(hall|cellar|workshop|vestibule|seam|bedrock)s?\b", re.IGNORECASE)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree(path)):
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


@pytest.mark.parametrize("path", ALL, ids=name)
def test_functions(path: Path) -> None:
    """Tests and fixtures take by name what pytest hands them; all else keeps to four positional ones."""
    for function in functions(path):
        lines = (function.end_lineno or 0) - function.lineno + 1
        assert lines <= MAX_FUNCTION, f"{function.name}: {lines} lines"
        positional = [
            item.arg
            for item in (*function.args.posonlyargs, *function.args.args)
            if item.arg not in ("self", "cls")
        ]
        handed = function.name.startswith("test_") or "fixture" in "".join(
            map(ast.unparse, function.decorator_list)
        )
        assert handed or len(positional) <= MAX_POSITIONAL, f"{function.name}: {positional}"


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_opens_with_one_sentence(path: Path) -> None:
    text = ast.get_docstring(tree(path))
    assert text, "a module says in one sentence what lives here"


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_only_settings_reads_the_environment(path: Path) -> None:
    reads = "os.environ" in path.read_text("utf-8") or "getenv" in path.read_text("utf-8")
    assert not reads or path.name in ("settings.py",) or "no other module looks at" in path.read_text("utf-8")


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_foreign_packages_stay_in_their_room(path: Path) -> None:
    imported = set()
    for node in ast.walk(tree(path)):
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


def ignored() -> set[str]:
    """Names that git leaves out at the top."""
    lines = (ROOT / ".gitignore").read_text("utf-8").split()
    return {path.name for line in lines for path in ROOT.glob(line.rstrip("/"))} | {".git"}


def test_top_level() -> None:
    assert {path.name for path in ROOT.iterdir()} - ignored() - set(TOP_LEVEL.split()) == set()


@pytest.mark.parametrize("part", FOLDERS)
def test_folders(part: str) -> None:
    found = {path.name for path in (ROOT / part).iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert found - set(FOLDERS[part].split()) == set()


@pytest.mark.parametrize("room", ROOMS, ids=name)
def test_room(room: Path) -> None:
    """A package with no more files than one can look over, and an opening that says what lives there."""
    modules = [path for path in room.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= MAX_ROOM or name(room) in CROWDED, f"{len(modules)} modules"
    opening = ast.get_docstring(tree(room / "__init__.py")) or ""
    told = len(re.findall(r"[.](?=\s|$)", opening)) >= MIN_SENTENCES and "begin" in opening.lower()
    assert told or len(modules) < 2, (
        "say in three sentences what lives here, what may not, and where to begin reading"
    )


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_plain_words(path: Path) -> None:
    found = sorted({match[0] for match in METAPHOR.finditer(path.read_text("utf-8"))})
    assert not found, f"say it in words of the field: {found}"


def test_tools_are_as_strict_as_the_house() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    lint = told["ruff"]["lint"]
    wanted = {"E", "F", "W", "I", "B", "UP", "SIM", "C4", "PIE", "RET", "PTH", "RUF", "D1", "C90"}
    assert wanted <= set(lint["select"])
    assert (told["ruff"]["line-length"], lint["mccabe"]["max-complexity"]) == (110, 8)
    assert told["mypy"]["strict"] is True
    assert told["pytest"]["ini_options"]["filterwarnings"] == ["error"]
    assert "--strict-markers" in told["pytest"]["ini_options"]["addopts"]
    assert "--durations=20" in told["pytest"]["ini_options"]["addopts"]
    assert told["coverage"]["run"]["branch"] is True
    assert "--cov-fail-under=95" in (ROOT / "Makefile").read_text("utf-8")


def pinned(name: str) -> list[str]:
    text = (ROOT / name).read_text("utf-8")
    return [line for line in text.splitlines() if re.match(r"[a-z0-9].*==", line)]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pinned_package_has_a_hash(name: str) -> None:
    assert len(pinned(name)) > 40
    assert all(line.rstrip().endswith("\\") for line in pinned(name))


def test_both_locks_agree() -> None:
    """Whoever runs the tests runs them on what `make up` installs."""
    assert set(pinned("requirements.lock")) < set(pinned("requirements-dev.lock"))


def test_required_packages_are_declared() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    for package in ("neo4j", "py2neo", "graphene", "flask", "pytest"):
        assert re.search(rf'"{package}[=>]', text), package
