"""What pages read about passkeys; always of one account, never of another."""

from uuid import UUID

from django.db.models import QuerySet

from communitylinkage.people.models import Account, Passkey


def passkeys_of(account: Account) -> QuerySet[Passkey]:
    """All her passkeys, the oldest first."""
    return Passkey.objects.filter(account=account).order_by("made", "name")


def passkey_of(account: Account, number: UUID) -> Passkey | None:
    """One of her own; None where it is another's or not there."""
    return passkeys_of(account).filter(pk=number).first()


def usable(account: Account) -> QuerySet[Passkey]:
    """Those that are still taken, wherever they belong."""
    return passkeys_of(account).filter(copied=False)


def credentials_at(account: Account, domain: str) -> list[bytes]:
    """The ids by which a browser finds those of hers that are taken at a domain."""
    found = usable(account).filter(domain=domain).values_list("credential", flat=True)
    return [bytes(each) for each in found]


def is_named(account: Account, name: str) -> bool:
    """Whether she has a passkey of this name."""
    return passkeys_of(account).filter(name=name).exists()
