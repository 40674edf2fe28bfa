"""What came of a visit: counted, its hours kept, a note sealed, and the request closed with it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from communitylinkage.consent.actions import check_in_force
from communitylinkage.consent.models import Consent
from communitylinkage.facts import actions as facts
from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Organisation
from communitylinkage.referrals.mentor_requests import actions as requests
from communitylinkage.referrals.mentor_requests import rules as request_rules
from communitylinkage.support import rules
from communitylinkage.support.actions import locked, release_backup, seal_note, tell_rota, write
from communitylinkage.support.counting.actions import count_woman, counted_by
from communitylinkage.support.counting.rules import Source, Standing
from communitylinkage.support.models import Effort, OwedHours, SupportAction
from communitylinkage.support.papers import Debrief, Expense, Kind, Next, Outcome, Where, to_bytes
from communitylinkage.support.queries import zone_of_visit
from communitylinkage.support.rules import Act, NotNow, Party, State, Watch

FACT = "support_action"


@dataclass(frozen=True, slots=True)
class Work:
    """What is the mentor's own of a visit, whatever came of it.

    Args:
        minutes: the way included. amount: in the currency of the grant.
    """

    minutes: int
    expense: Expense = Expense.NONE
    amount: Decimal = Decimal(0)
    has_paper: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What the mentor says afterwards.

    Args:
        standing: known to be concerned, or possible; None where the mentor does not count her.
        code: of the woman's choosing, by which she is counted once; never stored.
        note: sealed to the mentor and the post.
    """

    kind: Kind
    where: Where
    outcome: Outcome
    follows: Next
    work: Work
    standing: Standing | None = None
    code: str = ""
    note: str = ""


@transaction.atomic
def report(*, action: SupportAction, said: Report, by: UUID, now: datetime) -> Source | None:
    """Closes an action, also one whose request ended before she could say what came of it.

    Returns by what the woman was counted; None where she was not.

    Raises:
        NotNow: it is over, it never began, the woman stopped it, or another mentor goes now.
        communitylinkage.consent.rules.NotConsented: her yes is over; nothing is kept.
    """
    row = locked(action)
    was = State(row.state)
    line = rules.check(was, Act.REPORT, Party.MENTOR)
    if row.mentor != by:
        raise NotNow
    if row.consent:
        check_in_force(Consent.objects.select_for_update().get(pk=row.consent.pk), now)
    if said.note:
        row.debrief = seal_note(row, to_bytes(Debrief(said.note)))
    release_backup(row, by, now)
    row.state = line.after
    write(row, Act.REPORT, Watch(), by, now)
    organisation = Organisation.objects.get(pk=row.organisation_id)
    day = rules.day_of(row.begins, now, zone_of_visit(row))
    codes = [
        f"kind:{said.kind}", f"where:{said.where}", f"outcome:{said.outcome}",
        f"follows:{said.follows}",
    ]  # fmt: skip
    whose = [*codes, counted_by(organisation)]
    facts.count(kind=FACT, region=organisation.country, codes=whose, now=now)
    _keep(said.work, row.organisation_id, by, day)
    source = None
    if said.standing:
        source = count_woman(
            organisation=organisation, consent=row.consent, code=said.code,
            standing=said.standing, day=day, by=by, now=now, codes=codes,
        )  # fmt: skip
    if was == State.OPEN:
        requests.do(
            request=row.request, act=request_rules.Act.FINISH, party=request_rules.Party.MENTOR,
            by=by, now=now,
        )  # fmt: skip
    tell_rota(row, now)
    return source


def _keep(work: Work, organisation: UUID, by: UUID, day: date) -> None:
    Effort.objects.create(organisation_id=organisation, mentor=by, day=day, **asdict(work))


@transaction.atomic
def write_hours(*, action: SupportAction, work: Work, by: UUID, now: datetime) -> None:
    """The mentor's own hours of a visit that the woman stopped; nothing of her, nor what it was.

    Raises:
        NotNow: it is not over, they are written down, or another mentor went.
    """
    row = locked(action)
    line = rules.check(State(row.state), Act.WRITE_HOURS, Party.MENTOR)
    if row.mentor != by:
        raise NotNow
    _keep(work, row.organisation_id, by, rules.day_of(row.begins, now, zone_of_visit(row)))
    row.state = line.after
    write(row, Act.WRITE_HOURS, Watch(), by, now)


@transaction.atomic
def write_owed(*, owed: OwedHours, work: Work | None, by: UUID, now: datetime) -> None:
    """The hours of her whom another mentor replaced; nothing else of the visit changes.

    Args:
        work: None where she says that she did not go.

    Raises:
        NotNow: they are written down, or another mentor's.
    """
    found = OwedHours.objects.select_for_update().select_related("action")
    row = found.filter(pk=owed.pk, mentor=by).first()
    if row is None:
        raise NotNow
    act = Act.WRITE_HOURS if work else Act.DID_NOT_GO
    if work:
        zone = zone_of_visit(row.action)
        _keep(work, row.action.organisation_id, by, rules.day_of(row.begins, now, zone))
    journal.record(
        organisation_id=row.action.organisation_id, act=f"support.{act}", by=by,
        reference=row.action.reference, now=now,
    )  # fmt: skip
    row.delete()
