"""Making codes for texts, ticking them, taking results out. Each is journalled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.journal.actions import record as journal
from communitylinkage.people.access import Viewer
from communitylinkage.people.posts import key_of_post
from communitylinkage.surveys.analysis import results
from communitylinkage.surveys.analysis.models import Code, Coded, Read
from communitylinkage.surveys.analysis.tally import place_of
from communitylinkage.surveys.answering.actions import Opened, read_texts
from communitylinkage.surveys.answering.coding import key_of
from communitylinkage.surveys.answering.models import Collection, Submission
from communitylinkage.surveys.answering.queries import Row, readable
from communitylinkage.surveys.rules import NotNowError
from communitylinkage.vault.actions import open_record
from communitylinkage.vault.keys import Locked


@dataclass(frozen=True, slots=True)
class Filed:
    """A file that somebody answered with: its name, its media type, what is in it."""

    name: str
    kind: str
    content: bytes


@transaction.atomic
def make_code(*, collection: Collection, place: str, name: str, by: UUID, now: datetime) -> Code:
    """A code for the texts of one question; the same name again is the same code."""
    code, fresh = Code.objects.get_or_create(collection=collection, place=place, name=name)
    if fresh:
        _journal(collection, "results.code_made", by, now)
    return code


@transaction.atomic
def tick(*, collection: Collection, submission: Submission, place: str, ticked: Iterable[Code],
         by: UUID, now: datetime, blank: bool = False) -> Read:  # fmt: skip
    """Keeps what a text says, in place of what was ticked before; `blank`: there is no text.

    Raises:
        NotNowError: the collection is open: its answers are still rewritten under other ids.
    """
    if Collection.objects.get(pk=collection.pk).closed is None:
        raise NotNowError("tick")
    read, _new = Read.objects.update_or_create(
        submission=submission, place=place, defaults={"by": by, "at": now, "blank": blank}
    )
    read.coded.all().delete()
    Coded.objects.bulk_create([Coded(read=read, code=one) for one in ticked])
    if not blank:
        _journal(collection, "results.coded", by, now)
    return read


def words_of(*, collection: Collection, submission: Submission, viewer: Viewer,
             private_key: bytes | None, now: datetime) -> dict[str, str]:  # fmt: skip
    """The texts of one answer by place, journalled, opened with a member's key.

    Raises:
        communitylinkage.vault.keys.Locked: she is not of the team, or her key is not at hand.
    """
    holder, key = _key(collection, viewer, private_key)
    return _read(collection, submission, holder, key, viewer, now)[0]


def files_of(*, collection: Collection, submission: Submission, place: str, viewer: Viewer,
             private_key: bytes | None, now: datetime) -> list[Filed]:  # fmt: skip
    """The files of one answer to one question, journalled, opened with a member's key.

    Raises:
        NotNowError: the collection is open: its newest answers are not mixed yet.
        communitylinkage.vault.keys.Locked: she is not of the team, or her key is not at hand.
    """
    if collection.closed is None:
        raise NotNowError("files")
    holder, key = _key(collection, viewer, private_key)
    told = _read(collection, submission, holder, key, viewer, now)[1]
    return [
        Filed(one["name"], one["type"],
              open_record(record=UUID(one["record"]), holder=holder, private_key=key))
        for at, one in sorted(told.items())
        if place_of(key_of(at)) == place
    ]  # fmt: skip


def _key(collection: Collection, viewer: Viewer, private_key: bytes | None) -> tuple[UUID, bytes]:
    """The holder by which she is of the team, and its key."""
    holder = results.holder_of(viewer, collection)
    if holder is None or private_key is None:
        raise Locked
    account = viewer.account
    if holder != account.key_holder:
        private_key = key_of_post(holder=holder, account=account, private_key=private_key)
    return holder, private_key


def _read(
    one: Collection, submission: Submission, holder: UUID, key: bytes, viewer: Viewer,
    now: datetime,
) -> Opened:  # fmt: skip
    organisation = one.version.questionnaire.organisation_id
    return read_texts(
        submission=submission, organisation=organisation, holder=holder, private_key=key,
        by=viewer.account.pk, now=now,
    )  # fmt: skip


def opened_rows(*, collection: Collection, viewer: Viewer, private_key: bytes | None,
                now: datetime) -> list[Row]:  # fmt: skip
    """The answers that may be looked at, each with its own words, opened and journalled.

    Raises:
        communitylinkage.vault.keys.Locked: she is not of the team, or her key is not at hand.
    """
    return [
        Row(
            one.group, one.answers, one.link_tag, one.day,
            words_of(collection=collection, submission=one, viewer=viewer,
                     private_key=private_key, now=now),
        )
        for one in readable(collection)
    ]  # fmt: skip


def exported(*, collection: Collection, what: str, by: UUID, now: datetime) -> None:
    """Journals that rows or tables were taken out."""
    _journal(collection, f"results.exported_{what}", by, now)


def _journal(one: Collection, act: str, by: UUID, now: datetime) -> None:
    organisation = one.version.questionnaire.organisation_id
    journal(organisation_id=organisation, act=act, by=by, reference=str(one.pk), now=now)
