"""What a code and four digits are turned into: one Argon2id run, split by HKDF (DESIGN 6)."""

from dataclasses import dataclass

from django.conf import settings

from communitylinkage.vault.keys import SALT_BYTES, argon, expand


@dataclass(frozen=True, slots=True)
class Root:
    """What one slow run made of a code: the tag by which it is found, and the way to the key."""

    tag: bytes
    secret: bytes

    def private_key(self, digits: str) -> bytes:
        """The private key; other digits make another one."""
        return expand(self.secret, b"receipt key " + digits.encode())


def root_of(code: str) -> Root:
    """The slow run. Salt and pepper are the site's, in a file outside database and backups."""
    pepper = expand(settings.PEPPER.encode(), b"receipts")
    slow = argon(code, expand(pepper, b"salt")[:SALT_BYTES])
    return Root(expand(slow + pepper, b"receipt tag"), expand(slow + pepper, b"receipt secret"))
