"""The form of a version, read once and shared by all who answer it."""

from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from communitylinkage.surveys.answering.again import changing
from communitylinkage.surveys.engine import Form, UnreadableError, read
from communitylinkage.surveys.models import Version
from communitylinkage.surveys.xlsform.evaluable import files_of


def form_of(version: Version) -> Form:
    """The form, as the engine evaluates it.

    Raises:
        communitylinkage.surveys.engine.UnreadableError: it cannot be answered.
    """
    return _read(version.pk, sha256(version.xform.encode()).hexdigest())


def answerable(version: Version) -> bool:
    """Whether our engine can evaluate it; a form that was imported long ago may be none such."""
    try:
        form_of(version)
    except UnreadableError:
        return False
    return True


def changing_of(version: Version) -> frozenset[str]:
    """The pages of a version on which one answer changes what stands beside it."""
    return _changing(version.pk, sha256(version.xform.encode()).hexdigest())


@lru_cache(maxsize=64)
def _changing(pk: UUID, digest: str) -> frozenset[str]:
    return changing(_read(pk, digest))


# A draft may change under its id: the digest is part of the key. Forms are frozen and shared.
@lru_cache(maxsize=16)
def _read(pk: UUID, digest: str) -> Form:
    version = Version.objects.get(pk=pk)
    lists = dict(version.files.values_list("name", "text"))
    return read(version.xform, files_of(lists, version.itemsets))
