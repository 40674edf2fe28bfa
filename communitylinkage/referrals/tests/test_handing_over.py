"""When a mentor cannot go on: who stands in for her, and to whom she gives a referral."""

from uuid import uuid4

import pytest
from django.urls import reverse

from communitylinkage.consent.models import SealedFor
from communitylinkage.organisations.models import Post
from communitylinkage.outbox.models import Task
from communitylinkage.people import actions as people
from communitylinkage.people import keys, passwords
from communitylinkage.people.mail import KIND
from communitylinkage.people.models import Account, Membership, PasswordLink
from communitylinkage.people.posts import new_key, new_post
from communitylinkage.people.tests.cast import PASSWORD, client_of, key_of, member
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import State
from communitylinkage.referrals.tests.test_pages import (
    CONTACT,
    NEED,
    NOW,
    as_it_began,
    made,
    world,
)
from communitylinkage.referrals.wishes import actions as wishes
from communitylinkage.referrals.wishes import papers
from communitylinkage.vault import actions as vault
from communitylinkage.vault import queries
from communitylinkage.vault.models import KeyGrant

__all__ = ["_django_db_helper", "as_it_began", "once", "world"]
pytestmark = pytest.mark.django_db


def test_a_service_that_is_asked_itself_is_no_stand_in_before_its_yes(world):
    """Found by random people: its post stood twice among those who may open, which was a fault."""
    coordinator = client_of(world.coordinator, opens=True)
    made(world, coordinator, stand_in="on")
    row = Referral.objects.get()
    assert row.state == State.SENT
    released = queries.released([row.summary, row.content])
    assert (row.summary, world.service.post.key_holder) in released
    assert (row.content, world.service.post.key_holder) not in released
    assert not vault.holds(record=row.consent.paper, holder=world.service.post.key_holder)


def test_where_the_only_post_is_asked_itself_nobody_is_promised_to_stand_in(world):
    coordinator, asks = client_of(world.coordinator, opens=True), "a colleague of my organisation"
    steps = {**NEED, "first": world.listed, **CONTACT, "step": "2"}
    page = coordinator.post(reverse("referral_new"), steps).content.decode()
    assert "How did she agree?" in page
    assert asks not in page
    second = new_post(organisation=world.service, name="Z", by=world.coordinator.pk, now=NOW)
    assert asks in coordinator.post(reverse("referral_new"), steps).content.decode()
    made(world, coordinator, stand_in="on")
    assert vault.holds(record=Referral.objects.get().consent.paper, holder=second.key_holder)


def test_a_mentor_gives_a_referral_to_a_colleague_and_reads_it_no_more(world):
    mentor = client_of(world.mentor, opens=True)
    made(world, mentor)
    reference = Referral.objects.get().reference
    address = reverse("referral_hand_over", args=[reference])
    case = reverse("referral", args=[reference])
    assert address not in mentor.get(case).content.decode(), "nobody could take it"
    colleague = member("colleague", "mentor", world.community)
    assert address in mentor.get(case).content.decode()
    mentor.post(address, {"colleague": str(colleague.pk), "agreed": "on"})
    read = reverse("referral_read", args=[reference, "content"])
    assert mentor.post(read).status_code == 404
    assert "MARKED" in client_of(colleague, opens=True).post(read).content.decode()


@pytest.mark.parametrize(("stand_in", "state"), [({"stand_in": "on"}, 302), ({}, 200)])
def test_what_a_mentor_left_behind_goes_on_only_where_the_woman_agreed(world, stand_in, state):
    colleague = member("colleague", "mentor", world.community)
    new_post(organisation=world.community, name="A stand-in", by=colleague.pk, now=NOW)
    made(world, client_of(world.mentor, opens=True), **stand_in)
    reference = Referral.objects.get().reference
    people.leave(membership=world.mentor.membership, by=world.coordinator, now=NOW)
    client = client_of(colleague, opens=True)
    assert "its mentor has left" in client.get(reverse("people:home")).content.decode()
    answer = client.post(reverse("referral_take_over", args=[reference]))
    assert answer.status_code == state


