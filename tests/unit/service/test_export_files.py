"""Files of exports: each named after what it exports, all with the same columns, or the start stops."""

from pathlib import Path

import pytest

from graphsvc.catalogue import load_catalogue
from graphsvc.errors import CatalogueError
from tests.conftest import ROOT
from tests.unit.catalogue.test_catalogue import write

EXPORT = (ROOT / "cypher/exports/unit.cypher").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("exports/uint", EXPORT, "Uint is no label of model.py; name the file after what it exports"),
        (
            "exports/unit",
            EXPORT.replace("parent: String", "above: String").replace(", parent", ", parent AS above"),
            "an export returns other columns; return kind, code, name",
        ),
        (
            "exports/unit",
            EXPORT.replace("// param   beyond: String!\n", "").replace(" AND unit.area < $beyond", ""),
            "an export with other parameters; bound it by within, beyond and asOf",
        ),
    ],
)
def test_files_that_are_no_export(tmp_path: Path, name: str, text: str, message: str) -> None:
    write(tmp_path, name, text)
    with pytest.raises(CatalogueError, match=message):
        load_catalogue(tmp_path)
