"""Posts: their keys, who has them, who is on duty."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Organisation, Post
from communitylinkage.people import wording
from communitylinkage.people.models import Account, Duty, Membership
from communitylinkage.people.rules import MembershipState, NotAllowed, is_on, zone_of
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder, KeyGrant


def openers(organisation: UUID, role: str = "") -> list[Account]:
    """Who of an organisation may open sealed content. `role`: only who does it in this one."""
    only = {"memberships__role": role} if role else {}
    return list(
        Account.objects.filter(
            memberships__organisation=organisation,
            memberships__state=MembershipState.ACTIVE,
            memberships__may_open=True,
            key_holder__isnull=False,
            **only,
        ).distinct()
    )


def opens_otherwise(membership: Membership) -> bool:
    """Whether she may open what comes in to the organisation without this one role too."""
    others = Membership.objects.filter(
        account=membership.account_id, organisation=membership.organisation_id,
        state=MembershipState.ACTIVE, may_open=True,
    )  # fmt: skip
    return others.exclude(pk=membership.pk).exists()


def holders_of(accounts: list[Account]) -> list[Holder]:
    """Their key holders in the vault."""
    return list(Holder.objects.filter(pk__in=[account.key_holder for account in accounts]))


def receivers(organisations: Iterable[UUID]) -> list[Holder]:
    """The key holders of the posts of organisations to which something can be sealed: a post that
    was removed is none of them, as nobody looks at it any more."""
    posts = Post.objects.receiving().filter(organisation__in=organisations)
    return list(Holder.objects.filter(pk__in=posts.values("key_holder")))


def has_key(post: Post, account: Account) -> bool:
    """Whether she was given the key of a post."""
    return KeyGrant.objects.filter(post=post.key_holder, member=account.key_holder).exists()


def anybody_has_key(post: Post, except_for: Account | None = None) -> bool:
    """Whether anybody who may open was given it; else what was sealed to the post is lost.

    Args:
        except_for: whose key does not count, as if it were lost already.
    """
    who = [one.key_holder for one in openers(post.organisation_id) if one != except_for]
    return KeyGrant.objects.filter(post=post.key_holder, member__in=who).exists()


def has_a_key_alone(account: Account) -> bool:
    """Whether she has a post's key that nobody else who may open has: it is lost with hers."""
    held = KeyGrant.objects.filter(member=account.key_holder).values("post")
    posts = Post.objects.filter(key_holder__in=held)
    return any(not anybody_has_key(post, except_for=account) for post in posts)


@transaction.atomic
def new_post(*, organisation: Organisation, name: str, by: UUID, now: datetime) -> Post:
    """A post with a key pair, given to everybody of the organisation who may open.

    Raises:
        NotAllowed: the organisation has one of this name.
    """
    if Post.objects.filter(organisation=organisation, name=name, ended=None).exists():
        raise NotAllowed(wording.NAMED_ALREADY)
    holder = vault.new_post_key(members=holders_of(openers(organisation.pk)))
    post = Post.objects.create(organisation=organisation, name=name, key_holder=holder.pk)
    journal.record(
        organisation_id=organisation.pk, act="post.made", by=by, reference=str(post.pk), now=now
    )
    return post


def key_of_post(*, holder: UUID, account: Account, private_key: bytes) -> bytes:
    """The private key of a post, for one of its members.

    Raises:
        Locked: she has not got it.
    """
    if account.key_holder is None:
        raise Locked
    return vault.open_post_key(post=holder, member=account.key_holder, private_key=private_key)


def _locked_posts(organisation: UUID) -> list[Post]:
    """Its posts with a key. Locked: nobody may be given the old key while it is being changed."""
    found = Post.objects.select_for_update().filter(organisation=organisation)
    return list(found.exclude(key_holder=None).order_by("pk"))


def _mark(post: Post, now: datetime) -> None:
    if post.needs_key_since is None:
        post.needs_key_since = now
        post.save(update_fields=["needs_key_since"])


