"""What changes accounts, memberships, invitations and sign-ins."""

import os
import secrets
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.people import keys, totp, wording
from communitylinkage.people.models import (
    Account,
    Delay,
    Invitation,
    KnownDevice,
    Membership,
    RecoveryCode,
    SecondFactor,
    SignIn,
)
from communitylinkage.people.roles import ROLES
from communitylinkage.people.rules import (
    INVITATION_LASTS,
    MembershipState,
    NotAllowed,
    delay_after,
    invitation_open,
    long_enough,
)
from communitylinkage.vault import actions as vault
from communitylinkage.vault import keys as vault_keys


def key_of(account: Account) -> vault_keys.AccountKey:
    """What is stored about an account's password and key pair."""
    return vault_keys.AccountKey(
        bytes(account.salt),
        bytes(account.verifier),
        bytes(account.public_key),
        bytes(account.wrapped_key),
    )


def _delayed(who: str, now: datetime) -> bool:
    return Delay.objects.filter(pk=keys.peppered(who), not_before__gt=now).exists()


@transaction.atomic
def _failed(who: str, now: datetime) -> None:
    pk = keys.peppered(who)
    Delay.objects.get_or_create(pk=pk, defaults={"not_before": now})
    delay = Delay.objects.select_for_update().get(pk=pk)
    delay.failures += 1
    delay.not_before = now + delay_after(delay.failures)
    delay.save()


def sign_in(*, email: str, password: str, device: str, now: datetime) -> tuple[Account, bytes]:
    """The account and its private key. Known and unknown addresses are answered alike.

    Raises:
        NotAllowed: wrong, or to wait; the same for an address that nobody has.
    """
    email = email.strip().lower()
    account = Account.objects.filter(email__iexact=email).first()
    known = account is not None and knows(account, device)
    # A known device has a delay of its own: an attacker elsewhere cannot lock its owner out, and
    # who stole it cannot try for ever.
    who = f"device {keys.hashed(device)}" if known else f"sign-in {email}"
    if _delayed(who, now):
        raise NotAllowed(wording.WAIT)
    private_key = vault_keys.open_account_key(password, key_of(account) if account else None)
    if account is None or private_key is None:
        _failed(who, now)
        raise NotAllowed(wording.NOT_RIGHT)
    if account.is_demo and not _in_demo_only(account):
        raise NotAllowed(wording.DEMO_ONLY)
    Delay.objects.filter(pk=keys.peppered(who)).delete()
    return account, private_key


def _in_demo_only(account: Account) -> bool:
    """Made-up people sign in only where no real programme is."""
    return all(programme.is_demo for programme in Programme.objects.all())


def knows(account: Account, device: str) -> bool:
    """Whether this browser signed in to this account before."""
    return KnownDevice.objects.filter(pk=keys.hashed(device), account=account).exists()


