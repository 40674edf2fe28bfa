"""Opening what is sealed to her, and messages: each opening asks consent and is journalled."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise

from communitylinkage.consent import actions as consents
from communitylinkage.consent.rules import NotConsented
from communitylinkage.guide import wording as guide
from communitylinkage.participants.actions import OpenReceipt
from communitylinkage.referrals.mentor_requests.reading import read_by_her
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.papers import Content, Paper, Summary, from_bytes
from communitylinkage.referrals.receipt import asked, letters, mentors, wording
from communitylinkage.referrals.receipt.models import Message
from communitylinkage.referrals.receipt.queries import WOMAN, consents_of, names_of
from communitylinkage.referrals.showing import never_told, text_used
from communitylinkage.referrals.wishes.queries import wishes_of
from communitylinkage.referrals.wishes.reading import read_by_her as read_wish
from communitylinkage.referrals.wishes.rules import State as WishState
from communitylinkage.values import languages
from communitylinkage.vault.keys import Locked

Line = tuple[Promise, str]
Opens = Callable[[UUID], bytes]


@dataclass(frozen=True, slots=True)
class Written:
    """One sealed thing as she reads it: a heading and lines."""

    heading: Promise
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it is read. `who` is empty where she wrote it; `new`: not read before."""

    who: str
    at: datetime
    said: str
    text: str
    new: bool = False


def what_is_written(receipt: OpenReceipt, now: datetime) -> list[Written]:
    """All that is sealed to her under what she said yes to, as far as it opens."""
    found: list[Written] = []
    wishes = wishes_of(receipt.participant)
    for consent in consents_of(receipt.participant):
        opens = _opener(receipt, consent.organisation_id, now)
        rows = Referral.objects.filter(consent=consent).order_by("changed", "pk")
        found += _read(opens, [(consent.paper, _paper)])
        for row in rows:
            found += _read(opens, [(row.summary, _summary), (row.content, _content)])
        for wish in wishes.filter(referral__consent=consent, state=WishState.WAITING):
            with suppress(NotConsented, Locked, ValueError, TypeError, KeyError):
                found.append(Written(wording.WISH, read_wish(wish, opens)))
    for request in mentors.requests_of(receipt.participant):
        try:
            read = read_by_her(request=request, receipt=receipt, by=WOMAN, now=now)
            found.append(Written(wording.MENTOR_REQUEST, mentors.lines(*read)))
        except (Locked, NotConsented, ValueError, TypeError):
            continue
    for ask in asked.asks_of(receipt.participant):
        try:
            lines = asked.read(ask=ask, receipt=receipt, now=now)
        except (Locked, ValueError, TypeError):
            continue
        found.append(Written(wording.REQUEST, lines))
    return found


def _opener(receipt: OpenReceipt, organisation: UUID, now: datetime) -> Opens:
    def opens(record: UUID) -> bytes:
        if receipt.private_key is None:
            raise Locked
        return consents.open_record(
            record=record,
            holder=receipt.holder,
            private_key=receipt.private_key,
            organisation=organisation,
            by=WOMAN,
            now=now,
        )

    return opens


def _read(
    opens: Opens, wanted: Iterable[tuple[UUID, Callable[[bytes], Written]]]
) -> Iterable[Written]:
    """What does not open, or was written by another version, is left out."""
    for record, shown in wanted:
        try:
            yield shown(opens(record))
        except (NotConsented, Locked, ValueError, TypeError):
            continue


def _lines(*lines: Line) -> tuple[Line, ...]:
    return tuple(line for line in lines if line[1])


def _all_said(choices: Sequence[tuple[str, Promise]], codes: Iterable[str]) -> str:
    return " · ".join(filter(None, (wording.said(choices, code) for code in codes)))


def _paper(plain: bytes) -> Written:
    paper = from_bytes(Paper, plain)
    return Written(
        wording.PAPER,
        _lines(
            (wording.PURPOSE, wording.said(wording.PURPOSES, paper.purpose) or paper.purpose),
            (wording.SHARED, _all_said(wording.ITEMS, paper.items)),
            (wording.WHOM, " · ".join(paper.recipients)),
            (wording.UNTIL, date_format(date.fromisoformat(paper.until))),
            (wording.TEXT_USED, text_used(paper)),
            (wording.SPOKEN, languages.own_name(paper.spoken)),
            (wording.HOW_TOLD, wording.said(wording.HOWS, paper.how)),
            (wording.HOW_AGREED, wording.said(wording.AGREEDS, paper.agreed)),
            (wording.NEVER, " · ".join(paper.excluded)),
        ),
    )


def _summary(plain: bytes) -> Written:
    need = from_bytes(Summary, plain)
    return Written(
        wording.SUMMARY,
        _lines(
            (wording.KIND, wording.said(guide.KINDS, need.kind)),
            (wording.LANGUAGES, " · ".join(languages.own_name(code) for code in need.languages)),
            (wording.AREA, need.area),
            (wording.PAPERS, wording.said(guide.PAPERS, need.papers)),
            (wording.CHILDREN, str(wording.YES) if need.children else ""),
            (wording.STEP_FREE, str(wording.YES) if need.step_free else ""),
            (wording.HOW, wording.said(wording.WARMS, need.warm)),
        ),
    )


def _content(plain: bytes) -> Written:
    hers = from_bytes(Content, plain)
    return Written(
        wording.CONTENT,
        _lines(
            (wording.NAME, hers.name),
            (wording.CHANNEL, wording.said(wording.CHANNELS, hers.channel)),
            (wording.NUMBER, hers.number),
            (wording.WHEN, hers.when),
            (wording.COVER, hers.cover_name),
            (wording.WORD, hers.agreed_word),
            (wording.MEETING, hers.meeting),
            (wording.NEVER, " · ".join(never_told(hers))),
            (wording.NOTE, hers.note),
        ),
    )


def messages_for(
    *,
    referral: Referral,
    holder: UUID,
    private_key: bytes,
    organisation: UUID,
    by: UUID,
    now: datetime,
    new: frozenset[UUID] = frozenset(),
) -> list[Shown]:
    """The messages of a referral that a holder may open, the oldest first.

    Args:
        organisation: whose chain of the journal tells of it: the reader's. new: the records that
            she has not read before.
    """
    rows = list(Message.objects.filter(referral=referral))
    names = names_of([row.organisation_id for row in rows if row.organisation_id])
    found = []
    for row in rows:
        try:
            plain = consents.open_record(
                record=row.record,
                holder=holder,
                private_key=private_key,
                organisation=organisation,
                by=by,
                now=now,
            )
        except (NotConsented, Locked):
            continue
        letter = letters.read(plain)
        who = names[row.organisation_id] if row.organisation_id else ""
        said = wording.said(wording.SAID, letter.said)
        found.append(Shown(who, row.written, said, letter.text, row.record in new))
    return found


def her_messages(referral: Referral, receipt: OpenReceipt, now: datetime) -> list[Shown]:
    """The same for her; none without her digits."""
    if receipt.private_key is None:
        return []
    return messages_for(
        referral=referral,
        holder=receipt.holder,
        private_key=receipt.private_key,
        organisation=referral.organisation_id,
        by=WOMAN,
        now=now,
    )
