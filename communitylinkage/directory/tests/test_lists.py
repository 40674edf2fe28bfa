"""The lists of entries and of help lines: their search, and the file of the lines."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory import actions
from communitylinkage.directory.entries.models import EntryVersion
from communitylinkage.directory.hsds import Organization
from communitylinkage.directory.models import HelpLine
from communitylinkage.people.tests.cast import cast, client_of

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


def page(account, name, **said):
    return client_of(account).get(reverse(name), said)


def test_an_entry_is_found_by_its_name(cast):
    listed = Organization.objects.create(name="x")
    cast.service.listed_as = listed.pk
    cast.service.save()
    for name in ("Casa Málaga", "Legal help"):
        EntryVersion.objects.create(
            service_id=uuid4(),
            organization_id=listed.pk,
            content={"name": name},
            saved_at=timezone.now(),
        )
    told = page(cast.coordinator, "entries", q="malaga").content.decode()
    assert "Casa Málaga" in told
    assert "Legal help" not in told
    told = page(cast.coordinator, "entries", q="\x00nothing").content.decode()
    assert "Legal help" in told, "a sign that nobody sees is no search"
    told = page(cast.coordinator, "entries", q="nothing").content.decode()
    assert "Nothing in this list has these words." in told
    assert "There is no entry yet" not in told


def test_a_help_line_is_found_by_its_number_and_the_file_says_what_its_source_says(cast):
    actions.load_help_lines()
    told = page(cast.administrator, "help_lines_kept", q="1522").content.decode()
    assert told.count('<li id="line-') == 1
    answer = page(cast.administrator, "help_lines_kept", **{"as": "csv"})
    lines = answer.content.decode().splitlines()
    assert len(lines) >= HelpLine.objects.count() + 1
    assert not [line for line in lines if line[:1] in "=@"]
    for account in (cast.mentor, cast.professional, cast.coordinator, cast.lead):
        assert page(account, "help_lines_kept", **{"as": "csv"}).status_code == 404