def remember_device(*, account: Account, now: datetime) -> str:
    """A token for a cookie; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    KnownDevice.objects.create(pk=keys.hashed(token), account=account, since=now)
    return token


def second_factor_of(account: Account) -> SecondFactor:
    """The second factor, with a fresh seed where there is none yet."""
    return SecondFactor.objects.get_or_create(
        account=account, defaults={"sealed_seed": keys.seal_seed(os.urandom(20))}
    )[0]


@transaction.atomic
def _code_fits(account: Account, code: str, now: datetime) -> bool:
    factor = SecondFactor.objects.select_for_update().get(account=account)
    seed = keys.open_seed(bytes(factor.sealed_seed))
    step = totp.matching_step(seed, code, now, factor.last_step)
    if step is not None:
        factor.last_step, factor.confirmed = step, True
        factor.save()
        return True
    if not factor.confirmed:
        return False
    code_hash = keys.peppered(f"recovery {code}")
    return bool(RecoveryCode.objects.filter(account=account, code_hash=code_hash).delete()[0])


def check_second(*, account: Account, code: str, now: datetime) -> None:
    """Takes a code of the app or, once each, a recovery code.

    Raises:
        NotAllowed: wrong, used before, or to wait.
    """
    who = f"second factor {account.pk}"
    if _delayed(who, now):
        raise NotAllowed(wording.WAIT)
    if not _code_fits(account, code.replace(" ", ""), now):
        _failed(who, now)
        raise NotAllowed(wording.CODE_NOT_RIGHT)
    Delay.objects.filter(pk=keys.peppered(who)).delete()


@transaction.atomic
def new_recovery_codes(*, account: Account) -> list[str]:
    """Ten codes, shown once; the old ones end."""
    account.recovery_codes.all().delete()
    codes = [secrets.token_hex(8) for _number in range(10)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, code_hash=keys.peppered(f"recovery {code}")) for code in codes
    )
    return codes


def _check_password(password: str, again: str) -> None:
    if not long_enough(password):
        raise NotAllowed(wording.TOO_SHORT)
    if password != again:
        raise NotAllowed(wording.NOT_THE_SAME)


def change_password(*, account: Account, old: str, new: str, again: str, now: datetime) -> None:
    """Wraps the same private key under a new password; every sign-in ends.

    Raises:
        NotAllowed: the old one is wrong, or the new one too short or mistyped.
    """
    _check_password(new, again)
    who = f"password {account.pk}"
    if _delayed(who, now):
        raise NotAllowed(wording.WAIT)
    private_key = vault_keys.open_account_key(old, key_of(account))
    if private_key is None:
        _failed(who, now)
        raise NotAllowed(wording.OLD_NOT_RIGHT)
    _store(account, vault_keys.wrap(private_key, new))
    with transaction.atomic():
        account.save()
        sign_out_everywhere(account=account)


def _store(account: Account, key: vault_keys.AccountKey) -> None:
    account.salt, account.verifier = key.salt, key.verifier
    account.public_key, account.wrapped_key = key.public_key, key.wrapped_key


def sign_out_everywhere(*, account: Account) -> None:
    """Ends every sign-in and forgets every device."""
    SignIn.objects.filter(account=account).delete()
    account.known_devices.all().delete()


@transaction.atomic
def create_account(*, email: str, display_name: str, password: str, language: str) -> Account:
    """An account with a fresh key pair."""
    account = Account(
        email=email.strip().lower(), display_name=display_name.strip(), language=language
    )
    key = vault_keys.new_account_key(password)
    _store(account, key)
    account.key_holder = vault.new_holder(public_key=key.public_key).pk
    account.save()
    return account


def _journal(organisation: UUID, act: str, by: Account, reference: UUID, now: datetime) -> None:
    journal.record(
        organisation_id=organisation, act=act, by=by.pk, reference=str(reference), now=now
    )


@transaction.atomic
def invite(
    *, by: Account, email: str, organisation: Organisation, role: str, now: datetime
) -> tuple[Invitation, str]:
    """An invitation and its token, which only the link holds.

    Raises:
        NotAllowed: the person belongs to the organisation already.
    """
    email = email.strip().lower()
    here = Membership.objects.filter(account__email=email, organisation=organisation)
    if here.exclude(state=MembershipState.LEFT).exists():
        raise NotAllowed(wording.ALREADY_HERE)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        token_hash=keys.hashed(token),
        email=email,
        organisation=organisation,
        role=role,
        invited_by=by,
        expires=now + INVITATION_LASTS,
    )
    _journal(organisation.pk, "colleague.invited", by, invitation.pk, now)
    return invitation, token


def open_invitation(token: str, now: datetime) -> Invitation | None:
    """The invitation of a token, while it may be accepted; else None."""
    found = Invitation.objects.filter(token_hash=keys.hashed(token)).first()
    return found if found and invitation_open(found.expires, found.used_at, now) else None


def accept(
    *,
    invitation: Invitation,
    display_name: str,
    password: str,
    again: str,
    language: str,
    now: datetime,
) -> Membership:
    """Makes the account (or takes the existing one with its password) and waits to be let in.

    Raises:
        NotAllowed: the password will not do, or the invitation was used meanwhile.
    """
    account = Account.objects.filter(email=invitation.email).first()
    if account is None:
        _check_password(password, again)
    else:
        # Not in the transaction below: a wrong try must count.
        sign_in(email=account.email, password=password, device="", now=now)
    with transaction.atomic():
        if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=now):
            raise NotAllowed(wording.ALREADY_HERE)
        return Membership.objects.create(
            account=account
            or create_account(
                email=invitation.email,
                display_name=display_name,
                password=password,
                language=language,
            ),
            organisation=invitation.organisation,
            programme=invitation.programme,
            role=invitation.role,
            state=MembershipState.AWAITING,
            since=now,
        )


@transaction.atomic
def let_in(*, membership: Membership, by: Account, words: str, now: datetime) -> None:
    """Lets a colleague in after her four words were compared by voice.

    Raises:
        NotAllowed: she is not waiting, or the words differ.
    """
    if membership.state != MembershipState.AWAITING:
        raise NotAllowed(wording.NOT_WAITING)
    if words.lower().split() != keys.four_words(bytes(membership.account.public_key)).split():
        raise NotAllowed(wording.FINGERPRINT_NOT_RIGHT)
    membership.state = MembershipState.ACTIVE
    membership.may_open = ROLES[membership.role].opens
    membership.since = now
    membership.save()
    _journal(membership.organisation_id, "colleague.let_in", by, membership.pk, now)


@transaction.atomic
def leave(*, membership: Membership, by: Account, now: datetime) -> None:
    """Ends a membership at once: no right, no sign-in; then ``ON_LEAVING`` in order."""
    membership.state, membership.until, membership.may_open = MembershipState.LEFT, now, False
    membership.save()
    sign_out_everywhere(account=membership.account)
    _journal(membership.organisation_id, "colleague.left", by, membership.pk, now)
    for path in settings.ON_LEAVING:
        import_string(path)(membership=membership, by=by, now=now)
