"""Migrations run in both stores: `migrate`, and `migrate --database locks`."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "communitylinkage"
CHANGE_ROWS = [path for path in ROOT.rglob("migrations/0*.py") if "RunPython(" in path.read_text()]


@pytest.mark.parametrize("path", CHANGE_ROWS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_rows_are_changed_in_the_store_that_has_them_and_once(path):
    """The models of a migration do not say where they live: without the question, the second run
    would do everything again, or find no table."""
    assert "schema_editor.connection.alias" in path.read_text()
