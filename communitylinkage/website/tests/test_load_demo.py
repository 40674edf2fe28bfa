"""`make run` where a programme of its own was begun: the demo stays out, the rest starts."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communitylinkage.directory import queries
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_programme(monkeypatch):
    for loaded in ("help_lines_are_loaded", "places_are_loaded"):
        monkeypatch.setattr(queries, loaded, lambda: True)
    lead = Organisation.objects.create(name="Lead", side="service", country="ES")
    return Programme.objects.create(
        name="Real",
        contract_number="1",
        starts=date(2026, 1, 1),
        ends=date(2027, 1, 1),
        lead_organisation=lead,
    )


def test_the_demo_is_refused_where_a_real_programme_lives(real_programme):
    with pytest.raises(CommandError, match="A real programme lives here"):
        call_command("load_demo")


def test_make_run_goes_on_without_the_demo(real_programme, monkeypatch):
    monkeypatch.setenv("COMMUNITYLINKAGE_PORT", "8123")
    said = StringIO()
    call_command("load_demo", only_where_empty=True, stdout=said)
    assert "A real programme lives here: the demo stays out." in said.getvalue()
    assert "http://127.0.0.1:8123/" in said.getvalue()
    assert "password" not in said.getvalue()
    assert not Account.objects.exists()
