"""A secret address exists nowhere: not in a table, a file, a page."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.directory import demo, interchange, taxonomy
from communitylinkage.directory.hsds import Location, Service, ServiceArea, ServiceAtLocation
from communitylinkage.directory.interchange import json_files, json_records
from communitylinkage.values.lists import guarded, unguarded
from communitylinkage.values.places import Point, distance_km

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
EXACT = "45.543217", "13.731239"


def changed(text, number, **cells):
    """A CSV file with some cells of one row said anew."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for row in rows:
        if row["id"] == str(number):
            row.update(cells)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@given(st.floats(-80, 80), st.floats(-179, 179))
def test_a_coarse_point_is_near_and_says_nothing_exact(latitude, longitude):
    point = Point(latitude, longitude)
    coarse = taxonomy.coarse(point)
    assert distance_km(point, coarse) < 20
    assert taxonomy.coarse(coarse) == coarse


@pytest.mark.django_db
def test_the_demo_keeps_only_coarse_areas_of_its_shelters():
    demo.load(NOW)
    for service in Service.objects.filter(name__startswith="Luč"):
        point, _told = taxonomy.point_of(service.service_areas.get().extent)
        assert point == taxonomy.coarse(point)


@pytest.mark.django_db
def test_an_exact_area_of_a_secret_service_is_made_coarse_on_the_way_in():
    demo.load(NOW)
    shelter = Service.objects.get(name="Luč · Koper")
    extent = json.dumps({"type": "Point", "coordinates": [float(EXACT[1]), float(EXACT[0])]})
    files = interchange.export()
    files["service_areas"] = changed(
        files["service_areas"], shelter.service_areas.get().pk, extent=extent
    )
    plan = interchange.plan(files)
    assert plan.faults == []
    interchange.carry_out(plan)
    told = json.dumps(json_records.export()) + str(interchange.export()) + json_files.kept(plan)
    assert not [sign for sign in EXACT if sign in told]


@pytest.mark.django_db
def test_a_service_that_becomes_secret_loses_its_exact_area():
    demo.load(NOW)
    legal = Service.objects.get(name="Pravica · Koper")
    # A file before this one took its place from it: the place stands alone.
    place = legal.service_at_locations.get().location
    legal.service_at_locations.all().delete()
    term = taxonomy.term_id(taxonomy.SECRET)
    text = f"id,link_id,taxonomy_term_id\n{taxonomy.term_id('x')},{legal.pk},{term}\n"
    plan = interchange.plan({"attributes": text})
    assert plan.faults == []
    interchange.carry_out(plan)
    point, _told = taxonomy.point_of(legal.service_areas.get().extent)
    assert point == taxonomy.coarse(point)
    assert not Location.objects.filter(pk=place.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "column"), [("service_at_location", "location_id"), ("phones", "location_id")]
)
def test_a_location_of_a_secret_service_is_refused(table, column):
    demo.load(NOW)
    shelter = Service.objects.get(name="Luč · Koper")
    place = ServiceAtLocation.objects.first().location_id
    text = f"id,service_id,location_id\n{taxonomy.term_id('x')},{shelter.pk},{place}\n"
    faults = interchange.plan({table: text}).faults
    assert [(f.table, f.row, f.column) for f in faults] == [(table, 2, column)]
    assert "secret" in faults[0].why


@pytest.mark.django_db
def test_a_service_with_a_location_cannot_become_secret_by_a_file():
    demo.load(NOW)
    legal = Service.objects.get(name="Pravica · Koper")
    term = taxonomy.term_id(taxonomy.SECRET)
    text = f"id,link_id,taxonomy_term_id\n{taxonomy.term_id('x')},{legal.pk},{term}\n"
    assert [f.table for f in interchange.plan({"attributes": text}).faults] == ["attributes"]


@pytest.mark.django_db
@pytest.mark.parametrize("extent", ["Via Roma 3", '{"type": "Polygon", "coordinates": [[1, 2]]}'])
def test_an_area_of_a_secret_service_that_is_no_point_is_refused(extent):
    demo.load(NOW)
    area = Service.objects.get(name="Luč · Koper").service_areas.get()
    files = {
        "service_areas": changed(interchange.export()["service_areas"], area.pk, extent=extent)
    }
    assert [f.column for f in interchange.plan(files).faults] == ["extent"]
    assert ServiceArea.objects.get(pk=area.pk).extent == area.extent


@given(st.text(alphabet="'=+-@\t a1(", max_size=8))
def test_a_cell_that_a_spreadsheet_would_run_goes_out_and_comes_back_as_text(text):
    out = guarded(text)
    assert unguarded(out) == text
    if out[:1] in ("=", "@", "\t"):
        pytest.fail(f"{out!r} would run")


def test_a_telephone_number_stays_as_it_is_dialled():
    assert guarded("+34 (93) 123-45") == "+34 (93) 123-45"
    assert guarded("+HYPERLINK(1)") == "'+HYPERLINK(1)"
