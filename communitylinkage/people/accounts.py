"""Accounts: their keys, a new password for the same key, signing out everywhere."""

from datetime import datetime

from django.db import transaction

from communitylinkage.people import wording
from communitylinkage.people.delays import check_not_delayed, failed
from communitylinkage.people.models import Account, SignIn
from communitylinkage.people.rules import NotAllowed, long_enough
from communitylinkage.vault import actions as vault
from communitylinkage.vault import keys as vault_keys
from communitylinkage.vault.keys import AccountKey


def key_of(account: Account) -> AccountKey:
    """What is stored about an account's password and key pair."""
    return AccountKey(
        bytes(account.salt),
        bytes(account.verifier),
        bytes(account.public_key),
        bytes(account.wrapped_key),
    )


def check_password(password: str, again: str) -> None:
    """Whether a password may be chosen.

    Raises:
        NotAllowed: too short, or mistyped.
    """
    if not long_enough(password):
        raise NotAllowed(wording.TOO_SHORT)
    if password != again:
        raise NotAllowed(wording.NOT_THE_SAME)


def store_key(account: Account, key: AccountKey) -> None:
    """Puts a key pair into an account that is not saved yet."""
    account.salt, account.verifier = key.salt, key.verifier
    account.public_key, account.wrapped_key = key.public_key, key.wrapped_key


@transaction.atomic
def make_account(*, email: str, display_name: str, language: str, key: AccountKey) -> Account:
    """An account with a key pair that was made beforehand: no transaction waits for Argon2id."""
    account = Account(
        email=email.strip().lower(), display_name=display_name.strip(), language=language
    )
    store_key(account, key)
    account.key_holder = vault.new_holder(public_key=key.public_key).pk
    account.save()
    return account


def create_account(*, email: str, display_name: str, password: str, language: str) -> Account:
    """An account with a fresh key pair."""
    key = vault_keys.new_account_key(password)
    return make_account(email=email, display_name=display_name, language=language, key=key)


def change_password(*, account: Account, old: str, new: str, again: str, now: datetime) -> None:
    """Wraps the same private key under a new password; every sign-in ends.

    Raises:
        NotAllowed: the old one is wrong, or the new one too short or mistyped.
    """
    check_password(new, again)
    who = f"password {account.pk}"
    check_not_delayed(who, now)
    private_key = vault_keys.open_account_key(old, key_of(account))
    if private_key is None:
        failed(who, now)
        raise NotAllowed(wording.OLD_NOT_RIGHT)
    key = vault_keys.wrap(private_key, new)
    with transaction.atomic():
        store_key(account, key)
        account.save()
        sign_out_everywhere(account=account)


def sign_out_everywhere(*, account: Account) -> None:
    """Ends every sign-in and forgets every device."""
    SignIn.objects.filter(account=account).delete()
    account.known_devices.all().delete()
