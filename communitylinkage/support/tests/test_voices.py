"""Signs are counted, a visit is spoken about once, and nobody hears a complaint about herself."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.facts.models import Waiting
from communitylinkage.journal import actions as journal
from communitylinkage.journal.models import Line
from communitylinkage.organisations.models import Partnership, Post
from communitylinkage.outbox.models import Task
from communitylinkage.people.models import Membership
from communitylinkage.people.posts import new_post
from communitylinkage.people.tests.cast import NOW, cast, client_of, key_of, member
from communitylinkage.referrals.asks.patience import FREE, LONGEST_WAIT, Patience
from communitylinkage.referrals.mentor_requests import actions as requests
from communitylinkage.referrals.mentor_requests.rules import Act as RequestAct
from communitylinkage.referrals.mentor_requests.rules import Party as RequestParty
from communitylinkage.referrals.tests.mentor_requests.scene import viewer_of
from communitylinkage.referrals.tests.receipt.hers import DIGITS, accepted, ask, hers, quick
from communitylinkage.support import actions as visits
from communitylinkage.support import backup
from communitylinkage.support.models import Complaint
from communitylinkage.support.reporting import report
from communitylinkage.support.rules import Act, BackupSaid, Party, State
from communitylinkage.support.tests.scene import HOUR, a_programme, a_visit, planned
from communitylinkage.support.tests.test_visit import REPORT
from communitylinkage.support.voices import actions, queries, views
from communitylinkage.support.voices.papers import Letter
from communitylinkage.support.voices.rules import Hearing, independent
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Record

pytestmark = pytest.mark.django_db
__all__ = ["cast", "hers", "quick"]
SIGNS, SAY, LIST = "/en/staff/support/signs/", "/en/say/", "/en/staff/support/complaints/"
HOME, NOBODY = "/en/staff/", "Nobody independent can read it here"
SAID = {"helped": "partly", "respected": "yes"}


@given(st.lists(st.integers(0, 5)), st.integers(0, 5))
def test_nobody_hears_a_complaint_about_herself(numbers, about):
    ids = [uuid.UUID(int=number) for number in range(6)]
    could = [Hearing(ids[number], uuid.uuid4()) for number in numbers]
    found = independent(ids[about], could)
    if found:
        assert found.organisation != ids[about]
    else:
        assert set(numbers) <= {about}


def test_signs_are_counted_and_no_woman_is(cast):
    browser = client_of(cast.mentor)
    answer = browser.post(SIGNS, {"signs": ["alone", "no_papers"], "met": "health"})
    assert "It is counted." in browser.get(answer["Location"]).content.decode()
    fact = Waiting.objects.get()
    assert (fact.kind, fact.region) == ("signs_noticed", "ES")
    assert fact.codes == "met:health sign:alone sign:no_papers"
    page = browser.post(SIGNS, {"met": "health"}).content.decode()
    assert "Please tick at least one sign." in page
    assert client_of(cast.administrator).get(SIGNS).status_code == 404


def done(cast, consent=None):
    row = a_visit(cast, consent, now=timezone.now())
    report(action=row, said=REPORT, by=cast.first.pk, now=timezone.now())
    row.refresh_from_db()
    return row


def test_the_service_says_once_how_a_visit_was(cast):
    row = done(cast)
    address = f"/en/staff/support/{row.reference}/"
    browser = client_of(cast.professional, opens=True)
    assert "How was it for your service?" in browser.get(address).content.decode()
    assert browser.post(address, {"act": "said"}).status_code == 409
    assert browser.post(address, {"act": "said", **SAID}).status_code == 302
    fact = Waiting.objects.get(kind="support_feedback")
    assert fact.codes == "by:service helped:partly respected:yes"
    assert browser.post(address, {"act": "said", **SAID}).status_code == 409
    assert "How was it for your service?" not in browser.get(address).content.decode()
    assert client_of(cast.first).post(address, {"act": "said", **SAID}).status_code == 409


def test_she_says_once_how_it_was_with_her_number(hers):
    accepted(hers)
    hand = {"code": hers.code, "digits": DIGITS}
    address = "/en/my-plan/visit/"
    assert "Visits: what is agreed, and how it was" in ask(hers.code)
    assert "nothing to say" in Client().post(address, hand).content.decode()
    done(hers.cast, hers.consent)
    page = Client().post(address, hand).content.decode()
    assert "Your visit with a mentor is over." in page
    page = Client().post(address, {**hand, "tell": "1"}).content.decode()
    assert "id_helped_error" in page
    page = Client().post(address, {**hand, "tell": "1", **SAID}).content.decode()
    assert "Thank you" in page
    assert Waiting.objects.get(kind="support_feedback").codes.startswith("by:woman")
    assert "nothing to say" in Client().post(address, hand).content.decode()


def ended_by_the_service(cast, consent=None):
    """Begun, and called done by the service before its mentor wrote anything down."""
    now = timezone.now()
    row = planned(cast, a_visit(cast, consent, now=now), begins=now, check_in=now + HOUR, now=now)
    visits.do(action=row, act=Act.SAFE, party=Party.MENTOR, by=cast.first.pk, now=now)
    requests.do(request=row.request, act=RequestAct.FINISH, party=RequestParty.SERVICE,
                by=cast.professional.pk, now=now)  # fmt: skip
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("says_then", ["nothing", "that she did not go"])
def test_both_say_how_it_was_also_where_its_mentor_wrote_nothing_down(hers, says_then):
    accepted(hers)
    row = ended_by_the_service(hers.cast, hers.consent)
    assert row.state == State.UNTOLD
    hand = {"code": hers.code, "digits": DIGITS}
    page = Client().post("/en/my-plan/visit/", hand).content.decode()
    assert "Your visit with a mentor is over." in page
    Client().post("/en/my-plan/visit/", {**hand, "tell": "1", **SAID})
    assert Waiting.objects.get(kind="support_feedback").codes.startswith("by:woman")
    if says_then != "nothing":
        visits.do(action=row, act=Act.DID_NOT_GO, party=Party.MENTOR, by=hers.cast.first.pk,
                  now=timezone.now())  # fmt: skip
    page = Client().post("/en/my-plan/visit/", hand).content.decode()
    assert "If nobody came, you can say so under" in page


def test_the_service_says_how_it_was_also_where_its_mentor_wrote_nothing_down(cast):
    row = ended_by_the_service(cast)
    address = f"/en/staff/support/{row.reference}/"
    browser = client_of(cast.professional, opens=True)
    assert "How was it for your service?" in browser.get(address).content.decode()
    assert browser.post(address, {"act": "said", **SAID}).status_code == 302


def test_she_sees_who_opened_what_is_agreed_for_a_visit_and_not_that_she_did(hers):
    accepted(hers)
    row = a_visit(hers.cast, hers.consent, now=timezone.now())
    planned(hers.cast, row, begins=timezone.now(), check_in=timezone.now() + HOUR)
    hand = {"code": hers.code, "digits": DIGITS}

    def page():
        text = re.sub("<[^>]+>", " ", Client().post("/en/my-plan/visit/", hand).content.decode())
        return " ".join(text.split("Who opened what is agreed")[1].split())

    assert page().startswith("Your mentor Not opened yet. Service Not opened yet.")
    for _twice in range(2):
        journal.record(
            organisation_id=row.organisation_id, act="support.opened_paper",
            by=hers.cast.professional.pk, reference=row.reference, now=timezone.now(),
        )  # fmt: skip
    assert page().startswith("Your mentor Not opened yet. Service What is agreed for a visit:")
    journal.record(
        organisation_id=row.organisation_id, act="support.opened_paper",
        by=hers.cast.first.pk, reference=row.reference, now=timezone.now(),
    )  # fmt: skip
    assert page().startswith("Your mentor What is agreed for a visit: opened once, on")


def test_who_opened_what_was_written_about_a_visit_stays_on_her_page_when_it_is_over(hers):
    accepted(hers)
    row = done(hers.cast, hers.consent)
    hand = {"code": hers.code, "digits": DIGITS}

    def page():
        text = re.sub("<[^>]+>", " ", Client().post("/en/my-plan/visit/", hand).content.decode())
        return " ".join(text.split())

    assert "Who opened what was written about it" not in page(), "nobody has"
    journal.record(
        organisation_id=row.organisation_id, act="support.opened_paper",
        by=hers.cast.first.pk, reference=row.reference, now=timezone.now(),
    )  # fmt: skip
    said = page().split("It is over. Who opened what was written about it")[1]
    assert said.startswith(" Your mentor What was written about a visit: opened once, on")


def test_what_a_mentor_opened_whom_another_replaced_is_no_opening_of_the_service(hers):
    accepted(hers)
    cast, now = hers.cast, timezone.now()
    row = planned(cast, a_visit(cast, hers.consent, now=now), begins=now, check_in=now + HOUR,
                  now=now)  # fmt: skip

    def opens(who):
        page = client_of(who, opens=True).get(f"/en/staff/support/{row.reference}/?read=1")
        assert "Marked corner" in page.content.decode()

    opens(cast.first)
    row = backup.ask(action=row, private_key=key_of(cast.first), by=cast.first.pk, now=now)
    backup.answer(action=row, said=BackupSaid.YES, by=cast.second.pk, now=now, number="+999 6")
    row = backup.take_over(action=row, party=Party.ROTA, by=cast.professional.pk, now=now)
    before = dict(queries.who_opened(row))
    assert before["Your mentor"]
    assert not before["Service"]
    opens(cast.second)
    opens(cast.professional)
    after = {whose: [one.times for one in found] for whose, found in queries.who_opened(row)}
    assert after == {"Your mentor": [2], "Service": [1]}, "once for each look, also at the number"
    numbers = Line.objects.filter(act="support.opened_number", reference=row.reference)
    assert numbers.count() == 3, "that the number was opened is journalled apart"


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Each test begins with nobody counted."""
    fresh = Patience()
    monkeypatch.setattr(views, "PATIENCE", fresh)
    return fresh