def test_a_mentor_who_comes_back_is_given_it_again(world):
    mentor, colleague = client_of(world.mentor, opens=True), member(
        "colleague", "mentor", world.community
    )  # fmt: skip
    made(world, mentor)
    reference = Referral.objects.get().reference
    address = reverse("referral_hand_over", args=[reference])
    mentor.post(address, {"colleague": str(colleague.pk), "agreed": "on"})
    hers = client_of(colleague, opens=True)
    hers.post(address, {"colleague": str(world.mentor.pk), "agreed": "on"})
    read = reverse("referral_read", args=[reference, "content"])
    assert "MARKED" in mentor.post(read).content.decode()
    assert hers.post(read).status_code == 404


# -- what was erased, or has no half in a restored copy


def wished(row):
    """She wished for company, by her receipt."""
    wish = papers.Wish(("police",), "bn")
    return wishes.write(referral=row, wish=wish, number=uuid4(), now=NOW)


def is_settled(wish, world):
    wishes.settle(wish=wish, by=world.mentor.pk, now=NOW)
    assert not SealedFor.objects.filter(record=wish.record), "nothing points to what was erased"


def is_left_as_before_the_mend(wish, world):
    """What an earlier version left: the record is gone, and a row still names it."""
    vault.erase(records=[wish.record])


def has_no_half_in_a_restored_copy(wish, world):
    vault.destroy_lock_halves(records=[wish.record])


ENDS = [is_settled, is_left_as_before_the_mend, has_no_half_in_a_restored_copy]


@pytest.mark.parametrize("ends", ENDS)
def test_after_a_wish_for_company_has_ended_a_referral_is_handed_over(world, ends):
    mentor = client_of(world.mentor, opens=True)
    made(world, mentor)
    row = Referral.objects.get()
    ends(wished(row), world)
    colleague = member("colleague", "mentor", world.community)
    address = reverse("referral_hand_over", args=[row.reference])
    mentor.post(address, {"colleague": str(colleague.pk), "agreed": "on"})
    assert Referral.objects.get().mentor_id == colleague.pk
    read = reverse("referral_read", args=[row.reference, "content"])
    assert "MARKED" in client_of(colleague, opens=True).post(read).content.decode()


@pytest.mark.parametrize("ends", ENDS)
def test_after_a_wish_for_company_has_ended_a_referral_is_taken_over(world, ends):
    colleague = member("colleague", "mentor", world.community)
    new_post(organisation=world.community, name="A stand-in", by=colleague.pk, now=NOW)
    made(world, client_of(world.mentor, opens=True), stand_in="on")
    row = Referral.objects.get()
    ends(wished(row), world)
    people.leave(membership=world.mentor.membership, by=world.coordinator, now=NOW)
    client = client_of(colleague, opens=True)
    client.post(reverse("referral_take_over", args=[row.reference]))
    assert Referral.objects.get().mentor_id == colleague.pk
    read = reverse("referral_read", args=[row.reference, "content"])
    assert "MARKED" in client.post(read).content.decode()


def test_what_the_mentor_cannot_open_herself_is_not_handed_over(world):
    """Else nobody on her side would have it, and the page would say that it went well."""
    mentor = client_of(world.mentor, opens=True)
    made(world, mentor)
    row = Referral.objects.get()
    colleague = member("colleague", "mentor", world.community)
    for record in (row.consent.paper, row.content):
        vault.destroy_lock_halves(records=[record], holders=[world.mentor.key_holder])
    address = reverse("referral_hand_over", args=[row.reference])
    mentor.post(address, {"colleague": str(colleague.pk), "agreed": "on"})
    assert Referral.objects.get().mentor_id == world.mentor.pk


