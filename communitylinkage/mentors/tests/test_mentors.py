"""A mentor's own page, and her coordinator's list."""

import datetime

import pytest
from django.urls import reverse

from communitylinkage.journal.models import Line
from communitylinkage.mentors import actions, queries, rules
from communitylinkage.mentors.models import Mentor
from communitylinkage.mentors.rules import Part
from communitylinkage.mentors.tests.hall import mentor_page, towns
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import NOW, cast, client_of, member  # noqa: F401
from communitylinkage.values.opening import is_open

pytestmark = pytest.mark.django_db
SAID = {
    "languages": ["bn", "es"],
    "place": "Barcelona",
    "morning": ["MO", "TU"],
    "most": "3",
}
TODAY = NOW.date()


def keep(account, **more):
    return client_of(account).post(reverse("mentor_profile"), {**SAID, **more})


def test_a_mentor_keeps_her_page_and_is_asked_for_her_communities_next(cast):  # noqa: F811
    towns()
    assert keep(cast.mentor)["Location"] == reverse("my_communities")
    (profile,) = queries.profiles(TODAY)
    assert (profile.languages, profile.place, profile.most) == (("bn", "es"), "Barcelona", 3)
    assert is_open(profile.hours, datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC))
    assert not is_open(profile.hours, datetime.datetime(2026, 12, 1, 15, tzinfo=datetime.UTC))
    assert Line.objects.filter(act="mentor.page_kept", by=cast.mentor.pk).count() == 1


def test_she_finds_what_she_said_before_and_changes_it(cast):  # noqa: F811
    towns()
    keep(cast.mentor)
    page = client_of(cast.mentor).get(reverse("mentor_profile")).content.decode()
    assert 'value="Barcelona"' in page
    assert page.count("checked") == 4
    keep(cast.mentor, most="1", paused="on", paused_until="2099-01-01")
    (profile,) = queries.profiles(TODAY)
    assert (profile.most, profile.paused) == (1, True)


def test_a_pause_ends_after_its_last_day():
    last = datetime.date(2026, 12, 1)
    assert rules.is_paused(True, last, last)
    assert not rules.is_paused(True, last, last + datetime.timedelta(days=1))
    assert rules.is_paused(True, None, last)
    assert not rules.is_paused(False, None, last)


def test_a_week_holds_only_days_and_parts_that_exist():
    week = rules.week_of({"morning": ["XX", "MO"], "night": ["TU"]})
    assert week == {Part.MORNING: ("MO",), Part.AFTERNOON: (), Part.EVENING: ()}
    assert rules.part_of(NOW, "Europe/Madrid") == Part.MORNING
    assert rules.part_of(NOW.replace(hour=2), "Europe/Madrid") is None


def test_one_name_may_mean_two_towns_and_then_she_is_asked_which(cast):  # noqa: F811
    towns()
    page = keep(cast.mentor, place="Santa Cruz")
    assert b"Santa Cruz (Italy)" in page.content
    assert not Mentor.objects.exists()
    keep(cast.mentor, place="Santa Cruz", place_id="3")
    assert Mentor.objects.get().place_id == 3


def test_a_forged_number_of_a_town_counts_as_none(cast):  # noqa: F811
    towns()
    for forged in ("-1", "9" * 10_000, "x", "\x00", "4"):
        keep(cast.mentor, place_id=forged)
        assert Mentor.objects.get().place_id == 1


WRONG = [
    ("place", "x" * 10_000, "at most 100"),
    ("place", "Barce\x07lona", "invisible sign"),
    ("place", "\u202eanolecraB", "invisible sign"),
    ("place", "Bar\x00celona", "invisible sign"),
    ("place", "Atlantis", "do not know this place"),
    ("languages", ["xx"], "none of the answers"),
    ("languages", [], "at least one language"),
    ("morning", ["NO"], "none of the answers"),
    ("most", "0", "Please give 1 or more"),
    ("most", "9" * 10_000, ""),
    ("paused_until", "31/12/2026", "Please write the day like this"),
]


