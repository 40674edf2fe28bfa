"""What a service asked for her: a mentor. Where it stands, who reads it, and stopping it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise

from communitylinkage.journal import queries as journal
from communitylinkage.mentors.queries import names_of_their_organisations
from communitylinkage.referrals.mentor_requests import actions, papers, rules
from communitylinkage.referrals.mentor_requests import wording as words
from communitylinkage.referrals.mentor_requests.models import MentorRequest
from communitylinkage.referrals.mentor_requests.rules import State
from communitylinkage.referrals.papers import named
from communitylinkage.referrals.receipt import wording
from communitylinkage.referrals.receipt.queries import WOMAN, Opened, names_of
from communitylinkage.values import languages
from communitylinkage.values.text import isolated


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads it, how much of it, and what was opened. `name`: an organisation's."""

    name: str
    sentence: Promise
    opened: tuple[Opened, ...]


@dataclass(frozen=True, slots=True)
class MentorAsked:
    """One request. `mentor`: she whose turn it is, or who said yes. `before`: those who opened it
    and are asked no more; all of them once it has ended. What is erased was read all the same.
    """

    number: UUID
    sentence: str
    picture: str
    service: Reader | None
    mentor: Reader | None
    before: Reader | None
    live: bool


def requests_of(participant: UUID) -> QuerySet[MentorRequest]:
    """Those that services made for her under her consents, the newest change first."""
    rows = MentorRequest.objects.filter(consent__participant_id=participant)
    return rows.select_related("consent").order_by("-changed")


def mentors_asked(participant: UUID) -> list[MentorAsked]:
    """As her page shows them."""
    return [_asked(row) for row in requests_of(participant)]


def _asked(row: MentorRequest) -> MentorAsked:
    state = State(row.state)
    who = names_of([row.organisation_id])[row.organisation_id]
    live = state not in rules.ENDED
    turns = {str(turn.account_id): turn.position for turn in row.turns.all()}
    current = {who for who, position in turns.items() if position == row.position}
    reads = wording.MENTOR_READS.get(state)
    return MentorAsked(
        number=row.pk,
        sentence=str(wording.MENTOR_ASKED[state]) % {"who": isolated(who)},
        picture=wording.picture(wording.MENTOR_PICTURES[state]),
        service=_service(row, who, set(turns), live),
        mentor=_mentor(row, current, reads) if reads else None,
        before=_before(row, set(turns) - (current if reads else set())),
        live=live,
    )


def _service(row: MentorRequest, who: str, mentors: set[str], live: bool) -> Reader | None:
    opened = _opened(row, lambda by: by not in mentors | {str(WOMAN)})
    if not live and not opened:
        return None
    return Reader(who, wording.SERVICE_READS if live else wording.READS_NO_MORE, opened)


def _mentor(row: MentorRequest, accounts: set[str], sentence: Promise) -> Reader:
    turn = row.turns.get(position=row.position)
    name = names_of_their_organisations(turn.account_id) or str(wording.AN_ORGANISATION)
    return Reader(name, sentence, _opened(row, lambda by: by in accounts))


def _before(row: MentorRequest, accounts: set[str]) -> Reader | None:
    """Without names, also of their organisations: she did not choose them, and they are gone."""
    opened = _opened(row, lambda by: by in accounts)
    if not opened:
        return None
    return Reader(str(wording.MENTORS_BEFORE), wording.READS_NO_MORE, opened)


def _opened(row: MentorRequest, counts: Callable[[str], bool]) -> tuple[Opened, ...]:
    openings = journal.openings([row.reference], "mentor_request.opened")
    ats = [one.at for one in openings if counts(one.by)]
    return (Opened(wording.MENTOR_REQUEST, len(ats), max(ats)),) if ats else ()


def stop(*, request: MentorRequest, now: datetime) -> None:
    """Ends it at once: nobody can open it any more."""
    actions.stop(request=request, by=WOMAN, now=now)


def lines(summary: papers.Summary, details: papers.Details) -> tuple[tuple[Promise, str], ...]:
    """What was written, as she reads it."""
    part = words.said(words.DAY_PARTS, summary.part)
    day = date_format(date.fromisoformat(summary.day)) if summary.day else ""
    found = (
        (wording.PURPOSE, words.said(words.COMPANIES, summary.company)),
        (wording.LANGUAGES, languages.own_name(summary.language)),
        (wording.AREA, summary.area),
        (wording.DAY, f"{day} · {part}" if day else ""),
        (wording.ASKS_FOR, details.contact),
        (wording.NUMBER, details.number),
        (wording.WHERE, details.where),
        (wording.TIME, details.when),
        (wording.CALLED, details.call_her),
        (wording.NEVER, " · ".join(named(details.not_told))),
        (wording.NOTE, details.note),
    )
    return tuple(line for line in found if line[1])