def complaint(cast, about, **more):
    said = {"about": str(about.pk), "wrong": ["not_came"], "words": "Marked words", **more}
    return Client(enforce_csrf_checks=True).post(SAY, said).content.decode()


def test_a_complaint_about_the_lead_goes_to_another_partner(cast):
    a_programme(cast)
    assert "somebody reads it who does not work there" in complaint(cast, cast.service).lower()
    row = Complaint.objects.get()
    assert row.organisation_id == cast.other.pk
    assert [task.subject_id for task in Task.objects.all()] == [cast.stranger.pk]
    assert b"Marked" not in bytes(Record.objects.get().ciphertext)
    hears = client_of(cast.stranger, opens=True)
    assert "Marked words" in hears.get(f"{LIST}{row.reference}/").content.decode()
    for account in (cast.coordinator, cast.professional, cast.lead, cast.other_professional):
        assert client_of(account).get(f"{LIST}{row.reference}/").status_code == 404


def test_a_complaint_about_a_partner_goes_to_the_lead(cast):
    a_programme(cast)
    complaint(cast, cast.other)
    row = Complaint.objects.get()
    assert row.organisation_id == cast.service.pk
    assert row.reference in client_of(cast.coordinator).get(LIST).content.decode()
    assert row.reference in client_of(cast.coordinator).get(LIST + "?as=csv").content.decode()
    assert row.reference not in client_of(cast.stranger).get(LIST).content.decode()