def test_wrong_input_is_said_beside_the_field_and_nothing_is_kept(cast):  # noqa: F811
    towns()
    for field, value, words in WRONG:
        page = keep(cast.mentor, **{field: value})
        assert page.status_code == 200
        assert words in page.content.decode(), (field, value)
        assert "Something is missing or not right" in page.content.decode()
    assert not Mentor.objects.exists()


def test_the_action_refuses_what_no_form_lets_through(cast):  # noqa: F811
    viewer = Viewer(cast.mentor, (cast.mentor.membership,))
    kept = {"place": towns()[1], "week": {}, "paused": False, "paused_until": None}
    for wrong in ({"languages": ["xx"], "most": 1}, {"languages": ["es"], "most": 11}):
        with pytest.raises(ValueError, match="a mentor speaks"):
            actions.keep_page(**kept, **wrong, by=viewer, now=NOW)


def test_only_active_mentors_who_may_open_are_found(cast):  # noqa: F811
    mentor_page(cast.mentor)
    waiting = member("waiting", "mentor", cast.community, state="awaiting")
    mentor_page(waiting)
    assert [one.account for one in queries.profiles(TODAY)] == [cast.mentor.pk]


def test_home_asks_a_mentor_for_her_page_until_she_has_one(cast):  # noqa: F811
    home = reverse("people:home")
    assert b"which languages you speak" in client_of(cast.mentor).get(home).content
    mentor_page(cast.mentor)
    assert b"which languages you speak" not in client_of(cast.mentor).get(home).content
    assert b"which languages you speak" not in client_of(cast.coordinator).get(home).content


def test_who_is_no_mentor_finds_no_such_page(cast):  # noqa: F811
    for who in ("professional", "coordinator", "lead", "administrator", "stranger"):
        assert client_of(getattr(cast, who)).get(reverse("mentor_profile")).status_code == 404


def test_a_mentor_who_is_not_let_in_finds_no_such_page(cast):  # noqa: F811
    waiting = member("waiting", "mentor", cast.community, state="awaiting")
    assert client_of(waiting).get(reverse("mentor_profile")).status_code == 404


def test_a_coordinator_sees_the_mentors_of_her_own_organisation_only(cast):  # noqa: F811
    mentor_page(cast.mentor, paused=True)
    hers = member("chief", "coordinator", cast.community)
    page = client_of(hers).get(reverse("mentors")).content.decode()
    assert "Barcelona" in page
    assert "Takes a rest" in page
    assert "Barcelona" not in client_of(cast.stranger).get(reverse("mentors")).content.decode()


def test_a_mentor_without_a_page_stands_in_the_list_too(cast):  # noqa: F811
    hers = member("chief", "coordinator", cast.community)
    assert b"Has not filled in her page" in client_of(hers).get(reverse("mentors")).content


def test_only_coordinators_see_the_list(cast):  # noqa: F811
    for who in ("mentor", "professional", "lead", "administrator"):
        assert client_of(getattr(cast, who)).get(reverse("mentors")).status_code == 404


def test_a_certificate_is_on_her_page_and_in_her_coordinators_list_until_it_ends(cast):  # noqa: F811
    mentor_page(cast.mentor)
    chief = member("chief", "coordinator", cast.community)
    pages = [
        (cast.mentor, "mentor_profile", b"certified mentor since"),
        (chief, "mentors", b"Certified"),
    ]

    def shown():
        return [words in client_of(who).get(reverse(name)).content for who, name, words in pages]

    given = {"account": cast.mentor.pk, "by": chief.pk, "now": NOW}
    actions.certify(since=TODAY, **given)
    assert shown() == [True, True]
    assert queries.profiles(TODAY)[0].certified_on == TODAY
    actions.certify(since=TODAY, **given)
    actions.certify(since=None, **given)
    assert shown() == [False, False]
    acts = Line.objects.filter(act__startswith="mentor.").order_by("number")
    assert [one.act for one in acts] == ["mentor.certified", "mentor.not_certified"]


def test_who_has_no_page_yet_can_be_certified_already(cast):  # noqa: F811
    actions.certify(account=cast.mentor.pk, since=TODAY, by=cast.mentor.pk, now=NOW)
    mentor_page(cast.mentor)
    assert queries.profiles(TODAY)[0].certified_on == TODAY