# -- a new password, which has a new key


@pytest.fixture
def home(world):
    """The mentor's organisation: a colleague and a coordinator, who have the key of its post."""
    world.colleague = member("colleague", "mentor", world.community)
    world.chief = member("chief", "coordinator", world.community)
    new_post(organisation=world.community, name="A stand-in", by=world.chief.pk, now=NOW)
    return world


def begins_again(world):
    """She forgot her password, chose another one, and the coordinator let her in."""
    passwords.ask(email=world.mentor.email, now=NOW)
    link = PasswordLink.objects.get(account=world.mentor)
    passwords.begin_again(link=link, password=PASSWORD, again=PASSWORD, code="", now=NOW)
    world.mentor = Account.objects.get(pk=world.mentor.pk)


def is_let_in(world):
    people.let_in(
        membership=world.mentor.memberships.get(),
        by=world.chief,
        words=keys.four_words(bytes(world.mentor.public_key)),
        private_key=key_of(world.chief),
        now=NOW,
    )


@pytest.mark.parametrize(
    ("who", "said"),
    [("mentor", "your new password does not open it"), ("colleague", "cannot open it any more")],
)
@pytest.mark.parametrize("stand_in", [{"stand_in": "on"}, {}])
def test_after_a_forgotten_password_it_is_taken_up_where_the_woman_agreed(
    home, who, said, stand_in
):
    made(home, client_of(home.mentor, opens=True), **stand_in)
    reference = Referral.objects.get().reference
    colleague = client_of(home.colleague, opens=True)
    assert reference not in colleague.get(reverse("people:home")).content.decode()
    begins_again(home)
    is_let_in(home)
    client = client_of(getattr(home, who), opens=True)
    assert f"{reference}: " in (page := client.get(reverse("people:home")).content.decode())
    assert said in page
    address = reverse("referral_take_over", args=[reference])
    assert client.get(address).status_code == 200
    answer = client.post(address)
    read = reverse("referral_read", args=[reference, "content"])
    if not stand_in:
        assert "did not agree that a colleague goes on" in answer.content.decode()
        return
    assert answer.url == reverse("referral", args=[reference])
    assert "MARKED" in client.post(read).content.decode()
    assert client.get(address).status_code == 404, "it is kept again"
    assert reference not in client.get(reverse("people:home")).content.decode()


def loses_its_key(world):
    """Nobody has the key of the stand-in any more, and it is made anew for who is there now."""
    post = Post.objects.filter(organisation=world.community).order_by("name").first()
    KeyGrant.objects.filter(post=post.key_holder).delete()
    new_key(post=post, by=world.chief, private_key=None, now=NOW)


@pytest.mark.parametrize("anew", [True, False])
def test_where_she_agreed_and_the_key_is_missing_it_does_not_say_that_she_did_not(home, anew):
    made(home, client_of(home.mentor, opens=True), stand_in="on")
    address = reverse("referral_take_over", args=[Referral.objects.get().reference])
    people.leave(membership=home.mentor.membership, by=home.chief, now=NOW)
    if anew:
        loses_its_key(home)
    else:
        KeyGrant.objects.filter(member=home.colleague.key_holder).delete()
    page = client_of(home.colleague, opens=True).post(address).content.decode()
    assert "She did not agree" not in page
    assert ("The key of this post was made anew" in page) is anew
    assert ("You do not have the key of this post yet" in page) is not anew


def test_its_own_page_says_it_to_her_and_leads_to_taking_it_up(home):
    made(home, client_of(home.mentor, opens=True), stand_in="on")
    row = Referral.objects.get()
    case = reverse("referral", args=[row.reference])
    address = reverse("referral_take_over", args=[row.reference])
    assert address not in client_of(home.mentor, opens=True).get(case).content.decode()
    begins_again(home)
    is_let_in(home)
    mentor = client_of(home.mentor, opens=True)
    assert address in mentor.get(case).content.decode()
    mentor.post(address)
    assert address not in mentor.get(case).content.decode()


