"""The pages of the service and of the mentor."""

import datetime

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory.models import Place
from communitylinkage.mentors.models import Mentor
from communitylinkage.network.models import Community
from communitylinkage.organisations.models import Post
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.referrals.mentor_requests import actions
from communitylinkage.referrals.mentor_requests.forms import RequestForm
from communitylinkage.referrals.mentor_requests.models import MentorRequest
from communitylinkage.referrals.mentor_requests.rules import Act, State
from communitylinkage.referrals.tests.mentor_requests.scene import (  # noqa: F401
    asked,
    cancels,
    does,
    scene,
)
from communitylinkage.vault.models import Record

pytestmark = pytest.mark.django_db
NEW, LIST = "/en/staff/mentor-requests/new/", "/en/staff/mentor-requests/"
SAID = {
    "language": "bn",
    "company": "talk",
    "place": "Barcelona",
    "reach": "50",
    "urgency": "24 hours",
    "contact": "Marta",
    "number": "+999 1",
    "where": "Marked Street 7",
    "agreed": "on",
}


def said(scene, **more):  # noqa: F811
    return {**SAID, "post": str(scene.service.post.pk), **more}


def one(row):
    return reverse("mentor_request", args=[row.reference])


def test_a_service_looks_first_and_asks_at_the_second_button(scene):  # noqa: F811
    browser = client_of(scene.professional)
    page = browser.post(NEW, said(scene)).content.decode()
    assert "3 mentors can be asked" in page
    assert "speaks বাংলা" in page
    assert "lives in the same town" in page
    assert not [name for name in ("second", "third") if f">{name}<" in page]
    assert not MentorRequest.objects.exists()
    answer = browser.post(NEW, said(scene, send="1"))
    row = MentorRequest.objects.get()
    assert answer["Location"] == one(row)
    assert row.state == State.ASKED


def test_the_service_reads_where_it_stands_and_the_mentor_answers(scene):  # noqa: F811
    row = asked(scene, now=timezone.now())
    service = client_of(scene.professional, opens=True)
    page = service.get(one(row)).content.decode()
    assert "Mentor 1 of 3 is asked." in page
    assert "Marked Street 7" in page
    mentor = client_of(scene.first, opens=True)
    page = mentor.get(one(row)).content.decode()
    assert "Barcelona (Spain)" in page
    assert "open when you say yes" in page
    assert "Marked" not in page
    mentor.post(one(row), {"act": "accept"})
    page = mentor.get(one(row)).content.decode()
    assert "Marked Street 7" in page
    assert "Omar" in page
    assert "mentor</bdi> comes" in service.get(one(row)).content.decode()
    mentor.post(one(row), {"act": "finish"})
    assert "What was written here is erased." in service.get(one(row)).content.decode()


def test_the_clock_ran_out_while_the_page_was_open(scene):  # noqa: F811
    row = asked(scene)
    mentor = client_of(scene.first, opens=True)
    actions.sweep(now=timezone.now() + datetime.timedelta(days=400))
    for answer in (mentor.post(one(row), {"act": "accept"}), mentor.get(one(row))):
        assert b"It was passed on" in answer.content
    row.refresh_from_db()
    assert row.state == State.ASKED


def test_an_act_that_is_not_open_changes_nothing_and_shows_how_it_stands(scene):  # noqa: F811
    row = asked(scene)
    for account, act in ((scene.first, "cancel"), (scene.professional, "accept")):
        for forged in (act, "x" * 10_000, "\x00", "", "expire"):
            answer = client_of(account, opens=True).post(one(row), {"act": forged})
            assert answer.status_code == 409
            assert b"Something changed meanwhile" in answer.content
    row.refresh_from_db()
    assert row.state == State.ASKED


def test_without_the_password_nothing_is_read(scene):  # noqa: F811
    page = client_of(scene.professional).get(one(asked(scene))).content.decode()
    assert "Please sign in again" in page
    assert "Marked" not in page


def test_when_nobody_is_left_the_page_says_what_to_do(scene):  # noqa: F811
    row = does(asked(scene, [scene.first]), Act.DECLINE, scene.first)
    browser = client_of(scene.professional, opens=True)
    page = browser.get(one(row)).content.decode()
    assert "The mentors whom we asked cannot come." in page
    for address in (reverse("help_lines"), reverse("find"), NEW):
        assert f'href="{address}"' in page
    browser.post(one(row), {"act": "cancel"})
    assert not Record.objects.exists()


def test_of_a_yes_that_was_taken_back_the_page_says_so_and_not_that_all_were_asked(scene):  # noqa: F811
    row = does(asked(scene), Act.ACCEPT, scene.first)
    row = does(row, Act.HAND_BACK, scene.first)
    page = client_of(scene.professional, opens=True).get(one(row)).content.decode()
    assert "The mentor who said yes cannot come after all." in page
    assert "whom we asked cannot come" not in page


def test_where_nobody_fits_it_says_why_and_what_else_there_is(scene):  # noqa: F811
    browser = client_of(scene.professional)
    page = browser.post(NEW, said(scene, language="ti", send="1")).content.decode()
    assert "do not speak the language: 3" in page
    assert f'href="{reverse("help_lines")}"' in page
    assert not MentorRequest.objects.exists()


def test_whom_to_avoid_is_not_asked(scene):  # noqa: F811
    browser = client_of(scene.professional)
    page = browser.post(NEW, said(scene, not_told="Omar\nSECOND")).content.decode()
    assert "2 mentors can be asked" in page
    shunned = said(scene, not_organisations=str(scene.community.pk))
    assert "in an organisation to avoid" in browser.post(NEW, shunned).content.decode()


