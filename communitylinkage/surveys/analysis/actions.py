"""Releasing tables for others, making codes, ticking them. Each is journalled."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import BY_NAME
from communitylinkage.journal.actions import record as journal
from communitylinkage.people.access import Viewer
from communitylinkage.people.posts import key_of_post
from communitylinkage.surveys.analysis import results
from communitylinkage.surveys.analysis.codebook import COUNTED
from communitylinkage.surveys.analysis.models import Code, Coded, Read, Released
from communitylinkage.surveys.analysis.tables import ROUND, gated, tables
from communitylinkage.surveys.answering.actions import read_texts
from communitylinkage.surveys.answering.models import Collection, Submission
from communitylinkage.surveys.rules import NotNowError
from communitylinkage.vault.keys import Locked


@transaction.atomic
def release(*, collections: Sequence[Collection], audience: str, by: UUID, now: datetime) -> int:
    """Makes every table for an audience, given all that was released before; returns how many.

    Of one collection: each question alone and by each group; of several: by round. What was
    released stays as it was, so the answers must not change any more.

    Raises:
        NotNowError: a collection is still open.
    """
    held = Collection.objects.select_for_update().filter(pk__in=[one.pk for one in collections])
    if any(one.closed is None for one in held):
        raise NotNowError("release")
    made = 0
    for cut in ("", *results.GROUPS) if len(collections) == 1 else (ROUND,):
        made += _release(collections, audience, cut, now)
    one = collections[-1]
    _journal(one, f"results.released_{audience}", by, now)
    return made


def _release(collections: Sequence[Collection], audience: str, cut: str, now: datetime) -> int:
    items = [one for one in results.items_of(collections) if one.shape in COUNTED]
    found, frame = results.tallied(collections, items, cut)
    if list(frame.ats) == [results.counting.UNSAID]:  # nobody's group says this
        return 0
    rounds = ",".join(frame.rounds)
    before = Released.objects.filter(audience=audience, rounds=rounds, by=cut)
    there = set(before.values_list("place", flat=True))
    made = 0
    for item in items:
        if item.place in there or not frame.ats:
            continue
        seen, entries = gated(
            tables(found[item.place], frame),
            BY_NAME[audience],
            ledger_of(frame.scope, item.place),
        )
        Released.objects.create(
            scope=frame.scope, audience=audience, rounds=rounds, place=item.place, by=cut,
            cells=results.kept_of(seen, frame.groups), entries=Ledger(tuple(entries)).to_json(),
            at=now,
        )  # fmt: skip
        made += 1
    return made


def ledger_of(scope: str, place: str) -> Ledger:
    """All that was said of a question, to whomever, in order."""
    rows = Released.objects.filter(scope=scope, place=place).order_by("at", "pk")
    ledger = Ledger()
    for text in rows.values_list("entries", flat=True):
        for entry in Ledger.from_json(text).entries:
            ledger = ledger.add(entry)
    return ledger


@transaction.atomic
def make_code(*, collection: Collection, place: str, name: str, by: UUID, now: datetime) -> Code:
    """A code for the texts of one question; the same name again is the same code."""
    code, fresh = Code.objects.get_or_create(collection=collection, place=place, name=name)
    if fresh:
        _journal(collection, "results.code_made", by, now)
    return code


@transaction.atomic
def tick(*, collection: Collection, submission: Submission, place: str, codes: Iterable[Code],
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
    Coded.objects.bulk_create([Coded(read=read, code=one) for one in codes])
    if not blank:
        _journal(collection, "results.coded", by, now)
    return read


def words_of(*, collection: Collection, submission: Submission, viewer: Viewer,
             private_key: bytes | None, now: datetime) -> dict[str, str]:  # fmt: skip
    """The texts of one answer by place, journalled, opened with a member's key.

    Raises:
        communitylinkage.vault.keys.Locked: she is not of the team, or her key is not at hand.
    """
    holder = results.holder_of(viewer, collection)
    if holder is None or private_key is None:
        raise Locked
    account = viewer.account
    if holder != account.key_holder:
        private_key = key_of_post(holder=holder, account=account, private_key=private_key)
    texts, _files = read_texts(
        submission=submission,
        organisation=collection.version.questionnaire.organisation_id,
        holder=holder,
        private_key=private_key,
        by=account.pk,
        now=now,
    )
    return texts


def exported(*, collection: Collection, what: str, by: UUID, now: datetime) -> None:
    """Journals that rows or tables were taken out."""
    _journal(collection, f"results.exported_{what}", by, now)


def _journal(one: Collection, act: str, by: UUID, now: datetime) -> None:
    organisation = one.version.questionnaire.organisation_id
    journal(organisation_id=organisation, act=act, by=by, reference=str(one.pk), now=now)