@pytest.mark.parametrize("state", ["active", "left"])
def test_who_belongs_to_both_or_did_hears_nothing_about_her_own(cast, state):
    a_programme(cast)
    complaint(cast, cast.other)
    hears = cast.coordinator
    assert len(queries.complaints_of(viewer_of(hears))) == 1
    Membership.objects.create(
        account=hears, organisation=cast.other, role="professional", state=state, since=NOW,
        until=NOW if state == "left" else None,
    )  # fmt: skip
    assert queries.complaints_of(viewer_of(hears)) == []
    assert hears not in queries.coordinators(cast.service.post.key_holder, cast.other.pk)


def test_where_nobody_independent_is_there_nothing_is_kept_and_it_says_so(cast):
    assert "it was not sent and nothing is kept" in complaint(cast, cast.community)
    assert not Complaint.objects.exists()
    assert not Record.objects.exists()


def test_a_complaint_goes_only_where_somebody_independent_has_the_key(cast):
    programme = a_programme(cast)
    both = Membership.objects.create(
        account=cast.coordinator, organisation=cast.other, role="professional", state="active",
        since=NOW,
    )  # fmt: skip
    page = complaint(cast, cast.other)
    assert NOBODY in page
    assert 'href="/en/help-lines/"' in page, "and whom to call"
    Partnership.objects.create(programme=programme, organisation=cast.community, role="partner")
    hears = member("hears", "coordinator", cast.community)
    assert NOBODY in complaint(cast, cast.other), "the key of the post was given before she came"
    assert not Record.objects.exists()
    post = new_post(organisation=cast.community, name="Heard", by=hears.pk, now=NOW)
    assert "not work there" in complaint(cast, cast.other)
    assert Complaint.objects.get().post_holder == post.key_holder
    assert [task.subject_id for task in Task.objects.all()] == [hears.pk]
    Membership.objects.filter(pk=both.pk).update(state="left", until=NOW)
    [hearing] = queries.could_hear(cast.other.pk)
    assert hearing.organisation == cast.community.pk, "who left it yesterday is not independent"


