"""Whom she excludes: organisations, posts and persons, from the first step to what comes later."""

import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory.models import Place
from communitylinkage.mentors.models import Mentor
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.models import Membership
from communitylinkage.people.posts import new_post
from communitylinkage.people.tests.cast import client_of, key_of, member
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.referrals import queries, reading
from communitylinkage.referrals.forms import RecipientsForm
from communitylinkage.referrals.mentor_requests.forms import begins_without
from communitylinkage.referrals.mentor_requests.models import MentorRequest
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.tests.mentor_requests.scene import viewer_of
from communitylinkage.referrals.tests.mentor_requests.test_pages import SAID
from communitylinkage.referrals.tests.receipt.hers import ask, quick
from communitylinkage.referrals.tests.test_pages import (
    CONTACT,
    NEED,
    NOW,
    as_it_began,
    consent,
    made,
    world,
)
from communitylinkage.referrals.wishes.forms import WishForm

__all__ = ["_django_db_helper", "as_it_began", "once", "quick", "world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def circle(world):
    """A community organisation that offers nothing in the directory, with a mentor."""
    found = Organisation.objects.create(name="MARKED circle", side="community", country="ES")
    Mentor.objects.create(
        account=member("of the circle", "mentor", found), languages=["bn"], changed=NOW, most=2,
        place=Place.objects.get(name="Barcelona"),
    )  # fmt: skip
    return found


def steps(world, step, **more):
    data = {**NEED, "first": world.listed, **CONTACT, **consent(), "step": str(step), **more}
    return client_of(world.mentor, opens=True).post(reverse("referral_new"), data).content.decode()


def sent(world, **more):
    """The referral, as her mentor's side may read it."""
    made(world, client_of(world.mentor, opens=True), **more)
    row = Referral.objects.get()
    return queries.case_for(viewer_of(world.mentor), row.reference, timezone.now())


def read(world, case, part):
    return getattr(reading, part)(
        case=case, account=world.mentor, key=key_of(world.mentor), now=timezone.now()
    )


def ticked(page, organisation):
    return re.search(f'value="{organisation.pk}"[^>]* checked', page) is not None


def test_what_an_excluded_organisation_offers_is_not_chosen(world):
    assert "Salud Abierta · Barcelona" in steps(world, 0)
    page = steps(world, 0, must_not_know=str(world.service.pk))
    assert "Salud Abierta · Barcelona" not in page
    steps(world, 3, must_not_know=str(world.service.pk))
    assert not Referral.objects.exists(), "a form made by hand comes no further either"


def test_her_mentor_s_own_organisation_is_not_offered(world, circle):
    page = client_of(world.mentor).get(reverse("referral_new")).content.decode()
    assert f'value="{circle.pk}"' in page
    assert f'value="{world.community.pk}"' not in page


def test_excluded_organisations_stand_on_her_paper_and_on_her_page(world, circle, quick):
    before = steps(world, 2, must_not_know=str(circle.pk))
    assert "These must not know of it: <bdi>MARKED circle</bdi>" in before
    said = {"not_told": "Omar", "must_not_know": str(circle.pk)}
    page = made(
        world, client_of(world.mentor, opens=True), receipt="on", digits="4071", **said
    ).content.decode()
    code = re.search(r"(?:\d{5} ){3}\d{5}", page)[0]
    hers = ask(code, "read/")
    assert hers.count("Omar · MARKED circle") == 2, "on her paper, and where they reach her"
    row = Referral.objects.get()
    case = queries.case_for(viewer_of(world.mentor), row.reference, timezone.now())
    assert read(world, case, "paper").excluded == ("Omar", "MARKED circle")


def test_the_service_is_warned_before_its_yes_and_reads_the_name_after_it(world, circle):
    case = sent(world, must_not_know=str(circle.pk))
    assert read(world, case, "summary").some_must_not_know
    service = client_of(world.professional, opens=True)
    summary, content = (
        reverse("referral_read", args=[case.reference, part]) for part in ("summary", "content")
    )
    page = service.post(summary).content.decode()
    assert "Some persons must not know." in page
    assert "MARKED circle" not in page
    service.post(reverse("referral_act", args=[case.reference, "accept"]))
    assert "MARKED circle" in service.post(content).content.decode()


@pytest.mark.parametrize("who", ["mentor", "professional"])
def test_a_mentor_of_whom_she_excluded_is_not_asked_later(world, circle, who):
    """The form begins without them; who asks may only change it after asking her."""
    case = sent(world, must_not_know=str(circle.pk), not_told="of the market, Amina")
    browser = client_of(getattr(world, who), opens=True)
    if who == "professional":
        browser.post(reverse("referral_act", args=[case.reference, "accept"]))
    address = reverse("referral_mentor", args=[case.reference])
    for page in (browser.get(address), browser.post(address, {"begin": "1", "language": "bn"})):
        assert ticked(page.content.decode(), circle)
        assert "of the market, Amina</textarea>" in page.content.decode()
    home = world.community if who == "mentor" else world.service
    data = {**SAID, "post": str(home.post.pk)}
    assert "1 mentor can be asked" in browser.post(address, data).content.decode()
    data |= {"not_organisations": str(circle.pk), "send": "1"}
    assert "No mentor fits" in browser.post(address, data).content.decode()
    assert not MentorRequest.objects.exists()


def test_who_cannot_open_it_is_told_to_ask_her_whom_to_avoid(world, circle):
    case = sent(world, must_not_know=str(circle.pk))
    address = reverse("referral_mentor", args=[case.reference])
    page = client_of(world.mentor).get(address).content.decode()
    assert "Whom she excluded cannot be read here." in page
    assert not ticked(page, circle)


def test_an_excluded_organisation_of_another_country_is_ticked_among_these(world, circle):
    Organisation.objects.filter(pk=circle.pk).update(country="IT")
    case = sent(world, must_not_know=str(circle.pk))
    address = reverse("referral_mentor", args=[case.reference])
    page = client_of(world.mentor, opens=True).get(address).content.decode()
    found = re.search(rf'name="(\w+)" value="{circle.pk}"[^>]* checked', page)
    assert found[1] == "not_organisations_abroad"


def test_a_mentor_whom_a_service_invited_is_kept_away_with_the_service(world, circle):
    """A coordinator of any side may invite somebody as a mentor."""
    Membership.objects.filter(organisation=circle).update(organisation=world.other)
    case = sent(world, must_not_know=str(world.other.pk))
    address = reverse("referral_mentor", args=[case.reference])
    browser = client_of(world.mentor, opens=True)
    assert ticked(browser.get(address).content.decode(), world.other)
    data = {**SAID, "post": str(world.community.post.pk)}
    assert "1 mentor can be asked" in browser.post(address, data).content.decode()
    data |= {"not_organisations_abroad": str(world.other.pk)}
    assert "No mentor fits" in browser.post(address, data).content.decode()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("active", "No mentor fits"),
        ("awaiting", "No mentor fits"),
        ("left", "1 mentor can be asked"),
    ],
)
def test_who_works_in_an_excluded_organisation_is_not_asked_as_a_mentor_of_another(
    world, circle, state, words
):
    """Whatever she does there, and until she has left it."""
    mentor = Membership.objects.get(organisation=circle).account
    Membership.objects.create(
        account=mentor, organisation=world.other, role="professional", state=state, since=NOW,
        until=NOW if state == "left" else None,
    )  # fmt: skip
    case = sent(world, must_not_know=str(world.other.pk))
    data = {**SAID, "post": str(world.community.post.pk)}
    data |= {"not_organisations_abroad": str(world.other.pk)}
    address = reverse("referral_mentor", args=[case.reference])
    page = client_of(world.mentor, opens=True).post(address, data).content.decode()
    assert words in page


