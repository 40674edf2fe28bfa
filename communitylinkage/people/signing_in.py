"""Signing in: address and password, known devices, the second factor, the codes on paper."""

import os
import secrets
from datetime import datetime

from django.db import transaction

from communitylinkage.organisations.models import Programme
from communitylinkage.outbox import actions as outbox
from communitylinkage.people import delays, keys, totp, wording
from communitylinkage.people.accounts import key_of
from communitylinkage.people.models import Account, KnownDevice, RecoveryCode, SecondFactor
from communitylinkage.people.rules import NotAllowed
from communitylinkage.values.text import plain_digits
from communitylinkage.vault import keys as vault_keys

NEW_DEVICE = "people.new_device"


def sign_in(
    *, email: str, password: str, device: str, now: datetime, source: str = ""
) -> tuple[Account, bytes]:
    """The account and its private key. Known and unknown addresses are answered alike.

    Args:
        source: where the try comes from; counted in memory, never stored or logged. A known device
            is not asked from where: others who share its address cannot make it wait.

    Raises:
        NotAllowed: wrong, or to wait; the same for an address that nobody has.
        communitylinkage.vault.keys.Busy: too many sign in at this moment; nothing was counted.
    """
    email = email.strip().lower()
    account = Account.objects.filter(email__iexact=email).first()
    known = account is not None and knows(account, device)
    # A known device has a delay of its own: an attacker elsewhere cannot lock its owner out, and
    # who stole it cannot try for ever.
    who = f"device {keys.hashed(device)}" if known else f"sign-in {email}"
    counted = "" if known else source
    delays.check_source(counted, now)
    delays.check_not_delayed(who, now)
    private_key = vault_keys.open_account_key(password, key_of(account) if account else None)
    if account is None or private_key is None:
        delays.failed(who, now, counted)
        raise NotAllowed(wording.NOT_RIGHT)
    if account.is_demo and not _in_demo_only():
        raise NotAllowed(wording.DEMO_ONLY)
    delays.forget(who)
    return account, private_key


def check_again(*, account: Account, password: str, now: datetime) -> None:
    """Takes the password of somebody who is signed in already.

    Its delay is one of its own: who tries at an open browser does not slow her signing in.

    Raises:
        NotAllowed: wrong, or to wait.
        communitylinkage.vault.keys.Busy: too many at this moment; nothing was counted.
    """
    who = f"again {account.pk}"
    delays.check_not_delayed(who, now)
    if vault_keys.open_account_key(password, key_of(account)) is None:
        delays.failed(who, now)
        raise NotAllowed(wording.AGAIN_NOT_RIGHT)
    delays.forget(who)


def tell_of_device(*, account: Account, device: str, now: datetime) -> None:
    """A letter in neutral words when a browser signs in that never did, or that was forgotten.

    Not to be called at the very first sign-in of an account. After a sign-out everywhere no browser
    is known: the next one is told of, too, for it may be that of whoever else has her password.
    """
    if not knows(account, device):
        outbox.later(kind=NEW_DEVICE, subject_id=account.pk, due=now)


def _in_demo_only() -> bool:
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
    factor = SecondFactor.objects.select_for_update().filter(account=account).first()
    if factor is None:
        return False
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
    delays.check_not_delayed(who, now)
    if not _code_fits(account, plain_digits(code.replace(" ", "")), now):
        delays.failed(who, now)
        raise NotAllowed(wording.CODE_NOT_RIGHT)
    delays.forget(who)


@transaction.atomic
def new_recovery_codes(*, account: Account) -> list[str]:
    """Ten codes, shown once; the old ones end."""
    account.recovery_codes.all().delete()
    codes = [secrets.token_hex(8) for _number in range(10)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, code_hash=keys.peppered(f"recovery {code}")) for code in codes
    )
    return codes
