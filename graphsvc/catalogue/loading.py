"""From a folder of `.cypher` files, and what is generated, to a Catalogue: each is read and checked, or the
start stops."""

from pathlib import Path

from graphsvc.catalogue.checks import check
from graphsvc.catalogue.folders import check_folder
from graphsvc.catalogue.generated import generated
from graphsvc.catalogue.header import Faults, Header, read_header
from graphsvc.catalogue.kinds import kinds_of
from graphsvc.catalogue.macros import Body
from graphsvc.catalogue.statement import Catalogue, Statement
from graphsvc.errors import CatalogueError
from graphsvc.model import KIND_OF


def load_catalogue(root: Path) -> Catalogue:
    """All statements under a folder; raises CatalogueError `path:line: what, and what to do`."""
    if not root.is_dir():
        raise CatalogueError(
            f"{root}:0: no such folder; set GRAPHSVC_CATALOGUE to the folder of the .cypher files"
        )
    found = [_generated(name, text) for name, text in generated().items()]
    found += [read_statement(root, path) for path in sorted(root.rglob("*.cypher"))]
    spelt: dict[str, Statement] = {}
    for statement in found:
        other = spelt.setdefault(f"{statement.folder}/{statement.field_name}".lower(), statement)
        if other is not statement:
            raise CatalogueError(f"{statement.path}:1: {other.path} has the same name; rename one of the two")
    return Catalogue({statement.name: statement for statement in found})


def read_statement(root: Path, path: Path) -> Statement:
    """One file, read and checked; raises CatalogueError."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise Faults(path)(1, f"not UTF-8 at byte {error.start}", "save it as UTF-8") from None
    return _read(path.relative_to(root).with_suffix("").as_posix(), path, text)


def _generated(name: str, text: str) -> Statement:
    """A statement that has no file; faults name the module that writes it."""
    return _read(name, Path(f"graphsvc/catalogue/generated.py/{name}"), text)


def _read(name: str, path: Path, text: str) -> Statement:
    fault = Faults(path)
    folder = name.partition("/")[0]
    wrong = check_folder(folder, fault)
    if wrong:
        raise wrong
    header = read_header(text, fault)
    written = "\n".join(text.splitlines()[header.length :])
    stream = check(folder, header, written, fault)
    given = {item.name: item.label for item in header.given if item.label in KIND_OF}
    body = Body.of(written.strip().removesuffix(";"), kinds_of(stream, given))
    return _statement(name, path, header, body)


def _statement(name: str, path: Path, header: Header, body: Body) -> Statement:
    return Statement(
        name=name,
        path=path,
        title=header.title,
        chinese=header.chinese,
        prose=" ".join(header.prose),
        denominator=header.denominator,
        given=tuple(header.given),
        parameters=tuple(header.parameters),
        returns=tuple(header.returns or ()),
        source=header.source,
        target=header.target,
        window=header.window,
        expect=header.expect,
        severity=header.severity,
        remedy=header.remedy,
        text=body.text(),
        body=body,
        kinds=body.kinds,
    )
