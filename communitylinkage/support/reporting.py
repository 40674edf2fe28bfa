"""What came of a visit: counted, its hours kept, a note sealed, and the request closed with it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from communitylinkage.facts import actions as facts
from communitylinkage.organisations.models import Organisation
from communitylinkage.referrals.mentor_requests import actions as requests
from communitylinkage.referrals.mentor_requests import rules as request_rules
from communitylinkage.support import rules
from communitylinkage.support.actions import (
    locked,
    release_backup,
    seal_for,
    tell_rota,
    write,
)
from communitylinkage.support.counting.actions import count_woman, counted_by
from communitylinkage.support.counting.rules import Source, Standing
from communitylinkage.support.models import Effort, SupportAction
from communitylinkage.support.papers import Debrief, Expense, Kind, Next, Outcome, Where, to_bytes
from communitylinkage.support.queries import zone_of_visit
from communitylinkage.support.rules import Act, NotNow, Party, State, Watch

FACT = "support_action"


@dataclass(frozen=True, slots=True)
class Report:
    """What the mentor says afterwards.

    Args:
        standing: known to be concerned, or possible; None where the mentor does not count her.
        code: of the woman's choosing, by which she is counted once; never stored.
        minutes: of the mentor's work, the way included. amount: in the currency of the grant.
        note: sealed to the mentor and the post.
    """

    kind: Kind
    where: Where
    outcome: Outcome
    follows: Next
    minutes: int
    expense: Expense = Expense.NONE
    amount: Decimal = Decimal(0)
    has_paper: bool = False
    standing: Standing | None = None
    code: str = ""
    note: str = ""


@transaction.atomic
def report(*, action: SupportAction, said: Report, by: UUID, now: datetime) -> Source | None:
    """Closes an action. Returns by what the woman was counted; None where she was not.

    Raises:
        NotNow: it is over, or another mentor goes now.
        communitylinkage.consent.rules.NotConsented: her yes is over; nothing is kept.
    """
    row = locked(action)
    line = rules.check(State(row.state), Act.REPORT, Party.MENTOR)
    if row.mentor != by:
        raise NotNow
    if said.note:
        row.debrief = seal_for(row, to_bytes(Debrief(said.note)), now)
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
    Effort.objects.create(
        organisation_id=row.organisation_id,
        mentor=by,
        day=day,
        minutes=said.minutes,
        expense=said.expense,
        amount=said.amount,
        has_paper=said.has_paper,
    )
    source = None
    if said.standing:
        source = count_woman(
            organisation=organisation, consent=row.consent, code=said.code,
            standing=said.standing, day=day, by=by, now=now, codes=codes,
        )  # fmt: skip
    requests.do(
        request=row.request, act=request_rules.Act.FINISH, party=request_rules.Party.MENTOR,
        by=by, now=now,
    )  # fmt: skip
    tell_rota(row, by, now)
    return source
