"""A mentor's rest, and her words to a supervisor."""

import datetime

import pytest
from django.urls import reverse

from communitylinkage.journal.models import Line
from communitylinkage.learning.models import Note
from communitylinkage.learning.tests.school import DAY, school  # noqa: F401
from communitylinkage.mentors.queries import profiles
from communitylinkage.mentors.tests.hall import mentor_page
from communitylinkage.people.tests.cast import NOW, client_of, member
from communitylinkage.referrals.mentor_requests.candidates import offers
from communitylinkage.vault.models import LockHalf, Record

pytestmark = pytest.mark.django_db
WORDS = "A hard week, Tulipmarked"


@pytest.fixture
def chief(school):  # noqa: F811
    """The coordinator of the mentor's own organisation."""
    return member("chief", "coordinator", school.cast.community)


def write(school, chief, **more):  # noqa: F811
    said = {"supervisor": chief.pk, "text": WORDS, **more}
    return client_of(school.cast.mentor, opens=True).post(reverse("care_write"), said, follow=True)


def test_a_mentor_says_not_now_and_is_not_offered_until_then(school):  # noqa: F811
    mentor_page(school.cast.mentor)
    browser = client_of(school.cast.mentor)
    page = browser.post(reverse("care_rest"), {"until": "2026-12-24"}, follow=True)
    assert "You are not asked until then" in page.content.decode()
    (profile,) = profiles(NOW.date())
    assert profile.paused
    (profile,) = profiles(datetime.date(2026, 12, 25))
    assert not profile.paused
    browser.post(reverse("care_rest"), {"back": "1"})
    (profile,) = profiles(NOW.date())
    assert not profile.paused


def test_while_she_rests_the_matching_is_told_so(school):  # noqa: F811
    mentor_page(school.cast.mentor)
    client_of(school.cast.mentor).post(reverse("care_rest"), {"until": "2026-12-24"})
    told = [offers(day, school.by) for day in (NOW, NOW + 40 * DAY)]
    assert [[one.paused for one in found] for found in told] == [[True], [False]]


def test_her_page_says_with_how_many_she_goes_and_how_many_she_takes(school):  # noqa: F811
    mentor_page(school.cast.mentor)
    page = client_of(school.cast.mentor).get(reverse("care")).content.decode()
    assert "at most 2 women" in page
    assert "You go with nobody now" in page


def test_a_wrong_day_is_said_beside_the_field(school):  # noqa: F811
    mentor_page(school.cast.mentor)
    page = client_of(school.cast.mentor).post(reverse("care_rest"), {"until": "soon"})
    assert "Please write the day like this" in page.content.decode()


def test_her_words_are_sealed_to_the_two_of_them(school, chief):  # noqa: F811
    assert "Only you and this person" in write(school, chief).content.decode()
    note = Note.objects.get()
    assert WORDS.encode() not in bytes(Record.objects.get(pk=note.record).ciphertext)
    address = reverse("care_note", args=[note.pk])
    for account in (school.cast.mentor, chief):
        browser = client_of(account, opens=True)
        assert WORDS not in browser.get(address).content.decode()
        assert WORDS in browser.post(address).content.decode()
    acts = list(Line.objects.filter(act__startswith="learning.note").values_list("act", flat=True))
    assert sorted(acts) == ["learning.note_read", "learning.note_read", "learning.note_written"]


def test_nobody_else_finds_them_not_even_her_organisation(school, chief):  # noqa: F811
    write(school, chief)
    address = reverse("care_note", args=[Note.objects.get().pk])
    second = member("second", "coordinator", school.cast.community)
    for account in (second, school.cast.coordinator, school.cast.lead, school.cast.stranger):
        browser = client_of(account, opens=True)
        assert browser.get(address).status_code == 404
        assert browser.post(address).status_code == 404


def test_without_a_key_in_the_browser_they_stay_closed(school, chief):  # noqa: F811
    write(school, chief)
    page = client_of(chief).post(reverse("care_note", args=[Note.objects.get().pk]))
    assert "Sign in again" in page.content.decode()


def test_home_tells_the_supervisor_until_she_has_read(school, chief):  # noqa: F811
    write(school, chief)
    home = reverse("people:home")
    assert "A mentor has written to you" in client_of(chief).get(home).content.decode()
    client_of(chief, opens=True).post(reverse("care_note", args=[Note.objects.get().pk]))
    assert "A mentor has written to you" not in client_of(chief).get(home).content.decode()


def test_either_erases_them_for_both(school, chief):  # noqa: F811
    write(school, chief)
    client_of(school.cast.mentor).post(reverse("care_erase", args=[Note.objects.get().pk]))
    assert not Note.objects.exists()
    assert not Record.objects.exists()
    assert not LockHalf.objects.exists()


@pytest.mark.parametrize("wrong", [{"text": ""}, {"text": "a\u202eb"}, {"text": "x" * 10_000},
                                   {"supervisor": "x"}])  # fmt: skip
def test_wrong_words_are_refused_and_nothing_is_kept(school, chief, wrong):  # noqa: F811
    page = write(school, chief, **wrong)
    assert "Something is missing or not right" in page.content.decode()
    assert not Note.objects.exists()


def test_only_those_near_her_can_be_chosen(school, chief):  # noqa: F811
    write(school, chief, supervisor=school.cast.stranger.pk)
    assert not Note.objects.exists()


def test_her_supervision_is_on_her_page(school):  # noqa: F811
    person = school.person("Rosa", school.cast.mentor)
    group = school.group(school.course("mentors"))
    school.seat(group, person)
    school.session(
        group, kind="supervision", title="Talking it over", begins=NOW.replace(year=2099) + DAY
    )
    page = client_of(school.cast.mentor).get(reverse("care")).content.decode()
    assert "Talking it over" in page
