"""What once broke an importer is taken or refused with a reason, and so is where the search begins.

`make fuzz` searches for more (docs/security/fuzzing.md).
"""

from importlib import import_module
from pathlib import Path

import pytest

from tests.fuzz import TARGETS

HERE = Path(__file__).parent
FOUND = sorted(
    (path.parent.name, path.name) for path in HERE.glob("found/*/*") if path.name[0] != "."
)


@pytest.mark.parametrize("name", TARGETS)
def test_an_importer_takes_or_refuses_what_the_search_begins_with(name):
    target = import_module(f"tests.fuzz.{name}")
    seeds = target.seeds()
    assert len(seeds) > 3
    for seed in seeds:
        target.one_input(seed)


@pytest.mark.promise("What once broke an importer does not break it again")
@pytest.mark.parametrize(("name", "file"), FOUND)
def test_what_once_broke_an_importer_does_not_break_it_again(name, file):
    import_module(f"tests.fuzz.{name}").one_input((HERE / "found" / name / file).read_bytes())


def test_every_importer_is_searched():
    files = {path.stem for path in HERE.glob("*.py")} - {"__init__", "__main__", "test_found"}
    assert files == {*TARGETS}
    assert {name for name, _ in FOUND} <= {*TARGETS}
