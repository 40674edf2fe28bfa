"""A forgotten password: a link by mail, and a new key pair that waits for a colleague."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from communitylinkage.journal import actions as journal
from communitylinkage.outbox import actions as outbox
from communitylinkage.people import delays, keys, wording
from communitylinkage.people.accounts import check_password, sign_out_everywhere, store_key
from communitylinkage.people.models import Account, Membership, PasswordLink
from communitylinkage.people.rules import (
    PASSWORD_LINK_LASTS,
    MembershipState,
    NotAllowed,
    link_open,
)
from communitylinkage.people.signing_in import check_second
from communitylinkage.vault import actions as vault
from communitylinkage.vault import keys as vault_keys
from communitylinkage.vault.models import Grant, KeyGrant

KIND = "people.forgotten"


def ask(*, email: str, now: datetime, source: str = "") -> None:
    """Mails a link, if there is such an account; the answer, the work and the delay are the same.

    Args:
        source: where it is asked from; counted in memory, never stored or logged.

    Raises:
        NotAllowed: asked too often for this address; the same for one that nobody has.
    """
    email = email.strip().lower()
    who = f"forgotten {email}"
    delays.check_source(source, now)
    delays.check_not_delayed(who, now)
    # The slow run hides how little work an unknown address is.
    vault_keys.argon(email, vault_keys.NOBODY)
    delays.failed(who, now, source)
    account = Account.objects.filter(email__iexact=email).first()
    if account and account.memberships.exclude(state=MembershipState.LEFT).exists():
        _make_link(account, now)


@transaction.atomic
def _make_link(account: Account, now: datetime) -> None:
    number = uuid4()
    PasswordLink.objects.create(
        pk=number,
        token_hash=keys.hashed(keys.link_token(number)),
        account=account,
        expires=now + PASSWORD_LINK_LASTS,
    )
    outbox.later(kind=KIND, subject_id=number, due=now)


def open_link(token: str, now: datetime) -> PasswordLink | None:
    """The link of a token, while it may be used; else None."""
    found = PasswordLink.objects.filter(token_hash=keys.hashed(token)).first()
    return found if found and link_open(found.expires, found.used_at, now) else None


def begin_again(*, link: PasswordLink, password: str, again: str, code: str, now: datetime) -> None:
    """A new password and a new key pair; every membership waits to be let in again.

    Whoever reads her mail alone gets no further: the second step's code is asked for as well.

    Raises:
        NotAllowed: the password or the code will not do, or the link was used meanwhile.
    """
    check_password(password, again)
    account = link.account
    if has_code(account):
        check_second(account=account, code=code, now=now)
    key = vault_keys.new_account_key(password)
    with transaction.atomic():
        if not PasswordLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now):
            raise NotAllowed(wording.LINK_USED)
        PasswordLink.objects.filter(account=account, used_at=None).delete()
        for who in (f"forgotten {account.email}", f"sign-in {account.email}"):
            delays.forget(who)
        account = Account.objects.select_for_update().get(pk=account.pk)
        _lock_old(account)
        store_key(account, key)
        account.key_holder = vault.new_holder(public_key=key.public_key).pk
        account.save()
        _wait_again(account, now)


def has_code(account: Account) -> bool:
    """Whether she set up the second step."""
    factor = getattr(account, "second_factor", None)
    return bool(factor and factor.confirmed)


def _lock_old(account: Account) -> None:
    """What was sealed to the old key stays closed, also for somebody who kept that key."""
    old = account.key_holder
    if old is None:
        return
    records = list(Grant.objects.filter(holder=old).values_list("record_id", flat=True))
    vault.destroy_lock_halves(records=records, holders=[old])
    KeyGrant.objects.filter(member=old).delete()


def _wait_again(account: Account, now: datetime) -> None:
    sign_out_everywhere(account=account)
    active = Membership.objects.filter(account=account, state=MembershipState.ACTIVE)
    for membership in active:
        membership.state, membership.may_open = MembershipState.AWAITING, False
        membership.since = now
        membership.save()
        journal.record(
            organisation_id=membership.organisation_id,
            act="colleague.began_again",
            by=account.pk,
            reference=str(membership.pk),
            now=now,
        )
