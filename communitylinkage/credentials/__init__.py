"""Credentials that anybody can check, offline and years later: Open Badges 3.0 as signed text.

A credential says that somebody reached something, bears a hash of her name and no name, and is
signed by a key whose public half is published. Checking needs the file and the published keys,
nothing else. Plain values and cryptography; no database, no framework, no network, no clock.
"""

from communitylinkage.credentials.badge import Badge, credential_of, identity_of, is_for
from communitylinkage.credentials.checking import Standing, Verdict, Why, open_list, verify
from communitylinkage.credentials.keys import Keys, PrivateKey, read_keys
from communitylinkage.credentials.status import LENGTH, Revocations, status_list

__all__ = [
    "LENGTH",
    "Badge",
    "Keys",
    "PrivateKey",
    "Revocations",
    "Standing",
    "Verdict",
    "Why",
    "credential_of",
    "identity_of",
    "is_for",
    "open_list",
    "read_keys",
    "status_list",
    "verify",
]
