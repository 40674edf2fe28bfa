import csv
import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from communitylinkage.directory import demo, interchange
from communitylinkage.directory.hsds import Organization, Service

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
SHARED = Path(os.environ.get("SHARED", Path(__file__).resolve().parents[4] / "shared"))
EXAMPLES = (SHARED if SHARED.exists() else Path("/work/shared")) / "data/hsds-3.0/examples/csv"
HEAD = "id,name,description\n"
ONE = "00000000-0000-4000-8000-000000000001"


def rows(text):
    """A file as a set of rows without their empty cells: order and blanks say nothing."""
    return {
        tuple(sorted((c, v) for c, v in row.items() if v))
        for row in csv.DictReader(io.StringIO(text, newline=""))
    }


def test_the_official_examples_come_back_without_loss():
    if not EXAMPLES.exists():
        pytest.skip(f"NOT RUN: the official HSDS examples are not at {EXAMPLES}")
    files = {p.stem: p.read_bytes().decode("utf-8") for p in EXAMPLES.glob("*.csv")}
    assert set(files) == set(interchange.TABLES)
    plan = interchange.plan(files)
    assert plan.faults == []
    interchange.carry_out(plan)
    again = interchange.export()
    for table, text in files.items():
        assert rows(again[table]) == rows(text), table


def test_the_demo_comes_back_without_loss():
    demo.load(NOW)
    before = interchange.export()
    plan = interchange.plan(before)
    assert plan.faults == []
    assert not any(plan.added.values() or plan.changed.values())
    Service.objects.all().delete()
    interchange.carry_out(interchange.plan(before))
    assert interchange.export() == before


def test_a_plan_writes_nothing_and_says_what_would_be():
    Organization.objects.create(id=ONE, name="Old", description="d")
    other = ONE.replace("1", "2")
    plan = interchange.plan({"organizations": f"{HEAD}{other},New,d\n"})
    assert [str(n) for n in plan.added["organizations"]] == [other]
    assert [str(n) for n in plan.dropped["organizations"]] == [ONE]
    assert Organization.objects.count() == 1
    interchange.carry_out(plan)
    assert Organization.objects.count() == 2
    interchange.carry_out(plan, drop=True)
    assert Organization.objects.get().name == "New"


@pytest.mark.parametrize(
    ("files", "row", "column"),
    [
        ({"organizations": f"{HEAD}not-an-id,N,d\n"}, 2, "id"),
        ({"organizations": f"{HEAD}{ONE},N,d\n{ONE},N,d\n"}, 3, "id"),
        ({"organizations": "name\nN\n"}, 1, "id"),
        ({"organizations": f"id,colour\n{ONE},red\n"}, 1, "colour"),
        ({"organizations": f"{HEAD}{ONE},N,d,more\n"}, 2, ""),
        ({"organizations": f"{HEAD}{ONE},\x00,d\n"}, 2, "name"),
        ({"organizations": f"id,year_incorporated\n{ONE},nan\n"}, 2, "year_incorporated"),
        ({"organizations": f'{HEAD}"{ONE}'}, 0, ""),
        ({"services": f"id,name,organization_id\n{ONE},N,{ONE}\n"}, 2, "organization_id"),
        ({"services": f"id,name,assured_date\n{ONE},N,yesterday\n"}, 2, "assured_date"),
        ({"services": f"id,name,organization_id\n{ONE},N,\n"}, 2, "organization_id"),
        ({"shops": "id\n"}, 0, ""),
        ({"organizations": ""}, 1, "id"),
    ],
)
def test_a_fault_is_named_by_row_and_column_and_nothing_is_written(files, row, column):
    plan = interchange.plan(files)
    assert (row, column) in {(fault.row, fault.column) for fault in plan.faults}
    with pytest.raises(interchange.NotTakenError):
        interchange.carry_out(plan)
    assert not Organization.objects.exists()


def test_the_command_shows_first_and_writes_when_told(tmp_path, capsys):
    (tmp_path / "organizations.csv").write_text(f"{HEAD}{ONE},N,d\n")
    call_command("directory", "import", str(tmp_path))
    assert "organizations: 1 new" in capsys.readouterr().out
    assert not Organization.objects.exists()
    call_command("directory", "import", str(tmp_path), "--confirm")
    assert Organization.objects.get().name == "N"
    call_command("directory", "export", str(tmp_path / "out"))
    assert ONE in (tmp_path / "out" / "organizations.csv").read_text()


def test_the_command_writes_and_reads_one_json_file_too(tmp_path, capsys):
    (tmp_path / "organizations.csv").write_text(f"{HEAD}{ONE},N,d\n")
    call_command("directory", "import", str(tmp_path), "--confirm")
    file = tmp_path / "all.json"
    call_command("directory", "export", str(file))
    Organization.objects.all().delete()
    call_command("directory", "import", str(file), "--confirm")
    assert Organization.objects.get().name == "N"
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("directory", "import", str(tmp_path / "none.json"))


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "organizations.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("directory", "import", str(tmp_path))
