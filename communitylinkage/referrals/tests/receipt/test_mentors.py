"""A service asks for a mentor for her: she sees it on her page, and stops it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.consent import actions as consents
from communitylinkage.consent.rules import NotConsented
from communitylinkage.mentors.tests.hall import another_mentor
from communitylinkage.people.posts import give_keys
from communitylinkage.people.tests.cast import cast, client_of, key_of, member
from communitylinkage.referrals.mentor_requests import actions, queries
from communitylinkage.referrals.mentor_requests.models import MentorRequest
from communitylinkage.referrals.mentor_requests.reading import read
from communitylinkage.referrals.mentor_requests.rules import Act, Party, State
from communitylinkage.referrals.rules import Act as Does
from communitylinkage.referrals.rules import Outcome, Urgency
from communitylinkage.referrals.tests.mentor_requests.scene import DETAILS, SUMMARY, viewer_of
from communitylinkage.referrals.tests.mentor_requests.test_pages import SAID
from communitylinkage.referrals.tests.receipt.hers import DIGITS, accepted, ask, do, hers, quick
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import LockHalf, Record

pytestmark = pytest.mark.django_db
__all__ = ["cast", "hers", "quick"]


def asked(link, mentor=None, consent="hers", now=None, others=()):
    """The service, which said yes to her referral, asks for a mentor."""
    cast = link.cast
    link.first = mentor or another_mentor(cast, "first")
    link.request = actions.ask(
        post=cast.service.post,
        summary=SUMMARY,
        details=DETAILS,
        mentors=[link.first.pk, *(one.pk for one in others)],
        urgency=Urgency.DAY,
        agreed=True,
        by=cast.professional.pk,
        now=now or timezone.now(),
        consent=link.consent if consent == "hers" else None,
    )
    return link.request


def yes(link):
    actions.do(
        request=link.request,
        act=Act.ACCEPT,
        party=Party.MENTOR,
        by=link.first.pk,
        now=timezone.now(),
    )


def reads(link, account):
    case = queries.case_for(viewer_of(account), link.request.reference)
    return read(case=case, account=account, private_key=key_of(account), now=timezone.now())


@pytest.fixture
def link(hers):
    accepted(hers)
    asked(hers)
    return hers


def test_she_sees_where_it_stands_and_which_organisation_reads_it(link):
    page = ask(link.code, digits="")
    assert "looks for a mentor for you. One mentor is asked now." in page
    assert "A mentor of <bdi>Community</bdi>" in page
    assert "She does not know your name." in page
    assert "/stop-mentor/" not in page
    yes(link)
    reads(link, link.first)
    reads(link, link.cast.professional)
    ask(link.code, "read/")
    page = ask(link.code)
    assert "She said yes." in page
    assert "also where, when, and what to call you" in page
    assert page.count("What was written to mentors: opened once") == 2
    assert "mentor@" not in page
    assert ">first<" not in page, "the mentor's own name is not shown"


def told(link):
    """Who opened it, as her page says it: without marks, one space between words."""
    page = re.sub("<[^>]+>", " ", ask(link.code, digits=""))
    return " ".join(page.split("A mentor for you")[1].split("Who can read")[0].split())


OPENED = "What was written to mentors: opened once"


def test_she_sees_that_a_mentor_opened_it_who_was_asked_before_without_her_name(hers):
    accepted(hers)
    second = another_mentor(hers.cast, "second")
    asked(hers, others=[second])
    assert "asked before" not in told(hers)
    reads(hers, hers.first)
    actions.do(request=hers.request, act=Act.DECLINE, party=Party.MENTOR, by=hers.first.pk,
               now=timezone.now())  # fmt: skip
    text = told(hers)
    assert f"Mentors who were asked before Locked. They can open nothing. {OPENED}" in text
    assert text.count(OPENED) == 1, "the service and the next mentor have not opened it"
    reads(hers, second)
    assert told(hers).count(OPENED) == 2
    assert not [name for name in ("first", "second@") if name in told(hers)]


@pytest.mark.parametrize("act", [Act.FINISH, Act.CANCEL])
def test_after_its_end_she_still_sees_who_opened_it(link, act):
    yes(link)
    reads(link, link.first)
    reads(link, link.cast.professional)
    actions.do(request=link.request, act=act, party=Party.SERVICE, by=link.cast.professional.pk,
               now=timezone.now())  # fmt: skip
    text = told(link)
    assert f"Service Locked. They can open nothing. {OPENED}" in text
    assert f"Mentors who were asked before Locked. They can open nothing. {OPENED}" in text
    assert "Not opened yet." not in text


def test_after_its_end_nobody_is_named_who_never_opened_it(link):
    actions.do(request=link.request, act=Act.CANCEL, party=Party.SERVICE,
               by=link.cast.professional.pk, now=timezone.now())  # fmt: skip
    assert "opened" not in told(link)
    assert "asked before" not in told(link)


def test_she_reads_what_was_written_with_her_digits_only(link):
    page = ask(link.code, "read/")
    assert "Marked Street 7" in page
    assert "বাংলা" in page
    assert "Marked" not in ask(link.code, "read/", digits="")


@pytest.mark.parametrize("who", ["first", "professional"])
def test_stopped_nobody_opens_it_any_more(link, who):
    yes(link)
    account = link.first if who == "first" else link.cast.professional
    assert reads(link, account).details == DETAILS
    number = link.request.pk
    assert "It cannot be undone." in ask(link.code, "stop-mentor/", number=number)
    assert reads(link, account).details == DETAILS, "it asks first"
    for _twice in range(2):
        assert "Done." in ask(link.code, "stop-mentor/", number=number, sure="1")
    assert MentorRequest.objects.get().state == State.CANCELLED
    with pytest.raises(Locked):
        reads(link, account)
    assert not Record.objects.filter(pk__in=[link.request.summary, link.request.details])
    page = ask(link.code)
    assert "It was stopped." in page
    assert "/stop-mentor/" not in page
    assert "She said yes" not in page
    assert "said yes. They reach you only" in page, "the help of the service goes on"


def test_another_code_neither_shows_nor_stops_it(link, quick):
    from communitylinkage.referrals.tests.receipt.hers import new_link

    other = new_link(link.cast)
    assert "looks for a mentor" not in ask(other.code)
    for number in (link.request.pk, "x" * 10_000, "\x00", ""):
        said = {"code": other.code, "digits": DIGITS, "number": number, "sure": "1"}
        assert Client().post("/en/receipt/stop-mentor/", said).status_code == 404
    assert MentorRequest.objects.get().state == State.ASKED


@pytest.mark.parametrize("how", ["her mentor", "her page", "its time is up"])
def test_when_her_yes_ends_the_request_ends_with_it(link, how):
    if how == "her page":
        ask(link.code, "stop/", sure="1")
    elif how == "her mentor":
        consents.withdraw(consent=link.consent, by=link.cast.mentor.pk, now=timezone.now())
    else:
        consents.finish_withdrawals(now=link.consent.until + timedelta(seconds=1))
    assert MentorRequest.objects.get().state == State.CANCELLED
    assert not Record.objects.filter(pk__in=[link.request.summary, link.request.details])
    with pytest.raises(Locked):
        reads(link, link.cast.professional)


def test_a_crash_before_the_end_leaves_nothing_readable(link, settings):
    settings.ON_WITHDRAWAL = ["communitylinkage.no.such.place"]
    with pytest.raises(ImportError):
        consents.withdraw(consent=link.consent, by=link.cast.mentor.pk, now=timezone.now())
    for account in (link.first, link.cast.professional):
        with pytest.raises(NotConsented):
            reads(link, account)
    page = client_of(link.first, opens=True).get(
        reverse("mentor_request", args=[link.request.reference])
    )
    assert "This cannot be read now." in page.content.decode()


def test_a_service_that_she_locks_out_asks_no_mentor_any_more(link):
    found = link.consent.recipients.get(position=0)
    ask(link.code, "lock/", number=found.pk, sure="1")
    assert MentorRequest.objects.get().state == State.CANCELLED


def test_a_request_for_a_woman_who_is_not_known_here_hangs_on_nobody(hers):
    accepted(hers)
    asked(hers, consent=None)
    assert "looks for a mentor" not in ask(hers.code)
    ask(hers.code, "stop/", sure="1")
    assert MentorRequest.objects.get().state == State.ASKED


def test_without_her_yes_in_force_nothing_is_asked(hers):
    accepted(hers)
    consents.withdraw(consent=hers.consent, by=hers.cast.mentor.pk, now=timezone.now())
    before = Record.objects.count()
    with pytest.raises(NotConsented):
        asked(hers)
    assert not MentorRequest.objects.exists()
    assert Record.objects.count() == before
    assert LockHalf.objects.exists()


def page_of(link):
    return reverse("referral_mentor", args=[link.referral.reference])


def said(link):
    return {**SAID, "post": str(link.cast.service.post.pk), "send": "1"}


def test_the_service_asks_from_the_page_of_the_referral(hers):
    another_mentor(hers.cast, "first")
    browser = client_of(hers.cast.professional, opens=True)
    case = reverse("referral", args=[hers.referral.reference])
    accepted(hers)
    assert page_of(hers) in browser.get(case).content.decode()
    page = browser.get(page_of(hers)).content.decode()
    assert hers.referral.reference in page
    assert "She can stop it there." in page
    browser.post(page_of(hers), said(hers))
    assert MentorRequest.objects.get().consent == hers.consent
    assert "One mentor is asked now." in ask(hers.code)


def test_a_service_may_not_ask_before_it_said_yes_nor_anybody_after_she_took_it_back(hers):
    another_mentor(hers.cast, "first")
    browser = client_of(hers.cast.professional, opens=True)
    assert browser.get(page_of(hers)).status_code == 404, "it has not come yet"
    accepted(hers)
    consents.withdraw(consent=hers.consent, by=hers.cast.mentor.pk, now=timezone.now())
    assert browser.post(page_of(hers), said(hers)).status_code == 404
    page = client_of(hers.cast.mentor).post(page_of(hers), of_hers(hers)).content.decode()
    assert "Something changed meanwhile. Nothing was done." in page
    assert not MentorRequest.objects.exists()


def of_hers(link):
    """As her own mentor fills it in."""
    return {**SAID, "post": str(link.cast.community.post.pk), "send": "1"}


def test_her_own_mentor_asks_for_another_and_only_she_and_her_coordinator_read_it(hers):
    cast = hers.cast
    first, colleague = another_mentor(cast, "first"), another_mentor(cast, "colleague")
    link_to = reverse("referral", args=[hers.referral.reference])
    browser = client_of(cast.mentor, opens=True)
    assert page_of(hers) not in browser.get(link_to).content.decode(), "nobody was asked yet"
    do(hers, Does.SEND, Party.MENTOR)
    assert page_of(hers) in browser.get(link_to).content.decode(), "also before a service said yes"
    assert "whoever is on duty in your organisation" in browser.get(page_of(hers)).content.decode()
    service = {**of_hers(hers), "post": str(cast.service.post.pk)}
    assert "post" in browser.post(page_of(hers), service).context["form"].errors
    one = browser.post(page_of(hers), of_hers(hers))["Location"]
    row = MentorRequest.objects.get()
    assert (row.organisation_id, row.consent) == (cast.community.pk, hers.consent)
    assert cast.mentor.pk not in row.turns.values_list("account_id", flat=True)
    assert "Marked Street 7" in browser.get(one).content.decode()
    coordinator = member("keeper", "coordinator", cast.community)
    give_keys(membership=coordinator.membership, by=cast.mentor, private_key=key_of(cast.mentor),
              now=timezone.now())  # fmt: skip
    assert "Marked Street 7" in client_of(coordinator, opens=True).get(one).content.decode()
    asked_now = {first.pk: first, colleague.pk: colleague}[row.turns.get(position=0).account_id]
    other = colleague if asked_now is first else first
    for stranger in (other, cast.professional):
        assert client_of(stranger, opens=True).get(one).status_code == 404
    page = ask(hers.code)
    assert "Community\u2069 looks for a mentor for you. One mentor is asked now." in page
    assert "Done." in ask(hers.code, "stop-mentor/", number=row.pk, sure="1")
    assert browser.get(one).status_code == 200
    assert not Record.objects.filter(pk__in=[row.summary, row.details])


def test_after_the_end_the_service_is_told_that_something_changed(hers):
    accepted(hers)
    do(hers, Does.CONTACT)
    do(hers, Does.CLOSE, outcome=Outcome.PROVIDED)
    page = client_of(hers.cast.professional).post(page_of(hers), said(hers)).content.decode()
    assert "Something changed meanwhile. Nothing was done." in page
    assert not MentorRequest.objects.exists()


def test_what_is_known_of_her_stands_in_the_form_already(hers):
    accepted(hers)
    browser = client_of(hers.cast.professional, opens=True)
    read = reverse("referral_read", args=[hers.referral.reference, "summary"])
    assert 'name="begin"' in browser.post(read).content.decode()
    page = browser.post(page_of(hers), {"begin": "1", "language": "bn", "place": "Barcelona"})
    assert '<option value="bn" selected' in page.content.decode()
    assert 'value="Barcelona"' in page.content.decode()
    assert "Something is missing" not in page.content.decode()
