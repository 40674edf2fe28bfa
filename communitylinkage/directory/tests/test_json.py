"""The official JSON examples, both ways, and the official schemas over what we export."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from communitylinkage.directory import demo, interchange
from communitylinkage.directory.hsds import Organization, Phone
from communitylinkage.directory.interchange import json_files, json_records
from communitylinkage.directory.interchange.tables import TABLES

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]
FOLDERS = (Path(os.environ.get("SHARED", ROOT.parent / "shared")), Path("/work/shared"))
HSDS = next((one / "data" / "hsds-3.0" for one in FOLDERS if (one / "data").exists()), None)
needs_examples = pytest.mark.skipif(
    HSDS is None, reason=f"NOT RUN: the official HSDS examples are not in {FOLDERS[0]}"
)
FULL = {
    "location": "locations",
    "organization_full": "organizations",
    "service_full": "services",
    "service_at_location_full": "service_at_location",
    "taxonomy": "taxonomies",
    "taxonomy_term": "taxonomy_terms",
}
LISTS = {
    "organization_list": "organizations",
    "service_list": "services",
    "service_at_location_list": "service_at_location",
    "taxonomy_list": "taxonomies",
    "taxonomy_term_list": "taxonomy_terms",
}
SCHEMAS = {"organizations": "organization", "services": "service", "locations": "location"}


def example(name):
    return json.loads((HSDS / "examples" / f"{name}.json").read_text(encoding="utf-8"))


def taken(told):
    plan = json_files.plan(json.dumps(told))
    assert plan.faults == []
    interchange.carry_out(plan)
    return plan


def same(told):
    """A record with its lists in one order and its times spelled alike."""
    if isinstance(told, list):
        return sorted((same(one) for one in told), key=lambda one: json.dumps(one, sort_keys=True))
    if isinstance(told, dict):
        return {key: same(value) for key, value in told.items()}
    if isinstance(told, str) and len(told) == 5 and told[2] == ":":
        return f"{told}:00"
    return told


def validator(name):
    resources = {
        path.name: Resource.from_contents(
            json.loads(path.read_text(encoding="utf-8")), default_specification=DRAFT202012
        )
        for path in (HSDS / "schema").glob("*.json")
        if path.name != "openapi.json"
    }
    registry = Registry().with_resources(
        [(key, one) for name, one in resources.items() for key in (name, f"schema/{name}")]
    )
    return Draft202012Validator(
        resources[f"{name}.json"].contents,
        registry=registry,
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


@needs_examples
@pytest.mark.parametrize(("name", "table"), FULL.items())
def test_an_official_record_comes_back_without_loss(name, table):
    told = example(name)
    taken(told)
    number = next(n for n in json_records.Shelf().rows[table] if str(n) == told["id"])
    assert same(json_records.Shelf().record(table, number)) == same(told)


@needs_examples
@pytest.mark.parametrize(("name", "table"), LISTS.items())
def test_an_official_list_comes_back_without_loss(name, table):
    told = example(name)
    taken(told)
    shelf = json_records.Shelf()
    page = json_records.page([shelf.brief(table, number) for number in shelf.rows[table]])
    assert same(page["contents"]) == same(told["contents"])
    assert page.keys() == told.keys()


@needs_examples
def test_the_official_tabular_example_comes_back_without_loss():
    told = example("tabular")
    again = json.loads(json_files.kept(taken(told)))
    spelled = {
        name: [{c: str(v) for c, v in row.items()} for row in rows] for name, rows in told.items()
    }
    assert same(again) == same(spelled)
    stored = {f"{table}.csv" for table in TABLES if TABLES[table].objects.exists()}
    assert stored == {name for name, rows in told.items() if rows}


@needs_examples
def test_what_describes_an_interface_holds_no_entries_and_is_told_so():
    assert json_files.plan(json.dumps(example("base"))).faults


@needs_examples
@pytest.mark.parametrize("source", ["demo", "examples"])
def test_what_we_export_passes_the_official_schemas(source):
    if source == "demo":
        demo.load(NOW)
    else:
        taken(example("organization_full"))
    exported = json_records.export()["contents"]
    assert exported
    services = [one for told in exported for one in told.get("services", [])]
    places = [at["location"] for one in services for at in one.get("service_at_locations", [])]
    assert services
    assert places
    for table, records in (
        ("organizations", exported),
        ("services", services),
        ("locations", places),
    ):
        check = validator(SCHEMAS[table])
        assert [e.message for record in records for e in check.iter_errors(record)] == []


@needs_examples
def test_the_check_against_the_schemas_is_a_real_one():
    told = example("service_full")
    told["status"], told["url"] = "perhaps", "not an address"
    assert len(list(validator("service").iter_errors(told))) == 2


def test_the_demo_comes_back_from_json_without_loss():
    demo.load(NOW)
    before = interchange.export()
    told = json_records.export()
    plan = json_files.plan(json.dumps(told))
    assert plan.faults == []
    assert not any(plan.added.values() or plan.changed.values())
    for table in reversed(TABLES):
        if not table.startswith("taxonom"):
            TABLES[table].objects.all().delete()
    taken(told)
    assert interchange.export() == before


def test_a_row_that_stands_twice_in_a_record_gathers_its_keys():
    one, other = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
    phone = {"id": "00000000-0000-4000-8000-000000000003", "number": "1"}
    told = {
        "id": one,
        "name": "N",
        "description": "d",
        "phones": [phone],
        "locations": [{"id": other, "location_type": "physical", "phones": [phone]}],
    }
    taken(told)
    assert str(Phone.objects.get().organization_id) == one
    assert str(Phone.objects.get().location_id) == other
    told["phones"] = [{**phone, "number": "2"}]
    faults = json_files.plan(json.dumps(told)).faults
    assert [(f.table, f.column) for f in faults] == [("phones", "number")]
    assert faults[0].path.startswith("[0].")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100_000,
        "3",
        "null",
        '"text"',
        '{"a": 1}',
        '{"contents": [3]}',
        '{"id": "x", "name": "N", "description": "d"}',
        '{"name": "N", "description": "d", "id": null}',
        '{"id": "00000000-0000-4000-8000-000000000001", "name": "N", "description": "d", "x": 1}',
        '{"id": "00000000-0000-4000-8000-000000000001", "name": [], "description": "d"}',
        '{"id": "00000000-0000-4000-8000-000000000001", "name": true, "description": "d"}',
        '{"id": "00000000-0000-4000-8000-000000000001", "name": NaN, "description": "d"}',
        '{"id": "00000000-0000-4000-8000-000000000001", "name": "\\u0000", "description": "d"}',
        '{"id": "00000000-0000-4000-8000-000000000001", "name": "\\ud800", "description": "d"}',
        '{"id": "00000000-0000-4000-8000-000000000001", "name": "N", "description": "d",'
        ' "phones": [3], "addresses": []}',
        '{"organizations.csv": 3}',
        '{"shops.csv": []}',
        '{"services.csv": [{"id": "00000000-0000-4000-8000-000000000001"}]}',
    ],
)
def test_a_broken_file_is_told_and_nothing_is_written(text):
    plan = json_files.plan(text)
    assert plan.faults
    with pytest.raises(interchange.NotTakenError):
        interchange.carry_out(plan)
    assert not Organization.objects.exists()
