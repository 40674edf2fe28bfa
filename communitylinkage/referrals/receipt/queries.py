"""What her page shows, as frozen values; everything is reached through her own reference."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from communitylinkage.consent.models import Consent, Recipient
from communitylinkage.consent.rules import in_force
from communitylinkage.directory import queries as directory
from communitylinkage.directory.hsds import Organization
from communitylinkage.directory.queries import ServiceEntry
from communitylinkage.journal import queries as journal
from communitylinkage.organisations.models import Organisation
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.keepers import still_holds
from communitylinkage.referrals.models import Link, Referral, Told
from communitylinkage.referrals.receipt import rules, wording
from communitylinkage.referrals.receipt.models import Message
from communitylinkage.referrals.receipt.rules import Held
from communitylinkage.referrals.rules import SENT_AND_OPEN, State
from communitylinkage.referrals.wording import AUTHORITIES, said
from communitylinkage.values.text import isolated
from communitylinkage.vault import queries as vault

# Who acts where a woman does, by her receipt: nobody's account.
WOMAN = UUID(int=1)


@dataclass(frozen=True, slots=True)
class Opened:
    """How often a holder opened one thing, and when last."""

    what: Promise
    times: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Holding:
    """What somebody holds of hers."""

    number: int
    name: str
    held: Held
    sentence: Promise
    picture: str
    opened: tuple[Opened, ...]


@dataclass(frozen=True, slots=True)
class ToldByLaw:
    """That a service had to tell an authority."""

    who: str
    authority: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """Where one referral stands. `last`: nobody comes after who is asked now.

    `places`: what everybody may read of who said yes, so that she finds the way herself.
    """

    number: UUID
    state: State
    sentence: str
    picture: str
    done: int
    due: datetime | None
    last: bool
    may_tell: bool
    messages: int
    told: tuple["ToldByLaw", ...]
    places: tuple[ServiceEntry, ...] = ()
    may_wish: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """One yes of hers: until when, who wrote it down, who may receive it, where it stands."""

    number: UUID
    until: datetime
    in_force: bool
    stopped: bool
    mentor: Holding
    holdings: tuple[Holding, ...]
    steps: tuple[Step, ...]


def consents_of(participant: UUID) -> QuerySet[Consent]:
    """Hers, the newest first."""
    return Consent.objects.filter(participant_id=participant).order_by("-given")


def country_of(participant: UUID) -> str:
    """By whose clock her page tells the hours: that of who is at her side, as staff read it.

    Empty where nobody is.
    """
    sides = [one.organisation_id for one in consents_of(participant)[:1]]
    asked = Ask.objects.filter(participant_id=participant).order_by("-changed")
    sides += asked.values_list("post__organisation_id", flat=True)[:1]
    found = Organisation.objects.filter(pk__in=sides[:1]).first()
    return found.country if found else ""


def referrals_of(participant: UUID) -> QuerySet[Referral]:
    """Hers."""
    return Referral.objects.filter(consent__participant_id=participant).select_related("consent")


def recipients_of(participant: UUID) -> QuerySet[Recipient]:
    """Those whom she named."""
    return Recipient.objects.filter(consent__participant_id=participant).select_related("consent")


def holds(referral: Referral, now: datetime) -> bool:
    """Whether her yes to it is in force."""
    return in_force(referral.consent.until, referral.consent.ending, now)


def reading_service(referral: Referral) -> Recipient | None:
    """The recipient who said yes, on the platform, and was not locked out since."""
    if State(referral.state) not in rules.SERVICE_WRITES:
        return None
    found = referral.consent.recipients.filter(position=referral.position, outside=False).first()
    opens = vault.released([referral.content])
    return found if found and (referral.content, found.holder) in opens else None


def names_of(organisations: Iterable[UUID]) -> dict[UUID, str]:
    """Their names: of those on the platform, else of those in the directory."""
    wanted = set(organisations)
    listed = Organization.objects.filter(pk__in=wanted).values_list("pk", "name")
    ours = Organisation.objects.filter(pk__in=wanted).values_list("pk", "name")
    found = {**dict(listed), **dict(ours)}
    return {pk: found.get(pk) or str(wording.A_SERVICE) for pk in wanted}


def agreed(participant: UUID, now: datetime) -> list[Agreed]:
    """All that she said yes to, as her page shows it."""
    return [_agreed(consent, now) for consent in consents_of(participant)]


def _agreed(consent: Consent, now: datetime) -> Agreed:
    rows = list(Referral.objects.filter(consent=consent).order_by("changed", "pk"))
    recipients = list(consent.recipients.all())
    names = names_of([consent.organisation_id, *(one.organisation_id for one in recipients)])
    what = _records(consent, rows)
    opened = _opened(what)
    holds = in_force(consent.until, consent.ending, now)
    held = _held(rows, recipients, set(what)) if holds else {}

    def holding(number: int, organisation: UUID, has: Held) -> Holding:
        sentence, picture = wording.HELD[has], wording.picture(wording.HELD_PICTURES[has])
        seen = tuple(opened.get(organisation, ()))
        return Holding(number, names[organisation], has, sentence, picture, seen)

    return Agreed(
        number=consent.pk,
        until=consent.until,
        in_force=holds,
        stopped=consent.ending is not None and not consent.is_over,
        mentor=holding(0, consent.organisation_id, Held.CONTENT if holds else Held.LOCKED),
        holdings=tuple(
            holding(one.pk, one.organisation_id, held.get(one.pk, Held.LOCKED))
            for one in recipients
        ),
        steps=tuple(_step(row, recipients, names, now) for row in rows),
    )


def _held(rows: list[Referral], recipients: list[Recipient], records: set[UUID]) -> dict[int, Held]:
    """What each recipient could open now, while the consent is in force."""
    released, waiting = vault.released(records), vault.waiting(records)
    return {
        one.pk: rules.held(
            summary=any((row.summary, one.holder) in released for row in rows),
            content=any((row.content, one.holder) in released for row in rows),
            waiting=not rows or any(holder == one.holder for _record, holder in waiting),
        )
        for one in recipients
    }


def _records(consent: Consent, rows: Iterable[Referral]) -> dict[UUID, Promise]:
    what: dict[UUID, Promise] = {consent.paper: wording.PAPER}
    for row in rows:
        what |= {row.summary: wording.SUMMARY, row.content: wording.CONTENT}
        for record in row.messages.values_list("record", flat=True):
            what[record] = wording.MESSAGE
        what |= {one.record: wording.WISH for one in row.wishes.all() if one.record}
    return what


def _opened(what: dict[UUID, Promise]) -> dict[UUID, list[Opened]]:
    """What each organisation opened; not what she read herself."""
    openings = [one for one in journal.openings(map(str, what)) if one.by != str(WOMAN)]
    # A recipient outside has no chain of its own: its link tells who it was.
    links = Link.objects.filter(pk__in={one.by for one in openings})
    outside = {str(link.pk): link.organisation_id for link in links}
    times: dict[tuple[UUID, Promise], list[datetime]] = defaultdict(list)
    for one in openings:
        times[outside.get(one.by, one.organisation), what[UUID(one.reference)]].append(one.at)
    found: dict[UUID, list[Opened]] = defaultdict(list)
    for (organisation, words), ats in times.items():
        found[organisation].append(Opened(words, len(ats), max(ats)))
    return found


def _step(
    row: Referral, recipients: list[Recipient], names: dict[UUID, str], now: datetime
) -> Step:
    state = State(row.state)
    turn = next((one for one in recipients if one.position == row.position), None)
    who = names[turn.organisation_id] if turn else str(wording.A_SERVICE)
    over = state == State.CLOSED and not still_holds(row)
    words = wording.FINISHED_FOR_GOOD if over else wording.STATES[state]
    return Step(
        number=row.pk,
        state=state,
        sentence=str(words) % {"who": isolated(who)},
        picture=wording.picture(wording.PICTURES[state]),
        done=wording.STEP_OF.get(state, 0),
        due=row.due if state in rules.ASKED else None,
        last=all(one.position <= row.position for one in recipients),
        may_tell=state in rules.MAY_TELL,
        messages=Message.objects.filter(referral=row).count(),
        told=_told(row),
        may_wish=state in SENT_AND_OPEN,
        places=_places(turn, now) if turn and state in rules.SERVICE_WRITES else (),
    )


def _places(turn: Recipient, now: datetime) -> tuple[ServiceEntry, ...]:
    """The entries of who said yes in the public directory; a secret address is in none of them."""
    listed: UUID | None = turn.organisation_id
    if not turn.outside:
        ours = Organisation.objects.filter(pk=turn.organisation_id)
        listed = ours.values_list("listed_as", flat=True).first()
    return tuple(directory.entries_of_organisation(listed, now.date())) if listed else ()


def _told(row: Referral) -> tuple[ToldByLaw, ...]:
    rows = list(Told.objects.filter(referral=row))
    names = names_of([one.organisation_id for one in rows])
    return tuple(
        ToldByLaw(names[one.organisation_id], said(AUTHORITIES, one.authority), one.at)
        for one in rows
    )
