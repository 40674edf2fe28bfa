"""The administrator's pages, and how an installation begins."""

import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from communitylinkage.organisations.models import Organisation, Partnership, Programme
from communitylinkage.people import keys, posts
from communitylinkage.people.models import Membership
from communitylinkage.people.tests.cast import NOW, PASSWORD, cast, client_of  # noqa: F401

pytestmark = pytest.mark.django_db
LONG = "x" * 10_000


def programme(lead, **said):
    return {
        "name": "Link",
        "contract_number": "101049734",
        "funder": "European Commission",
        "starts": "2022-05-01",
        "ends": "2024-04-30",
        "lead_organisation": lead.pk,
        "countries": ["ES", "IT"],
        **said,
    }


def test_an_administrator_makes_a_programme_with_its_partners(cast):  # noqa: F811
    browser = client_of(cast.administrator)
    answer = browser.post(reverse("people:site_programme_new"), programme(cast.service))
    made = Programme.objects.get()
    assert answer.url == reverse("people:site_programme", args=[made.pk])
    said = {
        "organisation": cast.community.pk,
        "role": "partner",
        "project_holder": "Ana",
        "institute": "Institute",
    }
    browser.post(reverse("people:site_partner", args=[made.pk]), said)
    roles = {p.organisation: p.role for p in Partnership.objects.filter(programme=made)}
    assert roles == {cast.service: "lead", cast.community: "partner"}
    changed = programme(cast.community, name="New name")
    browser.post(answer.url, changed)
    roles = {p.organisation: p.role for p in Partnership.objects.filter(programme=made)}
    assert roles == {cast.service: "partner", cast.community: "lead"}
    page = browser.get(answer.url).content.decode()
    assert "New name" in page
    assert 'value="2022-05-01"' in page


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"name": LONG}, "at most 200"),
        ({"name": "a\u2067b"}, "invisible sign"),
        ({"contract_number": "demo"}, "contract number already"),
        ({"ends": "2022-04-30"}, "after the beginning"),
        ({"ends": "soon"}, "Please write the day like this"),
        ({"lead_organisation": uuid.uuid4()}, "none of the answers"),
        ({"countries": ["XX"]}, "none of the answers"),
    ],
)
def test_a_wrong_programme_is_refused_and_what_was_typed_stays(cast, said, answer):  # noqa: F811
    page = client_of(cast.administrator).post(
        reverse("people:site_programme_new"), programme(cast.service, **said)
    )
    assert answer in page.content.decode()
    assert "European Commission" in page.content.decode()
    assert not Programme.objects.exists()


def test_the_first_coordinator_is_let_in_by_the_administrator_and_gets_the_keys(cast):  # noqa: F811
    browser = client_of(cast.administrator)
    said = {"name": "New house", "side": "service", "country": "GR"}
    browser.post(reverse("people:site_organisation_new"), said)
    house = Organisation.objects.get(name="New house")
    page = browser.post(
        reverse("people:site_first", args=[house.pk]),
        {"email": "First@example.org", "role": "coordinator"},
    )
    link = page.context["link"].removeprefix("http://testserver")
    Client().post(link, {"name": "First", "password": PASSWORD, "again": PASSWORD})
    joined = Membership.objects.get(organisation=house)
    assert (joined.state, joined.account.email) == ("awaiting", "first@example.org")
    let_in = reverse("people:let_in", args=[joined.pk])
    assert let_in in browser.get(reverse("people:home")).content.decode()
    assert client_of(cast.coordinator).get(let_in).status_code == 404
    words = keys.four_words(bytes(joined.account.public_key))
    browser.post(let_in, {"words": words, "heard": "on"})
    joined.refresh_from_db()
    assert joined.may_open
    first = client_of(joined.account)
    made = first.post(reverse("people:posts"), {"name": "On duty", "organisation": house.pk})
    assert made.status_code == 302
    assert posts.openers(house.pk) == [joined.account]