def test_she_may_keep_away_whoever_is_of_any_organisation_when_she_wishes_for_a_mentor(world):
    form = WishForm(country="ES", today=NOW.date())
    offered = [number for number, _name in form.fields["not_organisations"].choices]
    near, far = [world.community, world.service], world.other
    assert {str(one.pk) for one in (*near, far)} <= set(offered)
    assert max(offered.index(str(one.pk)) for one in near) < offered.index(str(far.pk))


def test_who_is_written_one_name_on_each_line_is_not_asked_later(world, circle):
    """In one line with other words a name keeps nobody away; so the step asks for lines."""
    mentor = Membership.objects.get(organisation=circle).account
    mentor.display_name = "Amina Yilmaz"
    mentor.save()
    page = steps(world, 2)
    assert re.search(r'<textarea name="not_told"[^>]*>', page)
    assert "One name on each line: no mentor of such a name is asked later." in page
    case = sent(world, not_told="Omar the officer\r\n\r\n Yilmaz ")
    assert read(world, case, "paper").excluded == ("Omar the officer", "Yilmaz")
    browser = client_of(world.mentor, opens=True)
    address = reverse("referral_mentor", args=[case.reference])
    begun = browser.get(address).content.decode()
    kept = re.search(r'<textarea name="not_told"[^>]*>\s*([^<]*)</textarea>', begun)[1]
    assert kept.split("\n") == ["Omar the officer", "Yilmaz"]
    data = {**SAID, "post": str(world.community.post.pk)}
    assert "1 mentor can be asked" in browser.post(address, data).content.decode()
    page = browser.post(address, {**data, "not_told": kept}).content.decode()
    assert "No mentor fits" in page


