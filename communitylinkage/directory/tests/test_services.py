import json
from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from communitylinkage.directory import actions, demo, queries, taxonomy
from communitylinkage.directory.hsds import Service
from communitylinkage.directory.models import Place, PlaceName, ServiceCapacity
from communitylinkage.matching.need import Accepts, Authority, Help, Tells

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.fixture
def services():
    demo.load(NOW)


def test_the_demo_has_sixty_services_in_four_countries_all_marked_as_made_up(services):
    entries = {e.offer.id: e for kind in Help for e in queries.services_for(kind, NOW.date())}
    assert len(entries) >= 60
    assert {entry.offer.country for entry in entries.values()} == {"ES", "IT", "GR", "SI"}
    assert all(entry.made_up for entry in entries.values())


def test_loading_the_demo_again_doubles_nothing(services):
    assert demo.load(NOW) == Service.objects.count() == 68


def test_a_shelter_has_an_area_and_no_address(services):
    for entry in queries.services_for(Help.SHELTER, NOW.date()):
        assert entry.offer.secret_address
        assert entry.street == ""
        assert entry.city
    assert not Service.objects.filter(name__startswith="Luč", service_at_locations__isnull=False)


def test_a_street_that_slipped_into_a_secret_service_is_not_read(services):
    shelter = Service.objects.get(name="Luč · Koper")
    legal = Service.objects.get(name="Pravica · Koper")
    legal.service_at_locations.update(service=shelter)
    entry = queries.service(shelter.pk, NOW.date())
    assert entry.street == ""
    area = json.loads(shelter.service_areas.get().extent)["coordinates"]
    assert [entry.offer.point.longitude, entry.offer.point.latitude] == area


def test_a_service_is_read_with_its_terms(services):
    entry = queries.service(Service.objects.get(name="Salute Insieme · Roma").pk, NOW.date())
    assert entry.offer.papers == Accepts.YES
    assert entry.offer.tells[Authority.POLICE] == Tells.MUST
    assert entry.offer.free
    assert entry.offer.hours.timezone == "Europe/Rome"


def test_what_was_said_about_room_a_week_ago_no_longer_counts(services):
    shelter = Service.objects.get(name="Luč · Koper")
    ServiceCapacity.objects.filter(service=shelter).update(available=2, updated=NOW)
    assert queries.service(shelter.pk, NOW.date()).offer.room is True
    ServiceCapacity.objects.filter(service=shelter).update(updated=NOW - timedelta(days=7))
    assert queries.service(shelter.pk, NOW.date()).offer.room is None


def test_an_inactive_service_is_found_by_nobody(services):
    row = Service.objects.get(name="Pravica · Koper")
    Service.objects.filter(pk=row.pk).update(status="inactive")
    assert queries.service(row.pk, NOW.date()) is None


def test_a_place_is_found_in_any_script_and_without_accents():
    actions.load_places(["GR", "ES", "IT"], smallest=15000)
    for typed in ("Αθήνα", "ΑΘΗΝΑ", "athens", "Atenas", "أثينا"):
        assert queries.places_named(typed)[0].name == "Athens", typed
    for typed in ("برشلونة", "برشلونه", "بَرْشلونة", "برشـلونة"):
        assert queries.places_named(typed)[0].name == "Barcelona", typed
    assert queries.places_named("barcelona")[0].country == "ES"
    assert queries.places_named("Palerm")[0].name == "Palermo"
    assert queries.places_named("no such town") == []
    assert queries.places_named("  ") == []


def test_names_that_were_stored_before_are_folded_anew():
    place = Place.objects.create(
        pk=1, name="Barcelona", country="ES", latitude=41.4, longitude=2.2, population=1
    )
    PlaceName.objects.create(place=place, folded="برشلونة")
    PlaceName.objects.create(place=place, folded="barcelona")
    assert queries.places_named("برشلونه") == []
    migration = import_module("communitylinkage.directory.migrations.0005_names_folded_anew")
    migration.fold_anew(apps, SimpleNamespace(connection=connection))
    assert queries.places_named("برشلونه")[0].name == "Barcelona"
    assert queries.places_named("barcelona")[0].name == "Barcelona"


@pytest.mark.parametrize(("days", "stale"), [(0, False), (89, False), (90, True), (None, True)])
def test_an_entry_is_stale_at_ninety_days(days, stale):
    confirmed = None if days is None else NOW.date() - timedelta(days=days)
    assert taxonomy.is_stale(confirmed, NOW.date()) is stale


def test_a_cost_that_nobody_stated_is_not_free(services):
    row = Service.objects.get(name="Pravica · Koper")
    assert queries.service(row.pk, NOW.date()).offer.free
    row.cost_options.update(amount=None)
    assert not queries.service(row.pk, NOW.date()).offer.free
