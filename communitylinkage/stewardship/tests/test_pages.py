"""The coordinator's pages, and what a woman gets when she asks what is kept."""

import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import ROLES
from communitylinkage.people.tests.cast import cast, client_of, member  # noqa: F401
from communitylinkage.referrals.mentor_requests import actions as requests
from communitylinkage.referrals.mentor_requests.rules import Act, Party
from communitylinkage.referrals.rules import Urgency
from communitylinkage.referrals.tests.mentor_requests.scene import DETAILS, SUMMARY
from communitylinkage.stewardship import queries, wording
from communitylinkage.stewardship.models import Hold
from communitylinkage.stewardship.retention import erasing, held, sweeping
from communitylinkage.stewardship.rules import terms
from communitylinkage.stewardship.rules.cases import Key, Standing
from communitylinkage.stewardship.subject import gathering
from communitylinkage.stewardship.tests.scene import DAY, NAME, a_case, close
from communitylinkage.support.models import SupportAction

pytestmark = pytest.mark.django_db


def closed_case(cast, days):  # noqa: F811
    """That closed so many days ago."""
    then = timezone.now() - days * DAY
    made = a_case(cast, organisation=cast.service, now=then)
    close(made, then)
    return made


def text(answer):
    return answer.content.decode()


def test_a_coordinator_is_warned_two_weeks_before_and_a_colleague_says_yes_to_keeping(cast):  # noqa: F811
    made = closed_case(cast, 80)
    second = member("second", "coordinator", cast.service)
    client, other = client_of(cast.coordinator), client_of(second)
    assert "1 closed case will be erased" in text(client.get(reverse("people:home")))
    assert made.referral.reference in text(client.get(reverse("kept")))
    page = reverse("kept_case", args=[made.woman.reference])
    client.post(page, {})
    assert not Hold.objects.exists()
    answer = client.post(page, {"reason": "court"}, follow=True)
    assert "two weeks" in text(answer)
    assert "Yes, keep it" not in text(answer)
    does = reverse("kept_hold", args=[made.woman.reference, "confirm"])
    assert "Somebody else" in text(client.post(does, follow=True))
    assert "kept longer. Is that right" in text(other.get(reverse("people:home")))
    assert "for a year at most" in text(other.post(does, follow=True))
    later = timezone.now() + 40 * DAY
    assert not erasing.erase_case(participant=made.woman.pk, now=later)
    client.post(reverse("kept_hold", args=[made.woman.reference, "end"]))
    assert erasing.erase_case(participant=made.woman.pk, now=later)


def test_young_and_open_cases_are_not_listed(cast):  # noqa: F811
    closed_case(cast, 70)
    a_case(cast, organisation=cast.service, now=timezone.now() - 80 * DAY)
    viewer = Viewer(cast.coordinator, (cast.coordinator.membership,))
    assert queries.near_their_end(viewer, timezone.now()) == []
    assert len(queries.near_their_end(viewer, timezone.now() + timedelta(days=7))) == 1


def test_a_strangers_case_is_not_found_by_its_reference(cast):  # noqa: F811
    made = a_case(cast, organisation=cast.other)
    client, page = client_of(cast.coordinator), reverse("kept")
    for typed in (made.woman.reference, made.referral.reference, "\0", "", "x" * 10000):
        answer = client.post(page, {"reference": typed})
        assert answer.status_code == 200, typed[:9]
    hers = a_case(cast, organisation=cast.service)
    for typed in (hers.woman.reference, f" {hers.referral.reference.lower()} "):
        answer = client.post(page, {"reference": typed})
        assert answer.url == reverse("kept_case", args=[hers.woman.reference])


def test_she_gets_every_row_and_nothing_that_opens(cast, tmp_path):  # noqa: F811
    made = a_case(cast, whole=True, organisation=cast.service)
    close_to = gathering.gather(made.woman, timezone.now())
    found = held.of_person(made.woman)
    assert {one.label: len(one.rows) for one in close_to.tables} == {
        model._meta.label: len(rows) for model, rows in found.rows.items()
    }
    # Each field of each row, with what the register says of it; a key or a tag only by its size.
    receipt = next(one for one in close_to.tables if one.label == "participants.Receipt").rows[0]
    tag = next(field for field in receipt if field.name == "tag")
    assert "bytes" in tag.value
    assert "90 days" in tag.kept
    assert {one.record for one in close_to.sealed} == set(found.records)
    content = next(one for one in close_to.sealed if one.record == made.referral.content)
    assert {who.key for who in content.who} == {Key.MENTOR, Key.RECEIPT}
    assert {one.where for one in close_to.sealed} <= set(wording.SEALED)
    assert {"consent.given", "referral.made"} <= {act.act for act in close_to.acts}
    client = client_of(cast.coordinator)
    for form, kind in (("json", "application/json"), ("pdf", "application/pdf")):
        answer = client.post(reverse("kept_file", args=[made.woman.reference, form]))
        assert answer["Content-Type"] == kind
        assert NAME not in answer.content
    assert client.post(reverse("kept_file", args=[made.woman.reference, "x"])).status_code == 404
    assert Line.objects.filter(act="case.told", reference=made.woman.reference).count() == 2
    said = io.StringIO()
    call_command("subject", made.referral.reference, to=tmp_path, stdout=said)
    told = json.loads((tmp_path / f"held-{made.woman.reference}.json").read_text())
    assert told["reference"] == made.woman.reference
    assert (tmp_path / f"held-{made.woman.reference}.pdf").read_bytes().startswith(b"%PDF")
    assert oct((tmp_path / f"held-{made.woman.reference}.pdf").stat().st_mode)[-3:] == "600"
    with pytest.raises(CommandError, match="Nothing is held"):
        call_command("subject", "NOSUCHONE", to=tmp_path)


