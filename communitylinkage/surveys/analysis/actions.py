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
from communitylinkage.surveys.analysis import codes, results
from communitylinkage.surveys.analysis.codebook import COUNTED, Shape
from communitylinkage.surveys.analysis.counting import UNSAID
from communitylinkage.surveys.analysis.models import Code, Coded, Read, Released
from communitylinkage.surveys.analysis.tables import ROUND, best, gated, tables
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
    made = _release(collections, audience, now)
    if len(collections) == 1:
        made += _release_codes(collections[0], audience, now)
    if len(collections) == 2:
        made += _release_change(collections[0], collections[1], audience, now)
    _journal(collections[-1], f"results.released_{audience}", by, now)
    return made


def _release(collections: Sequence[Collection], audience: str, now: datetime) -> int:
    items = [one for one in results.items_of(collections) if one.shape in COUNTED]
    cuts = [results.tallied(collections, items, cut) for cut in _cuts(collections)]
    # A cut that nobody's group speaks of, or that has no columns, is no table.
    cuts = [(found, frame) for found, frame in cuts if set(frame.ats) - {UNSAID}]
    rounds, made = ",".join(str(one.pk) for one in collections), 0
    there = set(
        Released.objects.filter(audience=audience, rounds=rounds).values_list("place", flat=True)
    )
    for item in items if cuts else []:
        if item.place in there:
            continue
        wanted = [(frame, tables(found[item.place], frame)) for found, frame in cuts]
        scope = wanted[0][0].scope
        for frame, seen, entries in best(wanted, BY_NAME[audience], ledger_of(scope, item.place)):
            made += 1
            Released.objects.create(
                scope=scope, audience=audience, rounds=rounds, place=item.place, by=frame.by,
                cells=results.kept_of(seen, frame.groups), at=now,
                entries=Ledger(tuple(entries)).to_json(),
            )  # fmt: skip
    return made


def _release_codes(one: Collection, audience: str, now: datetime) -> int:
    """What free texts say, for each question whose texts were all read; codes may come later."""
    made, frame = 0, results.frame([one], "", ())
    for item in (each for each in results.items_of([one]) if each.shape is Shape.TEXT):
        tally = codes.tally(one, item)
        told = {"audience": audience, "rounds": str(one.pk), "by": "", "place": tally.item.place}
        there = Released.objects.filter(**told).exists()
        if there or not tally.people[""] or codes.waiting(one, item.place).exists():
            continue
        ledger = ledger_of(frame.scope, tally.item.place)
        seen, entries = gated(tables(tally, frame), BY_NAME[audience], ledger)
        made += 1
        Released.objects.create(
            **told, scope=frame.scope, cells=results.kept_of(seen, frame.groups),
            entries=Ledger(tuple(entries)).to_json(), at=now,
        )  # fmt: skip
    return made


def _release_change(before: Collection, after: Collection, audience: str, now: datetime) -> int:
    """How far the same respondents moved between the two, for each question with a scale."""
    rounds, made = f"{before.pk},{after.pk}", 0
    told = {"audience": audience, "rounds": rounds, "by": results.CHANGE}
    for item in results.items_of([after]):
        moved = results.differences(before, after, item)
        if moved is None or Released.objects.filter(**told, place=item.place).exists():
            continue
        scope = str(after.version.questionnaire_id)
        ledger = ledger_of(scope, item.place)
        seen, entries = gated({"": moved.table}, BY_NAME[audience], ledger)
        made += 1
        Released.objects.create(
            **told, scope=scope, place=item.place, cells=results.kept_of(seen, ()),
            entries=Ledger(tuple(entries)).to_json(), at=now,
        )  # fmt: skip
    return made


def _cuts(collections: Sequence[Collection]) -> tuple[str, ...]:
    return ("", *results.GROUPS) if len(collections) == 1 else (ROUND,)


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
