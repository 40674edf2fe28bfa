"""Who has the keys of the posts: newcomers get them, leavers lose them, copies open nothing."""

import pytest
from django.urls import reverse

from communitylinkage.people import actions, keys, posts, waiting
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Membership
from communitylinkage.people.rules import NotAllowed
from communitylinkage.people.tests.cast import (  # noqa: F401
    NOW,
    cast,
    client_of,
    key_of,
    member,
)
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder

pytestmark = pytest.mark.django_db


def sealed(post, released=True):
    holder = Holder.objects.get(pk=post.key_holder)
    return vault.seal(plain=b"paper", holders=[holder], released=[holder] if released else [])


def post_key(post, account):
    return posts.key_of_post(holder=post.key_holder, account=account, private_key=key_of(account))


def opened(record, post, key):
    return vault.open_record(record=record.pk, holder=post.key_holder, private_key=key)


def let_in(new, by, private_key):
    actions.let_in(
        membership=new.membership,
        by=by,
        words=keys.four_words(bytes(new.public_key)),
        private_key=private_key,
        now=NOW,
    )


def leave(account, by, private_key):
    actions.leave(membership=account.membership, by=by, private_key=private_key, now=NOW)


def today(account):
    memberships = Membership.objects.filter(account=account).exclude(state="left")
    return [line.address for line in waiting.today(Viewer(account, tuple(memberships)), NOW)]


def test_a_newcomer_opens_what_her_post_holds(cast):  # noqa: F811
    record = sealed(cast.service.post)
    new = member("new", "professional", cast.service, state="awaiting")
    let_in(new, cast.coordinator, key_of(cast.coordinator))
    assert opened(record, cast.service.post, post_key(cast.service.post, new)) == b"paper"


def test_a_newcomer_who_may_not_open_gets_no_key(cast):  # noqa: F811
    new = member("new", "lead", cast.service, state="awaiting")
    let_in(new, cast.coordinator, None)
    assert not posts.has_key(cast.service.post, new)


def test_without_her_key_in_the_browser_she_is_asked_to_sign_in_again(cast):  # noqa: F811
    new = member("new", "professional", cast.service, state="awaiting")
    address = reverse("people:let_in", args=[new.membership.pk])
    said = {"words": keys.four_words(bytes(new.public_key)), "heard": "on"}
    assert b"sign in again" in client_of(cast.coordinator).post(address, said).content
    new.membership.refresh_from_db()
    assert new.membership.state == "awaiting"
    assert client_of(cast.coordinator, opens=True).post(address, said).status_code == 302
    assert posts.has_key(cast.service.post, new)


def test_a_copy_of_the_old_key_opens_nothing_after_its_keeper_left(cast):  # noqa: F811
    post = cast.service.post
    record, closed = sealed(post), sealed(post, released=False)
    copy = post_key(post, cast.professional)
    assert opened(record, post, copy) == b"paper"
    leave(cast.professional, cast.coordinator, key_of(cast.coordinator))
    with pytest.raises(Locked):
        opened(record, post, copy)
    with pytest.raises(Locked):
        post_key(post, cast.professional)
    new_key = post_key(post, cast.coordinator)
    assert opened(record, post, new_key) == b"paper"
    with pytest.raises(Locked):
        opened(closed, post, new_key)
    post.refresh_from_db()
    assert post.needs_key_since is None


def test_where_who_ends_it_cannot_open_a_colleague_makes_the_new_key(cast):  # noqa: F811
    post = cast.service.post
    record, copy = sealed(post), post_key(cast.service.post, cast.professional)
    leave(cast.professional, cast.coordinator, None)
    with pytest.raises(Locked):
        post_key(post, cast.professional)
    address = reverse("people:post_key", args=[post.pk])
    assert address in today(cast.coordinator)
    assert address not in today(cast.stranger)
    assert b"sign in again" in client_of(cast.coordinator).post(address).content
    browser = client_of(cast.coordinator, opens=True)
    assert b"a copy of the old one opens nothing" in browser.get(address).content
    assert browser.post(address).status_code == 302
    with pytest.raises(Locked):
        opened(record, post, copy)
    assert opened(record, post, post_key(post, cast.coordinator)) == b"paper"
    assert today(cast.coordinator) == []
    assert browser.get(address).status_code == 404


def test_when_the_last_one_leaves_what_came_in_stays_closed_for_ever(cast):  # noqa: F811
    post = cast.community.post
    record, copy = sealed(post), post_key(cast.community.post, cast.mentor)
    leave(cast.mentor, cast.mentor, key_of(cast.mentor))
    new = member("new", "coordinator", cast.community, state="awaiting")
    let_in(new, cast.administrator, None)
    for key in (copy, post_key(post, new)):
        with pytest.raises(Locked):
            opened(record, post, key)
    later = sealed(post)
    assert opened(later, post, post_key(post, new)) == b"paper"


def test_who_leaves_herself_hands_the_new_key_to_who_stays(cast):  # noqa: F811
    post = cast.service.post
    record, copy = sealed(post), post_key(post, cast.coordinator)
    leave(cast.coordinator, cast.coordinator, key_of(cast.coordinator))
    with pytest.raises(Locked):
        opened(record, post, copy)
    assert opened(record, post, post_key(post, cast.professional)) == b"paper"


def test_a_key_that_only_others_have_is_given_by_them(cast):  # noqa: F811
    vault.withdraw_post_key(post=cast.service.post.key_holder, member=cast.coordinator.key_holder)
    new = member("new", "professional", cast.service, state="awaiting")
    let_in(new, cast.coordinator, key_of(cast.coordinator))
    address = reverse("people:post_key", args=[cast.service.post.pk])
    assert today(cast.coordinator) == []
    assert address in today(cast.professional)
    assert client_of(cast.coordinator).get(address).status_code == 404
    client_of(cast.professional, opens=True).post(address)
    assert posts.has_key(cast.service.post, new)
    assert posts.has_key(cast.service.post, cast.coordinator)


def test_nobody_leaves_twice(cast):  # noqa: F811
    leave(cast.professional, cast.coordinator, None)
    with pytest.raises(NotAllowed):
        leave(cast.professional, cast.coordinator, None)


@pytest.mark.parametrize("who", ["mentor", "lead", "administrator", "stranger"])
def test_a_stranger_makes_no_key(cast, who):  # noqa: F811
    leave(cast.professional, cast.coordinator, None)
    address = reverse("people:post_key", args=[cast.service.post.pk])
    assert client_of(getattr(cast, who)).post(address).status_code == 404


def test_the_page_says_beforehand_what_ends(cast):  # noqa: F811
    address = reverse("people:leave", args=[cast.professional.membership.pk])
    page = client_of(cast.coordinator).get(address).content.decode()
    assert "She loses the keys" in page
    assert "last one here" not in page
    Membership.objects.filter(account=cast.coordinator).update(may_open=False)
    assert "last one here" in client_of(cast.coordinator).get(address).content.decode()