def test_a_community_to_avoid_needs_mentors_who_said_theirs(scene):  # noqa: F811
    place = Mentor.objects.first().place
    row = Community.objects.create(name="Bengali speakers", language="bn", place=place)
    hers = said(scene, community=str(row.pk))
    browser = client_of(scene.professional)
    page = browser.post(NEW, hers).content.decode()
    assert "has not said which communities are her own" in page
    page = browser.post(NEW, {**hers, "not_her_circle": "on"}).content.decode()
    assert "are, or may be, from a community to avoid: 3" in page


WRONG = [
    ("post", "00000000-0000-4000-8000-000000000000"),
    ("post", "x" * 10_000),
    ("language", "xx"),
    ("language", ""),
    ("company", "dance"),
    ("place", "x" * 10_000),
    ("place", "Atlantis"),
    ("reach", "9" * 10_000),
    ("day", "2020-01-01"),
    ("day", "0000-99-99"),
    ("day", "9999-12-31"),
    ("part", "night"),
    ("urgency", "now"),
    ("community", "forged"),
    ("not_communities", "\x00"),
    ("not_organisations", "x" * 10_000),
    ("not_told", "---"),
    ("not_told", "x" * 10_000),
    ("contact", "Mar\x1bta"),
    ("number", "\x00"),
    ("where", "\u202eteertS"),
    ("where", ""),
    ("note", "x" * 10_000),
    ("note", "\x07"),
    ("agreed", ""),
]


def test_wrong_input_is_said_beside_its_field_and_nothing_is_kept(scene):  # noqa: F811
    browser = client_of(scene.professional)
    for field, value in WRONG:
        page = browser.post(NEW, said(scene, send="1", **{field: value}))
        assert page.status_code == 200
        assert b'class="error"' in page.content
        assert page.context["form"].errors.keys() == {field}, (field, value)
    assert not MentorRequest.objects.exists()


def test_the_list_and_home_show_what_waits(scene):  # noqa: F811
    row = asked(scene)
    home = reverse("people:home")
    mentor, service = client_of(scene.first), client_of(scene.professional)
    assert b"can you come?" in mentor.get(home).content
    for browser in (mentor, service):
        assert row.reference in browser.get(LIST).content.decode()
    assert row.reference not in client_of(scene.second).get(LIST).content.decode()
    does(row, Act.ACCEPT, scene.first)
    assert b"a mentor said yes" in service.get(home).content
    assert b"Is it done?" in mentor.get(home).content


def test_a_service_without_a_post_with_a_key_is_told_so(scene):  # noqa: F811
    Post.objects.all().update(key_holder=None)
    assert b"no post with a key" in client_of(scene.professional).get(NEW).content


def test_a_stranger_finds_no_request(scene):  # noqa: F811
    row = asked(scene)
    for who in ("second", "other_professional", "stranger", "lead", "administrator"):
        stranger = client_of(getattr(scene, who))
        assert stranger.get(one(row)).status_code == 404, who
        assert stranger.post(one(row), {"act": "accept"}).status_code == 404
        assert stranger.get(f"{LIST}{'x' * 500}/").status_code == 404
    row.refresh_from_db()
    assert row.turns.get(position=0).answer == ""


def test_for_a_woman_who_is_not_known_here_only_a_service_asks(scene):  # noqa: F811
    for who in ("first", "lead", "administrator"):
        browser = client_of(getattr(scene, who))
        assert browser.get(NEW).status_code == 404
        assert browser.post(NEW, said(scene, send="1")).status_code == 404


def test_the_list_is_for_those_who_take_part(scene):  # noqa: F811
    for who in ("lead", "administrator"):
        assert client_of(getattr(scene, who)).get(LIST).status_code == 404


def test_a_request_that_was_cancelled_says_so_to_its_service(scene):  # noqa: F811
    row = cancels(asked(scene), scene)
    page = client_of(scene.professional, opens=True).get(one(row))
    assert b"Cancelled" in page.content
    assert client_of(scene.first, opens=True).get(one(row)).status_code == 404


def test_whom_to_avoid_begins_with_her_country_and_folds_the_others(scene):  # noqa: F811
    town = Place.objects.get(name="Barcelona")
    home = Community.objects.create(name="Near", language="ar", place=town)
    away = Community.objects.create(name="Beyond the border", language="it", place=italian_town())
    browser = client_of(scene.professional)
    page = browser.get(NEW).content.decode()
    near, far = page.split("<summary>Communities of other countries</summary>")
    assert f'name="not_communities" value="{home.pk}"' in near
    assert f'value="{away.pk}" id="id_not' not in near
    assert f'name="not_communities_abroad" value="{away.pk}"' in far
    filled = QueryDict(mutable=True)
    filled.update(said(scene, not_communities_abroad=str(away.pk), not_communities=str(home.pk)))
    form = RequestForm(filled, posts=[scene.service.post], today=timezone.now().date())
    assert form.is_valid(), form.errors
    assert form.need().not_groups == {str(home.pk), str(away.pk)}


def italian_town():
    return Place.objects.create(
        id=990, name="Gorizia", country="IT", latitude=45.9, longitude=13.6, population=34000
    )


def test_who_asks_reads_until_when_the_mentor_answers(scene):  # noqa: F811
    row = asked(scene)
    page = client_of(scene.professional).get(one(row)).content.decode()
    assert "The mentor has until" in page
    assert "Answer until" in client_of(scene.first).get(one(row)).content.decode()