def test_a_post_that_was_removed_hears_nothing(cast):
    a_programme(cast)
    Post.objects.filter(pk=cast.service.post.pk).update(ended=NOW)
    assert NOBODY in complaint(cast, cast.other)


def test_home_says_that_complaints_wait_to_who_hears_them_until_they_are_closed(cast):
    a_programme(cast)
    complaint(cast, cast.other)
    browser = client_of(cast.coordinator)
    page = browser.get(HOME).content.decode()
    assert "A complaint waits for you." in page
    assert f'href="{LIST}"' in page
    complaint(cast, cast.other)
    assert "2 complaints wait for you." in browser.get(HOME).content.decode()
    for row in Complaint.objects.all():
        actions.close(complaint=row, by=cast.coordinator.pk, now=NOW)
    for account in (cast.coordinator, cast.stranger, cast.professional):
        assert queries.today(viewer_of(account), NOW) == []


def stamp_in(page):
    return re.search(r'name="stamp" value="([^"]+)"', page)[1]


def test_many_complaints_cost_time_and_nobody_is_refused(cast, patience):
    a_programme(cast)
    with time_machine.travel(NOW, tick=False) as clock:
        for _free in range(FREE):
            complaint(cast, cast.other)
        page = complaint(cast, cast.other)
        assert "Please wait 30 seconds" in page
        assert "Marked words" in page, "what she typed is kept"
        assert Complaint.objects.count() == FREE
        clock.shift(30)
        stamp = stamp_in(page)
        assert "not work there" in complaint(cast, cast.other, stamp=stamp)
        assert Complaint.objects.count() == FREE + 1
        clock.shift(60)
        complaint(cast, cast.other, stamp=stamp)
        assert Complaint.objects.count() == FREE + 1, "the same form again is the same complaint"
        for _many in range(50):
            patience.count("127.0.0.1", NOW + timedelta(seconds=90))
        old = stamp_in(Client().get(SAY).content.decode())
        clock.shift(LONGEST_WAIT)
        assert "not work there" in complaint(cast, cast.other, stamp=old)
        for forged in ("x" * 10_000, "\x00", ""):
            assert "Please wait" in complaint(cast, cast.other, stamp=forged)


def test_a_wrong_complaint_keeps_what_was_typed(cast):
    typed = {"about": "x", "wrong": ["other"], "words": "Marked words"}
    page = Client().post(SAY, typed).content.decode()
    assert "Marked words" in page
    assert "id_about_error" in page
    page = complaint(cast, cast.service, wrong=[])
    assert "Please tick at least one." in page


def test_closed_its_words_are_erased(cast):
    a_programme(cast)
    row = actions.complain(
        about=cast.other.pk, letter=Letter(("other",), "Marked"), by=uuid.uuid4(), now=NOW
    )
    record = row.record
    browser = client_of(cast.coordinator, opens=True)
    address = f"{LIST}{row.reference}/"
    assert "Marked" in browser.get(address).content.decode()
    assert browser.post(address, {"close": "1"}).status_code == 302
    assert not Record.objects.filter(pk=record)
    page = browser.get(address).content.decode()
    assert "Its words are erased." in page
    assert browser.post(address, {"close": "1"}).status_code == 409
    row.refresh_from_db()
    with pytest.raises(Locked):
        actions.read(
            complaint=row, account=cast.coordinator, private_key=key_of(cast.coordinator), now=NOW
        )
