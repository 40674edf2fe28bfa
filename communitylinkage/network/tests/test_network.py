"""The list of communities, and a mentor's own ones."""

import uuid

import pytest
from django.urls import reverse

from communitylinkage.directory.models import Place
from communitylinkage.journal.models import Line
from communitylinkage.matching.mentors import Group
from communitylinkage.mentors.tests.hall import mentor_page, towns
from communitylinkage.network import actions, demo, queries
from communitylinkage.network.members.queries import engaged_by_month
from communitylinkage.network.models import Circle, Community, Member
from communitylinkage.network.rules import origins
from communitylinkage.people.tests.cast import NOW, cast, client_of  # noqa: F401

pytestmark = pytest.mark.django_db
SAID = {
    "name": "Bengali speakers",
    "language": "bn",
    "origin": "bd",
    "place": "Barcelona",
    "listed": "on",
}


def add(account, **more):
    return client_of(account).post(reverse("communities"), {**SAID, **more})


def community(name="Bengali speakers", **values):
    given = {"name": name, "language": "bn", "origin": "BD", "place": towns()[1]}
    return Community.objects.create(**{**given, **values})


def test_a_coordinator_adds_and_changes_a_community(cast):  # noqa: F811
    towns()
    assert add(cast.coordinator).status_code == 302
    row = Community.objects.get()
    assert (row.origin, row.place.name) == ("BD", "Barcelona")
    address = reverse("community", args=[row.pk])
    assert b"Bengali speakers" in client_of(cast.coordinator).get(address).content
    address = reverse("community_edit", args=[row.pk])
    assert b"Bengali speakers" in client_of(cast.coordinator).get(address).content
    client_of(cast.coordinator).post(address, {**SAID, "listed": ""})
    assert queries.communities() == []
    assert len(queries.communities(also_old=True)) == 1
    acts = list(Line.objects.filter(act__startswith="community.").values_list("act", flat=True))
    assert acts == ["community.added", "community.changed"]


def test_two_communities_of_one_town_have_two_names(cast):  # noqa: F811
    towns()
    add(cast.coordinator)
    assert b"in this town already" in add(cast.coordinator).content
    assert Community.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", ""), (" ma ", "MA"), ("bd-c", "BD-C"), ("Maroc", None), ("M", None), ("MA-12345", None)],
)
def test_an_origin_is_a_code_or_nothing(typed, kept):
    assert origins.read_origin(typed) == kept


WRONG = [
    ("name", "x" * 10_000),
    ("name", "Beng\x1bali"),
    ("name", "\u202eilagneB"),
    ("name", "\x00"),
    ("name", ""),
    ("language", "xx"),
    ("origin", "Bengal"),
    ("origin", "12"),
    ("place", "Atlantis"),
    ("place", "Santa Cruz"),
]


def test_wrong_input_is_said_and_nothing_is_kept(cast):  # noqa: F811
    towns()
    for field, value in WRONG:
        page = add(cast.coordinator, **{field: value})
        assert page.status_code == 200
        assert b"Something is missing or not right" in page.content, (field, value)
    assert not Community.objects.exists()


def test_a_forged_community_does_not_exist(cast):  # noqa: F811
    address = reverse("community", args=[uuid.uuid4()])
    assert client_of(cast.coordinator).get(address).status_code == 404


def test_only_coordinators_keep_the_list(cast):  # noqa: F811
    row = community()
    for who in ("mentor", "professional", "lead", "administrator"):
        browser = client_of(getattr(cast, who))
        for address in (reverse("communities"), reverse("community", args=[row.pk])):
            assert browser.get(address).status_code == 404
            assert browser.post(address, SAID).status_code == 404
    assert Community.objects.count() == 1


def test_a_mentor_says_which_communities_are_her_own(cast):  # noqa: F811
    row = community()
    mentor_page(cast.mentor)
    home = reverse("people:home")
    assert b"communities are your own" in client_of(cast.mentor).get(home).content
    address = reverse("my_communities")
    assert b"Bengali speakers" in client_of(cast.mentor).get(address).content
    client_of(cast.mentor).post(address, {"communities": [str(row.pk)]})
    group = Group(str(row.pk), "bn", "BD", "1")
    assert queries.circles([cast.mentor.pk]) == {cast.mentor.pk: frozenset({group})}
    assert b"communities are your own" not in client_of(cast.mentor).get(home).content


def test_none_of_these_is_an_answer_too(cast):  # noqa: F811
    mentor_page(cast.mentor)
    assert queries.circles([cast.mentor.pk]) == {}
    client_of(cast.mentor).post(reverse("my_communities"), {})
    assert queries.circles([cast.mentor.pk]) == {cast.mentor.pk: frozenset()}


def test_a_forged_choice_is_refused(cast):  # noqa: F811
    mentor_page(cast.mentor)
    for forged in (str(uuid.uuid4()), "x" * 10_000, "\x00"):
        page = client_of(cast.mentor).post(reverse("my_communities"), {"communities": [forged]})
        assert page.status_code == 200
    assert not Circle.objects.exists()


def test_her_page_as_a_mentor_comes_first(cast):  # noqa: F811
    page = client_of(cast.mentor).get(reverse("my_communities")).content.decode()
    assert f'href="{reverse("mentor_profile")}"' in page
    assert "<form" not in page


def test_who_is_no_mentor_has_no_communities_here(cast):  # noqa: F811
    for who in ("professional", "coordinator", "lead", "administrator", "stranger"):
        assert client_of(getattr(cast, who)).get(reverse("my_communities")).status_code == 404


def test_the_demo_adds_what_is_missing_once(db):
    towns()
    assert demo.load(NOW) == 3
    assert demo.load(NOW) == 0
    assert all("made up" in one.name for one in queries.communities())


def test_the_demo_network_grows_once_and_counts_everybody_once(cast):  # noqa: F811
    towns()
    demo.load(NOW)
    assert demo.load_network(NOW) == 160
    assert demo.load_network(NOW) == 0
    assert sum(engaged_by_month().values()) == 160
    assert not Member.objects.filter(reach=None).exists()


def test_her_own_country_comes_first_and_what_is_hers_never_folds(cast):  # noqa: F811
    mentor = mentor_page(cast.mentor)
    near = community()
    abroad = Place.objects.create(
        pk=77, name="Koper", country="SI", latitude=45.5, longitude=13.7, population=1
    )
    far = Community.objects.create(name="Far", language="sq", place=abroad)
    gone = Community.objects.create(name="Hers abroad", language="sq", place=abroad)
    actions.keep_circle(mentor=mentor, communities=[str(gone.pk)], organisations=[],
                        by=cast.mentor.pk, now=NOW)  # fmt: skip
    page = client_of(cast.mentor).get(reverse("my_communities")).content.decode()
    folded = page[page.index("<details") : page.index("</details>")]
    assert far.name in folded
    assert near.name not in folded
    assert gone.name not in folded
    said = {"communities": [str(gone.pk)], "abroad": [str(far.pk)]}
    client_of(cast.mentor).post(reverse("my_communities"), said)
    assert set(queries.circle_of(mentor.pk)) == {str(gone.pk), str(far.pk)}
