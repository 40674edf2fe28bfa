"""An entry whose address is secret keeps no street and no exact place."""

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory import interchange, queries, taxonomy
from communitylinkage.directory.entries.models import EntryVersion
from communitylinkage.directory.hsds import Address, Location, Service
from communitylinkage.directory.tests.entries_house import STREET, address, form, sent, written

pytestmark = pytest.mark.django_db


def test_an_entry_that_becomes_secret_keeps_no_street_and_no_exact_place(ours):
    number = written(ours, street=STREET, place="Koper")
    assert Location.objects.filter(service_at_locations__service=number).exists()
    answer = sent(ours, address("entry", number), form(street=STREET, secret="on"))
    assert answer.status_code == 200
    assert STREET not in answer.content.decode()
    sent(ours, address("entry", number), form(street="", postal_code="", secret="on"))
    ours.browser.post(address("entry_publish", number))
    kept = str(list(EntryVersion.objects.values_list("content", flat=True)))
    pages = "".join(
        ours.browser.get(page).content.decode()
        for page in (
            address("entry", number),
            address("entry_preview", number),
            address("entry_history", number),
            reverse("entries"),
            reverse("service", kwargs={"number": number}),
        )
    )
    everything = kept + pages + str(interchange.export()) + "".join(raw())
    everything += json.dumps(interchange.json_records.export())
    for sign in (STREET, "44.123456", "2.654321"):
        assert sign not in everything
    assert not Address.objects.filter(address_1=STREET).exists()


def test_an_entry_that_a_file_makes_secret_keeps_no_street_either(ours):
    number = written(ours, street=STREET, place="Koper")
    sent(ours, address("entry", number), form(street=STREET))
    assert EntryVersion.objects.filter(published_at=None).exists()
    # A file took the place away before; the location itself stays behind.
    Location.objects.get(service_at_locations__service=number).service_at_locations.all().delete()
    term = taxonomy.term_id(taxonomy.SECRET)
    plan = interchange.plan(
        {"attributes": f"id,link_id,taxonomy_term_id\n{uuid4()},{number},{term}\n"}
    )
    assert plan.faults == []
    assert STREET in "".join(raw())
    interchange.carry_out(plan)
    assert [table for table in raw() if STREET in table] == []


def raw():
    """Every row of every table, as the database holds it."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            if table not in ("directory_place", "directory_placename"):
                yield str(cursor.fetchall())


def test_a_place_that_others_share_stays_when_one_becomes_secret(ours):
    number = written(ours, street=STREET)
    place = Location.objects.get(service_at_locations__service=number)
    other = Service.objects.create(organization_id=ours.service.listed_as, name="Beside")
    other.service_at_locations.create(location=place)
    sent(ours, address("entry", number), form(street="", postal_code="", secret="on"))
    ours.browser.post(address("entry_publish", number))
    assert other.service_at_locations.get().location == place
    assert queries.service(number, timezone.now().date()).street == ""
