"""The form of a version, read once and shared by all who answer it."""

from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from communitylinkage.surveys.answering.again import changing
from communitylinkage.surveys.engine import Form, Question, UnreadableError, read
from communitylinkage.surveys.models import Version
from communitylinkage.surveys.xlsform.evaluable import files_of

# Why nobody could answer a version, as each part's words know it.
UNANSWERABLE, NO_CHOICES = "unanswerable", "no_choices"


def form_of(version: Version) -> Form:
    """The form, as the engine evaluates it.

    Raises:
        communitylinkage.surveys.engine.UnreadableError: it cannot be answered.
    """
    return _read(version.pk, sha256(version.xform.encode()).hexdigest())


def hindrance(version: Version) -> str:
    """Why nobody could answer it; nothing: it can be answered.

    UNANSWERABLE: our engine cannot evaluate it; a form that was imported long ago may be such a
    one. NO_CHOICES: it demands a choice from a list whose file did not come along, or holds none,
    so nobody could send it.
    """
    try:
        form = form_of(version)
    except UnreadableError:
        return UNANSWERABLE
    return NO_CHOICES if any(_without(form, one) for one in form.questions()) else ""


def _without(form: Form, question: Question) -> bool:
    """Whether an answer is demanded where there is nothing to choose."""
    required, items = question.rules.required, question.itemset
    if items is None or required is None or required.source.strip() == "false()":
        return False
    listed = form.list_of(question)
    return listed is not None and not any(one.first(items.value) for one in listed.below())


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
