"""A round is made, opened, closed; people are invited and reminded; the clock does its part."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.assessment import asking, rules, shelf
from communitylinkage.assessment.models import Assessment, Door, Invited, Round, Running
from communitylinkage.assessment.rules import Act, NotNowError, State
from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.outbox import actions as outbox
from communitylinkage.surveys import actions as surveys
from communitylinkage.surveys.models import Questionnaire, Version
from communitylinkage.surveys.queries import in_use
from communitylinkage.surveys.rules import State as VersionState

INVITE, REMIND = "assessment.invite", "assessment.remind"
# Who acts where the clock does.
CLOCK = UUID(int=0)


@dataclass(frozen=True, slots=True)
class When:
    """Which time a round asks, in which languages, from when until when."""

    wave: str
    languages: tuple[str, ...]
    opens: datetime
    closes: datetime


@transaction.atomic
def take(*, name: str, organisation: UUID, by: UUID, now: datetime) -> Questionnaire:
    """Puts a ready questionnaire among the organisation's own; where it stands already, that one.

    Raises:
        LookupError: there is no ready one of this name.
    """
    title = shelf.ready(name).title
    here = Questionnaire.objects.filter(organisation=organisation, title=title)
    found = here.order_by("made_at").first()
    if found:
        return found
    rows = shelf.rows(name)
    version = surveys.take(organisation=organisation, title=title, sheets=rows, by=by, now=now)
    return version.questionnaire


@transaction.atomic
def make(*, programme: Programme, organisation: UUID, partners: Iterable[Organisation], title: str,
         purpose: str, kinds: list[str], countries: list[str], questionnaire: Questionnaire,
         when: When, by: UUID, now: datetime) -> Round:  # fmt: skip
    """An assessment with its first round, which is a draft."""
    row = Assessment.objects.create(
        programme=programme, organisation_id=organisation, title=title, purpose=purpose,
        kinds=kinds, countries=countries, made_at=now,
    )  # fmt: skip
    for one in {organisation, *(partner.pk for partner in partners)}:
        Running.objects.create(assessment=row, organisation_id=one)
    _journal(organisation, "assessment.made", row.pk, by, now)
    return add_round(
        assessment=row, questionnaire=questionnaire, kinds=kinds, when=when, by=by, now=now
    )


@transaction.atomic
def add_round(*, assessment: Assessment, questionnaire: Questionnaire, kinds: list[str],
              when: When, by: UUID, now: datetime) -> Round:  # fmt: skip
    """A draft round, with the published version of a questionnaire, else with its latest."""
    versions = Version.objects.filter(questionnaire=questionnaire).order_by("-number")
    version = in_use(questionnaire.pk) or versions[0]
    row = Round.objects.create(
        assessment=assessment, version=version, kinds=kinds, wave=when.wave,
        languages=list(when.languages or version.languages), opens=when.opens, closes=when.closes,
        made_at=now,
    )  # fmt: skip
    Door.objects.bulk_create(
        Door(round=row, country=country, kind=kind)
        # A form may name one twice.
        for country in dict.fromkeys(assessment.countries)
        for kind in dict.fromkeys(kinds)
    )
    _journal(assessment.organisation_id, "round.made", row.pk, by, now)
    return row


@transaction.atomic
def plan(*, row: Round, by: UUID, now: datetime) -> Round:
    """Leaves the opening to the clock.

    Raises:
        NotNowError: it is no draft, its first day has come already, or nobody could answer it.
    """
    held = _held(row)
    rules.after(Act.PLAN, held.state)
    asking.check_answerable(held.version)
    if held.opens <= now:
        raise NotNowError(Act.PLAN)
    held.state = State.PLANNED
    held.save(update_fields=["state"])
    _journal(held.assessment.organisation_id, "round.planned", held.pk, by, now)
    return held


@transaction.atomic
def open_round(*, row: Round, by: UUID, now: datetime) -> Round:
    """Publishes its version if nobody did, and opens the collection and a link at each door.

    Raises:
        NotNowError: it is no draft, its last day is over, its version was taken out of use and no
            other is in use, or nobody could answer it.
    """
    held = _held(row)
    rules.after(Act.OPEN, held.state)
    if held.closes <= now:
        raise NotNowError(Act.OPEN)
    if held.version.state == VersionState.RETIRED:
        newer = in_use(held.version.questionnaire_id)
        if newer is None:
            raise NotNowError(rules.RETIRED)
        held.version = newer
        spoken = held.version.languages
        held.languages = [one for one in held.languages if one in spoken] or list(spoken)
    asking.check_answerable(held.version)
    if held.version.state == VersionState.DRAFT:
        held.version = surveys.move(version=held.version, act="publish", by=by, now=now)
    # Who opens it before its first day means now.
    held.opens = min(held.opens, now)
    asking.begin(row=held, by=by, now=now)
    held.state = State.OPEN
    held.save()
    _journal(held.assessment.organisation_id, "round.opened", held.pk, by, now)
    return held


@transaction.atomic
def set_dates(*, row: Round, opens: datetime | None, closes: datetime, by: UUID,
              now: datetime) -> Round:  # fmt: skip
    """Moves the days of a round: both before it opens, the last one while it is open.

    Args:
        opens: the new first moment; None leaves it as it is, and so does a round that is open.

    Raises:
        NotNowError: it is closed, or would be over at once, or end before it begins.
    """
    held = _held(row)
    rules.after(Act.DATES, held.state)
    if opens is not None and held.state != State.OPEN:
        held.opens = opens
    held.closes = closes
    if closes <= now or closes <= held.opens:
        raise NotNowError(Act.DATES)
    held.save(update_fields=["opens", "closes"])
    if held.state == State.OPEN:
        asking.reschedule(row=held, by=by, now=now)
    _journal(held.assessment.organisation_id, "round.dates_moved", held.pk, by, now)
    return held


@transaction.atomic
def limit_link(*, row: Round, door: Door, most: int, by: UUID, now: datetime) -> None:
    """Lets the open link of a door take so many answers.

    Raises:
        NotNowError: the round is not open.
    """
    held = _held(row)
    rules.after(Act.LINK, held.state)
    asking.limit(door=door, most=most, by=by, now=now)
    _journal(held.assessment.organisation_id, "round.link_limited", held.pk, by, now)


@transaction.atomic
def call_link_back(*, row: Round, door: Door, by: UUID, now: datetime) -> None:
    """Takes the open link of a door out of use: on paper and in letters it leads nowhere then.

    Raises:
        NotNowError: the round is not open, or the door has no link.
    """
    held = _held(row)
    rules.after(Act.LINK, held.state)
    if not door.token:
        raise NotNowError(Act.LINK)
    asking.call_back(door=door, by=by, now=now)
    _journal(held.assessment.organisation_id, "round.link_called_back", held.pk, by, now)


@transaction.atomic
def renew_link(*, row: Round, door: Door, by: UUID, now: datetime) -> None:
    """A new open link at a door that has none.

    Raises:
        NotNowError: the round is not open, or the door has a link.
    """
    held = _held(row)
    rules.after(Act.LINK, held.state)
    if door.token or held.collection is None:
        raise NotNowError(Act.LINK)
    asking.new_link(door=door, collection=held.collection, by=by, now=now)
    _journal(held.assessment.organisation_id, "round.link_made", held.pk, by, now)


@transaction.atomic
def invite(*, row: Round, door: Door, addresses: list[str], by: UUID, now: datetime) -> int:
    """Mails an invitation to each address that this door has not mailed yet; how many these are.

    The door's addresses are written anew in another order: the order of rows must not tell which
    address came with which token.

    Raises:
        NotNowError: the round is not open.
    """
    held = _held(row)
    rules.after(Act.INVITE, held.state)
    door = Door.objects.select_for_update().get(pk=door.pk, round=held)
    kept = list(Invited.objects.filter(door=door))
    known = {one.email for one in kept}
    new = [Invited(door=door, email=one) for one in addresses if one not in known]
    everybody = [*kept, *new]
    secrets.SystemRandom().shuffle(everybody)
    Invited.objects.filter(door=door).delete()
    Invited.objects.bulk_create(everybody)
    for one in new:
        outbox.later(kind=INVITE, subject_id=one.pk, due=now)
    door.invited += len(new)
    door.save(update_fields=["invited"])
    _journal(held.assessment.organisation_id, "round.invited", held.pk, by, now)
    return len(new)


@transaction.atomic
def remind(*, row: Round, by: UUID, now: datetime) -> int:
    """Mails everybody who was invited: who answered is not known. How many these are.

    Raises:
        NotNowError: the round is not open, or there was a reminder just now.
    """
    held = _held(row)
    rules.after(Act.REMIND, held.state)
    if not rules.may_remind(held.state, held.reminded, now):
        raise NotNowError(Act.REMIND)
    # Whose first letter still waits is not reminded of it; the task goes as the letter goes.
    waiting = outbox.waiting(kind=INVITE)
    rows = Invited.objects.filter(door__round=held).exclude(pk__in=waiting)
    found = list(rows.values_list("pk", flat=True))
    for pk in found:
        outbox.later(kind=REMIND, subject_id=pk, due=now)
    held.reminded = now
    held.save(update_fields=["reminded"])
    _journal(held.assessment.organisation_id, "round.reminded", held.pk, by, now)
    return len(found)


@transaction.atomic
def close(*, row: Round, by: UUID, now: datetime) -> Round:
    """Takes no more answers, and deletes every address.

    Raises:
        NotNowError: it is not open.
    """
    held = _held(row)
    rules.after(Act.CLOSE, held.state)
    asking.end(row=held, by=by, now=now)
    Invited.objects.filter(door__round=held).delete()
    held.state = State.CLOSED
    if now > held.opens:
        held.closes = min(held.closes, now)
    held.save()
    _journal(held.assessment.organisation_id, "round.closed", held.pk, by, now)
    return held


@transaction.atomic
def drop(*, row: Round, by: UUID, now: datetime) -> None:
    """Deletes a round that never asked; an assessment without a round goes with it.

    Raises:
        NotNowError: it asked already.
    """
    held = _held(row)
    rules.after(Act.DROP, held.state)
    organisation, assessment = held.assessment.organisation_id, held.assessment
    held.delete()
    if not assessment.rounds.exists():
        assessment.delete()
    _journal(organisation, "round.dropped", row.pk, by, now)


def sweep(*, now: datetime) -> int:
    """Opens and closes on time, and reminds once before the end; how many moved."""
    moved = 0
    for row in Round.objects.exclude(state=State.CLOSED).select_related("assessment"):
        moved += _by_the_clock(row, now)
    return moved


def _by_the_clock(row: Round, now: datetime) -> int:
    try:
        if rules.opens_now(row.state, row.opens, row.closes, now):
            open_round(row=row, by=CLOCK, now=now)
        elif rules.closes_now(row.state, row.closes, now):
            close(row=row, by=CLOCK, now=now)
        elif rules.reminds_now(row.state, row.opens, row.closes, row.reminded, now):
            remind(row=row, by=CLOCK, now=now)
        else:
            return 0
    except NotNowError:  # somebody did it, or retired the version, meanwhile
        return 0
    return 1


def _held(row: Round) -> Round:
    """The row as it is now, locked."""
    rows = Round.objects.select_for_update(of=("self",))
    return rows.select_related("assessment", "version", "collection").get(pk=row.pk)


def _journal(organisation: UUID, act: str, reference: UUID, by: UUID, now: datetime) -> None:
    record(organisation_id=organisation, act=act, by=by, reference=str(reference), now=now)
