"""Words sealed to an organisation's post; opened with the viewer's key, journalled first."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.journal import actions as journal
from communitylinkage.network import wording
from communitylinkage.network.rules.papers import Words, from_bytes, to_bytes
from communitylinkage.organisations.models import Organisation, Post
from communitylinkage.people.models import Account
from communitylinkage.people.posts import key_of_post
from communitylinkage.people.rules import NotAllowed
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder
from communitylinkage.vault.queries import released


def post_of(organisation: UUID) -> Post | None:
    """The post that keeps an organisation's words: its first one with a key."""
    found = Post.objects.receiving().filter(organisation=organisation)
    return found.order_by("name", "pk").first()


def seal(*, text: str, organisation: Organisation) -> UUID | None:
    """The record of some words; None where nothing was written.

    Raises:
        NotAllowed: the organisation has no post with a key.
    """
    if not text:
        return None
    post = post_of(organisation.pk)
    if post is None or post.key_holder is None:
        raise NotAllowed(wording.NO_POST)
    keeper = Holder.objects.get(pk=post.key_holder)
    return vault.seal(plain=to_bytes(Words(text)), holders=[keeper], released=[keeper]).pk


@transaction.atomic
def read(
    *, record: UUID, reference: str, organisation: UUID, account: Account, private_key: bytes,
    now: datetime,
) -> str:  # fmt: skip
    """The words of a record; nothing is opened that is not in the journal.

    Raises:
        communitylinkage.vault.keys.Locked: not her organisation's, not her key, or erased.
    """
    ours = Post.objects.filter(organisation=organisation).values_list("key_holder", flat=True)
    holder = next((one for _record, one in released([record]) if one in set(ours)), None)
    if holder is None:
        raise Locked
    key = key_of_post(holder=holder, account=account, private_key=private_key)
    journal.record(
        organisation_id=organisation, act="network.opened", by=account.pk, reference=reference,
        now=now,
    )  # fmt: skip
    return from_bytes(vault.open_record(record=record, holder=holder, private_key=key)).text


def read_or_why(
    *, record: UUID | None, reference: str, organisation: UUID, account: Account,
    private_key: bytes | None, now: datetime,
) -> tuple[str, str]:  # fmt: skip
    """The words, and why there are none."""
    if record is None:
        return "", ""
    if private_key is None:
        return "", str(wording.SIGN_IN_AGAIN)
    try:
        words = read(
            record=record, reference=reference, organisation=organisation, account=account,
            private_key=private_key, now=now,
        )  # fmt: skip
    except Locked:
        return "", str(wording.NOT_OPEN)
    return words, ""
