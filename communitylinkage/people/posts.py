"""Posts: their keys, who may open them, who is on duty."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Organisation, Post
from communitylinkage.people.models import Account
from communitylinkage.people.rules import MembershipState
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder


def openers(organisation: UUID) -> list[Account]:
    """Who of an organisation may open sealed content."""
    return list(
        Account.objects.filter(
            memberships__organisation=organisation,
            memberships__state=MembershipState.ACTIVE,
            memberships__may_open=True,
            key_holder__isnull=False,
        ).distinct()
    )


def holders_of(accounts: list[Account]) -> list[Holder]:
    """Their key holders in the vault."""
    return list(Holder.objects.filter(pk__in=[account.key_holder for account in accounts]))


@transaction.atomic
def new_post(*, organisation: Organisation, name: str, by: UUID, now: datetime) -> Post:
    """A post with a key pair, given to everybody of the organisation who may open."""
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


def on_duty(post: Post, now: datetime) -> list[Account]:
    """Who is told when something comes in for a post."""
    return openers(post.organisation_id)