def a_request(cast, organisation, now=None):  # noqa: F811
    """A service asks a mentor for a woman who has no case here, and she says yes."""
    now = now or timezone.now()
    row = requests.ask(
        post=organisation.post, summary=SUMMARY, details=DETAILS, mentors=[cast.mentor.pk],
        urgency=Urgency.DAY, agreed=True, by=cast.professional.pk, now=now,
    )  # fmt: skip
    requests.do(request=row, act=Act.ACCEPT, party=Party.MENTOR, by=cast.mentor.pk, now=now)
    return row, SupportAction.objects.get(request=row)


def test_the_reference_of_a_visit_leads_to_her_case(cast):  # noqa: F811
    made = a_case(cast, whole=True, organisation=cast.service)
    visit = SupportAction.objects.get()
    answer = client_of(cast.coordinator).post(reverse("kept"), {"reference": visit.reference})
    assert answer.url == reverse("kept_case", args=[made.woman.reference])


def test_what_a_service_asked_for_a_woman_without_a_case_is_told_too(cast, tmp_path):  # noqa: F811
    row, visit = a_request(cast, cast.service)
    client, stranger = client_of(cast.coordinator), client_of(cast.stranger)
    address = reverse("kept_case", args=[row.reference])
    for typed in (row.reference, f" {visit.reference.lower()} "):
        assert client.post(reverse("kept"), {"reference": typed}).url == address
        assert stranger.post(reverse("kept"), {"reference": typed}).status_code == 200
    assert stranger.get(address).status_code == 404
    told = text(client.get(address))
    assert "nobody can keep it longer" in told
    assert "Ask to keep it" not in told
    assert client.post(address, {"reason": "court"}).status_code == 404
    assert not Hold.objects.exists()
    assert client.post(reverse("kept_hold", args=[row.reference, "end"])).status_code == 404
    assert client.post(reverse("kept_file", args=[row.reference, "pdf"])).status_code == 200
    assert Line.objects.get(act="case.told").organisation_id == cast.service.pk
    call_command("subject", visit.reference, to=tmp_path, stdout=io.StringIO())
    said = json.loads((tmp_path / f"held-{row.reference}.json").read_text())
    found = held.of([row])
    assert {one["label"] for one in said["tables"]} == {one._meta.label for one in found.rows}
    assert {one["record"] for one in said["sealed"]} == {str(one) for one in found.records}
    assert {"mentor_request.made", "support.opened"} <= {one["act"] for one in said["acts"]}
    assert said["erased"] is None, "it goes on"


def test_what_is_told_of_such_a_request_goes_when_the_page_says(cast):  # noqa: F811
    row, _visit = a_request(cast, cast.service)
    now = timezone.now()
    row = requests.do(request=row, act=Act.FINISH, party=Party.SERVICE, by=uuid4(), now=now)
    told = gathering.gather(row, now)
    assert (told.standing, told.erased) == (Standing.KEPT, now + 90 * DAY)
    sweeping.erase_others(now=told.erased - DAY)
    assert gathering.find(row.reference) == row
    sweeping.erase_others(now=told.erased)
    assert gathering.find(row.reference) is None
    assert "without a warning" in text(client_of(cast.coordinator).get(reverse("kept")))


def test_every_table_and_every_sealed_field_of_a_case_has_its_words():
    named = {f"{label}.{field}" for label, fields in held.RECORDS.items() for field in fields}
    assert named - set(wording.SEALED) == {"support.Complaint.record", "learning.Note.record"}
    labels = {label for rule in terms.RULES[:2] for label in rule.tables}
    assert labels == set(wording.TABLES)


def test_only_coordinators_keep_cases():
    assert [name for name, role in ROLES.items() if queries.KEEP in role.permissions] == [
        "coordinator"
    ]
