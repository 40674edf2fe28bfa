"""Making, using, renaming and removing a passkey."""

import os
from datetime import datetime

from django.db import IntegrityError, transaction

from communitylinkage.journal import actions as journal
from communitylinkage.people.models import Account, Passkey
from communitylinkage.people.passkeys import checking, queries, wording
from communitylinkage.people.passkeys.challenges import Question
from communitylinkage.people.passkeys.checking import NotThisKey, Site
from communitylinkage.people.passkeys.rules import counter_went_on, is_one_too_many, may_remove
from communitylinkage.people.passwords import has_code
from communitylinkage.people.rules import MembershipState, NotAllowed


def _journal(passkey: Passkey, act: str, by: Account, now: datetime) -> None:
    """One line in each organisation that she belongs to: it is the same account in all."""
    belongs = by.memberships.exclude(state=MembershipState.LEFT)
    for organisation in sorted(set(belongs.values_list("organisation_id", flat=True))):
        journal.record(
            organisation_id=organisation, act=act, by=by.pk, reference=str(passkey.pk), now=now
        )


def handle_of(account: Account) -> bytes:
    """The random id that her devices know her account by; fresh for her first passkey.

    It is not the account's id: a device gives it to whoever unlocks it.
    """
    first = queries.passkeys_of(account).first()
    return bytes(first.handle) if first else os.urandom(32)


def add(*, by: Account, site: Site, question: Question, answer: str, now: datetime) -> Passkey:
    """Keeps a passkey that her device made.

    Args:
        question: what the page asked, with the name and the handle that it told the device.
        answer: what the browser sent, as JSON.

    Raises:
        NotAllowed: the answer is none to this question, somebody has this very passkey, or she
            has too many or one of this name.
    """
    try:
        new = checking.made(site=site, challenge=question.challenge, answer=answer)
    except NotThisKey as error:
        raise NotAllowed(wording.NOT_MADE) from error
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=by.pk)
        if is_one_too_many(queries.passkeys_of(by).count()):
            raise NotAllowed(wording.TOO_MANY)
        if queries.is_named(by, question.name):
            raise NotAllowed(wording.NAMED_ALREADY)
        if Passkey.objects.filter(credential=new.credential).exists():
            raise NotAllowed(wording.NOT_MADE)
        passkey = Passkey.objects.create(
            account=by,
            name=question.name,
            domain=site.domain,
            handle=question.handle,
            credential=new.credential,
            public_key=new.public_key,
            sign_count=new.sign_count,
            made=now.date(),
        )
        _journal(passkey, "passkey.added", by, now)
    return passkey


def use(*, account: Account, site: Site, challenge: bytes, answer: str, now: datetime) -> None:
    """Takes a passkey's answer in place of the code.

    Wrong answers neither wait nor count as wrong codes do: nobody guesses a signature, and who
    guesses codes must not lock out the owner of a passkey.

    Raises:
        NotAllowed: not hers, not to this question, not from this site; or copied.
    """
    try:
        went_on = _counted(account, site, challenge, answer, now)
    except NotThisKey as error:
        raise NotAllowed(wording.NOT_THIS) from error
    # After the transaction, so that the mark of a copied one stays.
    if not went_on:
        raise NotAllowed(wording.COPIED)


@transaction.atomic
def _counted(account: Account, site: Site, challenge: bytes, answer: str, now: datetime) -> bool:
    """Whether the counter of a right answer went on; if not, the passkey is never taken again."""
    told = checking.read(answer)
    hers = Passkey.objects.select_for_update().filter(account=account, domain=site.domain)
    passkey = hers.filter(credential=told.credential).first()
    if passkey is None or (told.handle and told.handle != bytes(passkey.handle)):
        raise NotThisKey
    count = checking.counter_of(
        site=site, challenge=challenge, answer=told, public_key=bytes(passkey.public_key)
    )
    if passkey.copied or not counter_went_on(passkey.sign_count, count):
        passkey.copied = True
        passkey.save(update_fields=["copied"])
        _journal(passkey, "passkey.refused", account, now)
        return False
    passkey.sign_count, passkey.last_used = count, now.date()
    passkey.save(update_fields=["sign_count", "last_used"])
    return True


@transaction.atomic
def rename(*, passkey: Passkey, name: str, by: Account, now: datetime) -> None:
    """Another name for a passkey; her device goes on showing the old one.

    Raises:
        NotAllowed: she has another of this name.
    """
    passkey.name = name
    try:
        with transaction.atomic():
            passkey.save(update_fields=["name"])
    except IntegrityError as error:
        raise NotAllowed(wording.NAMED_ALREADY) from error
    _journal(passkey, "passkey.renamed", by, now)


@transaction.atomic
def remove(*, passkey: Passkey, by: Account, now: datetime) -> None:
    """Ends a passkey at once.

    Raises:
        NotAllowed: nothing would be left for the second step.
    """
    # Two at once would each count the other as the one that is left.
    by = Account.objects.select_for_update().get(pk=by.pk)
    others = queries.usable(by).exclude(pk=passkey.pk).count()
    if not may_remove(others=others, has_code=has_code(by)):
        raise NotAllowed(wording.LAST)
    _journal(passkey, "passkey.removed", by, now)
    passkey.delete()