def test_before_she_is_let_in_again_it_does_not_say_that_she_left(home):
    made(home, client_of(home.mentor, opens=True))
    begins_again(home)
    page = client_of(home.colleague).get(reverse("people:home")).content.decode()
    assert "its mentor cannot open it any more" in page
    assert "its mentor has left" not in page


def test_who_forgot_her_password_reads_before_what_becomes_of_her_referrals(client):
    page = client.get(reverse("people:forgotten")).content.decode()
    assert "opens again where the woman agreed that a colleague may go on for you" in page


# -- leaving


def leave_page(world):
    address = reverse("people:leave", args=[world.mentor.membership.pk])
    return client_of(world.chief, opens=True).get(address).content.decode()


def told():
    return set(Task.objects.filter(kind=KIND).values_list("subject_id", flat=True))


def test_before_she_leaves_the_page_says_what_is_open_and_what_is_lost(home):
    assert "What is open with her" not in leave_page(home)
    for stand_in in ({"stand_in": "on"}, {}, {}):
        made(home, client_of(home.mentor, opens=True), **stand_in)
    page = leave_page(home)
    assert "3 open referrals are with her." in page
    assert "2 of them have no stand-in. On your side nobody can ever open them again" in page
    assert f'href="{reverse("referrals")}"' in page
    Referral.objects.update(state=State.CLOSED, due=None)
    assert "What is open with her" not in leave_page(home)


def test_who_only_keeps_the_site_is_not_led_to_a_list_that_is_not_there(home):
    keeps = member("keeps", "coordinator", home.community)
    made(home, client_of(keeps, opens=True))
    address = reverse("people:leave", args=[keeps.membership.pk])
    page = client_of(home.administrator).get(address).content.decode()
    assert "1 open referral is with her." in page
    assert f'href="{reverse("referrals")}"' not in page


def test_where_nobody_else_has_the_key_of_the_stand_in_it_is_lost_as_well(home):
    made(home, client_of(home.mentor, opens=True), stand_in="on")
    assert "no stand-in" not in leave_page(home)
    others = [home.colleague.key_holder, home.chief.key_holder]
    KeyGrant.objects.filter(member__in=others).delete()
    assert "1 of them has no stand-in." in leave_page(home)


def test_what_was_passed_on_to_a_key_that_was_made_anew_is_lost_with_her(home):
    made(home, client_of(home.mentor, opens=True), stand_in="on")
    loses_its_key(home)
    assert "1 of them has no stand-in." in leave_page(home)


def test_who_stays_in_another_role_loses_nothing(home):
    made(home, client_of(home.mentor, opens=True))
    Membership.objects.create(
        account=home.mentor, organisation=home.community, role="coordinator", state="active",
        may_open=True, since=NOW,
    )  # fmt: skip
    assert "What is open with her" not in leave_page(home)
    Task.objects.all().delete()
    people.leave(membership=home.mentor.membership, by=home.chief, now=NOW)
    assert not told()


def test_those_who_could_go_on_are_written_to_when_she_leaves_and_after(home):
    made(home, client_of(home.mentor, opens=True), stand_in="on")
    reference = Referral.objects.get().reference
    Task.objects.all().delete()
    people.leave(membership=home.mentor.membership, by=home.chief, now=NOW)
    assert told() == {home.colleague.pk}, "not who did it, and not who left"
    Task.objects.all().delete()
    service = client_of(home.professional, opens=True)
    service.post(reverse("referral_act", args=[reference, "accept"]))
    assert {home.colleague.pk, home.chief.pk} <= told()
    assert home.mentor.pk not in told()


def test_nobody_is_written_to_where_nothing_was_open(home):
    people.leave(membership=home.mentor.membership, by=home.chief, now=NOW)
    assert not told()