def test_where_a_coordinator_is_the_administrator_lets_nobody_in(cast):  # noqa: F811
    from communitylinkage.people.tests.cast import member

    new = member("new", "coordinator", cast.service, state="awaiting")
    elsewhere = member("elsewhere", "coordinator", cast.community, state="awaiting")
    mentor = member("second", "mentor", cast.community, state="awaiting")
    browser = client_of(cast.administrator)
    for who, status in ((new, 404), (elsewhere, 200), (mentor, 404)):
        address = reverse("people:let_in", args=[who.membership.pk])
        assert browser.get(address).status_code == status


@pytest.mark.parametrize("who", ["mentor", "professional", "coordinator", "lead", "stranger"])
def test_nobody_else_sees_the_pages_of_the_site(cast, who):  # noqa: F811
    browser = client_of(getattr(cast, who))
    made = Programme.objects.create(
        name="P", contract_number="1", starts=NOW, ends=NOW, lead_organisation=cast.service
    )
    for name, args in (
        ("site", []),
        ("site_programme_new", []),
        ("site_programme", [made.pk]),
        ("site_partner", [made.pk]),
        ("site_organisation_new", []),
        ("site_organisation", [cast.service.pk]),
        ("site_first", [cast.service.pk]),
    ):
        address = reverse(f"people:{name}", args=args)
        assert browser.get(address).status_code == 404
        assert browser.post(address, {}).status_code == 404


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("site_organisation_new", {"name": LONG, "side": "service", "country": "ES"}),
        ("site_organisation_new", {"name": "a\x01", "side": "service", "country": "ES"}),
        ("site_organisation_new", {"name": "a", "side": "other", "country": "ES"}),
        ("site_organisation_new", {"name": "a", "side": "service", "country": "XX"}),
    ],
)
def test_a_wrong_organisation_is_refused(cast, name, said):  # noqa: F811
    before = Organisation.objects.count()
    assert client_of(cast.administrator).post(reverse(f"people:{name}"), said).status_code == 200
    assert Organisation.objects.count() == before


def test_a_bare_installation_begins_with_a_printed_link():
    out = StringIO()
    call_command("first_administrator", "keeper@example.org", stdout=out)
    path = "/" + out.getvalue().split()[-1].split("/", 3)[3]
    Client().post(path, {"name": "Keeper", "password": PASSWORD, "again": PASSWORD})
    joined = Membership.objects.get()
    assert (joined.role, joined.state, joined.may_open) == ("administrator", "active", False)
    with pytest.raises(CommandError, match="administrator already"):
        call_command("first_administrator", "other@example.org")


def test_an_administrator_who_began_again_is_brought_back_from_the_machine():
    test_a_bare_installation_begins_with_a_printed_link()
    Membership.objects.update(state="awaiting")
    out = StringIO()
    call_command("first_administrator", "keeper@example.org", stdout=out)
    path = "/" + out.getvalue().split()[-1].split("/", 3)[3]
    Client().post(path, {"name": "Keeper", "password": PASSWORD, "again": PASSWORD})
    assert Membership.objects.filter(state="active").count() == 1


def test_no_address_no_administrator():
    with pytest.raises(CommandError):
        call_command("first_administrator", "nobody")


def test_an_administrator_ends_a_coordinator_and_her_colleagues_make_the_new_key(cast):  # noqa: F811
    browser = client_of(cast.administrator)
    page = browser.get(reverse("people:site_organisation", args=[cast.service.pk]))
    address = reverse("people:leave", args=[cast.coordinator.membership.pk])
    assert address in page.content.decode()
    assert browser.post(address).status_code == 302
    assert not posts.has_key(cast.service.post, cast.coordinator)
    key = reverse("people:post_key", args=[cast.service.post.pk])
    assert client_of(cast.professional, opens=True).post(key).status_code == 302


def test_an_administrator_ends_no_mentor_and_no_professional(cast):  # noqa: F811
    browser = client_of(cast.administrator)
    for who in (cast.mentor, cast.professional):
        address = reverse("people:leave", args=[who.membership.pk])
        assert browser.post(address).status_code == 404


def test_a_coordinator_does_not_end_who_keeps_the_site(cast):  # noqa: F811
    browser = client_of(cast.coordinator)
    address = reverse("people:leave", args=[cast.administrator.membership.pk])
    assert address not in browser.get(reverse("people:colleagues")).content.decode()
    assert browser.post(address).status_code == 404