def give_keys(
    *, membership: Membership, by: Account, private_key: bytes | None, now: datetime
) -> None:
    """Gives a newcomer the keys of her organisation's posts, within the act that lets her in.

    A key that nobody has is made anew. One that only others than `by` have is put down for them
    to give (`needs_key_since`).

    Raises:
        NotAllowed: `by` has a key but must sign in again before she can pass it on.
    """
    newcomer = _holder(membership.account)
    for post in _locked_posts(membership.organisation_id):
        if has_key(post, membership.account):
            continue
        if not anybody_has_key(post):
            _renew(post)
        elif by.key_holder is None or not has_key(post, by):
            _mark(post, now)
        elif private_key is None:
            raise NotAllowed(wording.SIGN_IN_AGAIN)
        else:
            try:
                vault.grant_post_key(
                    post=_holder(post), by=by.key_holder, private_key=private_key, to=newcomer
                )
            except Locked as error:  # her cookie belongs to another key
                raise NotAllowed(wording.SIGN_IN_AGAIN) from error


def take_keys(
    *, membership: Membership, by: Account, private_key: bytes | None, now: datetime
) -> None:
    """Takes the keys of the posts from a leaver at once, and makes new ones for who stays.

    Where `by` cannot open a post, the post is put down as needing a new key, and home says so to
    whoever can make it.
    """
    leaver = membership.account
    if opens_otherwise(membership):
        return
    remaining = openers(membership.organisation_id)
    Duty.objects.filter(account=leaver, post__organisation=membership.organisation_id).delete()
    for post in _locked_posts(membership.organisation_id):
        if not has_key(post, leaver):
            continue
        if not remaining:
            _renew(post)
        elif not _rotate(post, by, private_key):
            vault.withdraw_post_key(post=_holder(post).pk, member=_holder(leaver).pk)
            _mark(post, now)


def _holder(one: Post | Account) -> Holder:
    if one.key_holder is None:
        raise Locked
    return Holder.objects.get(pk=one.key_holder)


def _done(post: Post) -> None:
    post.needs_key_since = None
    post.save(update_fields=["needs_key_since"])


def _renew(post: Post) -> None:
    members = holders_of(openers(post.organisation_id))
    vault.renew_post_key(post=_holder(post), members=members)
    _done(post)


def _rotate(post: Post, by: Account, private_key: bytes | None) -> bool:
    """A new key for all who may open now; False where `by` cannot open the old one."""
    if private_key is None or not has_key(post, by):
        return False
    try:
        vault.rotate_post_key(
            post=_holder(post),
            by=_holder(by).pk,
            private_key=private_key,
            members=holders_of(openers(post.organisation_id)),
        )
    except Locked:  # her cookie belongs to another key
        return False
    _done(post)
    return True


@transaction.atomic
def new_key(*, post: Post, by: Account, private_key: bytes | None, now: datetime) -> None:
    """Gives a post a new key, which all get who may open.

    Raises:
        NotAllowed: she must sign in again, or only a colleague who has the key can do it.
    """
    post = Post.objects.select_for_update().get(pk=post.pk)
    if not anybody_has_key(post):
        _renew(post)
    elif not has_key(post, by):
        raise NotAllowed(wording.KEY_WITH_OTHERS)
    elif not _rotate(post, by, private_key):
        raise NotAllowed(wording.SIGN_IN_AGAIN)
    journal.record(
        organisation_id=post.organisation_id,
        act="post.new_key",
        by=by.pk,
        reference=str(post.pk),
        now=now,
    )


def on_duty(post: Post, now: datetime, except_for: Collection[UUID] = ()) -> list[Account]:
    """Who is told when something comes in for a post: who is on duty, else all who may open.

    Args:
        except_for: accounts that are never told, as if they were not there: a mentor who is missing
            may be the only one on duty.
    """
    may = [one for one in openers(post.organisation_id) if one.pk not in except_for]
    zone = zone_of(post.organisation.country)
    duties = Duty.objects.filter(post=post, account__in=may)
    now_on = {duty.account_id for duty in duties if is_on(duty.shift, now, zone)}
    return [account for account in may if account.pk in now_on] or may