def test_a_line_without_a_name_would_keep_nobody_away_and_is_refused(world):
    assert "Each line needs a name." in steps(world, 3, not_told="Omar\n---")
    assert not Referral.objects.exists()


def test_what_she_said_at_different_times_adds_up():
    found = begins_without(["Omar\nAmina", " Omar \n-\n", ""], ["a", "b", "a"])
    assert found == {"not_told": "Omar\nAmina", "not_organisations": ["a", "b"]}


@pytest.fixture
def night(world):
    """A second post of the service."""
    return new_post(organisation=world.service, name="Night", by=world.coordinator.pk, now=NOW)


def of_post(world, post):
    return f"{world.listed.partition('.')[0]}.{post.pk}"


def test_one_post_is_chosen_in_place_of_another(world, night):
    page = steps(world, 0)
    for name in ("Night", "On duty"):
        assert f"Salud Abierta · Barcelona (\u2068{name}\u2069)</option>" in page
    assert page.count('<h3><bdi dir="auto">Salud Abierta · Barcelona<') == 1, "one card"
    case = sent(world, first=of_post(world, night))
    recipient = case.row.consent.recipients.get()
    assert recipient.holder == night.key_holder
    assert read(world, case, "paper").recipients == (
        "Salud Abierta · Barcelona (\u2068Night\u2069)",
    )


def test_a_second_post_of_the_same_organisation_does_not_come_after_the_first():
    def one(number, organisation):
        return SimpleNamespace(
            number=number, name=number, way="platform", organisation=organisation
        )  # fmt: skip

    both = [one("day", "a"), one("night", "a")]
    assert list(RecipientsForm(candidates=both).fields) == ["first"]
    said = {"first": "day", "second": "night"}
    form = RecipientsForm(said, candidates=[*both, one("other", "b")])
    assert form.non_field_errors() == ["Please choose each organisation only once."]
    assert not RecipientsForm(
        said | {"second": "other"}, candidates=[*both, one("other", "b")]
    ).errors


def test_a_post_that_ended_meanwhile_is_not_replaced_by_another_unseen(world, night):
    type(night).objects.filter(pk=world.service.post.pk).update(ended=NOW)
    page = steps(world, 3)
    assert not Referral.objects.exists()
    assert "Ask first" in page


def test_where_there_is_one_post_only_its_service_is_named_alone(world):
    assert "Salud Abierta · Barcelona</option>" in steps(world, 0)


# -- what is shared


@pytest.mark.parametrize("come", [{}, {"children": "on"}])
@pytest.mark.parametrize("agreed", [{}, {"for_children": "on"}])
def test_that_children_come_is_shared_only_where_she_agreed_to_it(world, come, agreed):
    case = sent(world, **come, **agreed)
    assert ("children" in read(world, case, "paper").items) is bool(agreed)
    assert read(world, case, "summary").children is bool(come and agreed)
    shown = reverse("referral_read", args=[case.reference, "summary"])
    page = client_of(world.professional, opens=True).post(shown).content.decode()
    assert ("<dt>Children</dt>" in page) is bool(come and agreed)


@pytest.mark.parametrize("come", [{}, {"children": "on"}])
def test_her_mentor_is_told_that_it_needs_her_yes(world, come):
    page = steps(world, 2, **come)
    assert ("The service reads it only if you tick this." in page) is bool(come)
