"""A finished baseline in four countries and a follow-up that is open, for the demo."""

import json
import os
import random
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from communitylinkage.assessment import actions, made_up
from communitylinkage.assessment.models import Assessment, Door, Invited, Round
from communitylinkage.assessment.rules import Kind, Wave
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT, Side
from communitylinkage.people.demo import NOBODY
from communitylinkage.surveys.answering import keys
from communitylinkage.surveys.answering.models import Invitation, Submission
from communitylinkage.surveys.answering.rules import State
from communitylinkage.surveys.models import Questionnaire
from communitylinkage.vault import actions as vault
from communitylinkage.vault.models import Holder

TITLE = "What services and communities need"
PURPOSE = (
    "To plan trainings, agreements and money: what services and networks lack, and what works."
)
SERVICES, NETWORKS = "gbv-services-needs", "networks-needs-practices"
IN_EACH, ASKED_IN_EACH = 15, 19
AGAIN = 6
DAY = timedelta(days=1)


def load(now: datetime) -> None:
    """Makes it once."""
    programme = Programme.objects.filter(contract_number=DEMO_CONTRACT).first()
    if programme is None or Assessment.objects.exists():
        return
    with transaction.atomic(), transaction.atomic(using="locks"):
        _load(programme, now)


def _load(programme: Programme, now: datetime) -> None:
    services = list(
        Organisation.objects.filter(side=Side.SERVICE, partnerships__programme=programme)
    )
    home = programme.lead_organisation
    forms = [actions.take(name=name, organisation=home.pk, by=NOBODY, now=now - 200 * DAY)
             for name in (SERVICES, NETWORKS)]  # fmt: skip
    asked = actions.make(
        programme=programme, organisation=home.pk, partners=services, title=TITLE, purpose=PURPOSE,
        kinds=[Kind.SERVICES, Kind.COMMUNITIES], countries=list(made_up.URGENCY),
        questionnaire=forms[0], when=_when(Wave.BASELINE, forms[0], now - 200 * DAY, 30),
        by=NOBODY, now=now - 200 * DAY,
    )  # fmt: skip
    assessment = asked.assessment
    # The first round is made with all who are asked; here each kind has its own questionnaire.
    asked.kinds = [Kind.SERVICES]
    asked.save(update_fields=["kinds"])
    asked.doors.filter(kind=Kind.COMMUNITIES).delete()
    told = actions.add_round(
        assessment=assessment, questionnaire=forms[1], kinds=[Kind.COMMUNITIES],
        when=_when(Wave.BASELINE, forms[1], now - 200 * DAY, 30), by=NOBODY, now=now - 200 * DAY,
    )  # fmt: skip
    for row, make in ((asked, made_up.service), (told, made_up.network)):
        opened = actions.open_round(row=row, by=NOBODY, now=now - 200 * DAY)
        for door in opened.doors.all():
            leave(opened, door, [make(door.country, number) for number in range(IN_EACH)])
        actions.close(row=opened, by=NOBODY, now=now - 170 * DAY)
    again = actions.add_round(
        assessment=assessment, questionnaire=forms[0], kinds=[Kind.SERVICES],
        when=_when(Wave.FOLLOW_UP, forms[0], now - 18 * DAY, 20), by=NOBODY, now=now - 18 * DAY,
    )  # fmt: skip
    opened = actions.open_round(row=again, by=NOBODY, now=now - 18 * DAY)
    for door in opened.doors.all():
        later = [made_up.service(door.country, n, later=True) for n in range(AGAIN)]
        leave(opened, door, later)
        _addresses(door)
    Round.objects.filter(pk=opened.pk).update(reminded=now - 2 * DAY)


def _when(wave: str, form: Questionnaire, opens: datetime, days: int) -> actions.When:
    return actions.When(wave, (), opens, opens + days * DAY)


def leave(
    row: Round, door: Door, given: Iterable[made_up.Given], *, asked: int = ASKED_IN_EACH
) -> None:
    """Bulk-writes what respondents would have left: invitations, codes, sealed words."""
    assert row.collection is not None  # nosec B101 -- the round is open
    collection, group = row.collection, {"country": door.country, "kind": door.kind}
    rows = []
    for one in given:
        code = f"demo{one.number + 1:02}{door.country}"
        rows.append(
            Submission(
                collection=collection,
                group=group,
                answers=one.answers,
                texts=_sealed(collection.team, one.texts),
                link_tag=keys.link_tag(code, row.assessment_id) if one.linked else "",
                mixed=True,
            )
        )
    tagged = [
        Invitation(
            collection=collection, tag=os.urandom(32).hex(), group=group,
            state=State.FINISHED if n < len(rows) else State.OPEN,
        )
        for n in range(asked)
    ]  # fmt: skip
    order = random.SystemRandom()
    order.shuffle(rows)
    order.shuffle(tagged)
    Submission.objects.bulk_create(rows)
    Invitation.objects.bulk_create(tagged)
    door.invited = asked
    door.save(update_fields=["invited"])


def _sealed(team: list[str], texts: dict[str, str]) -> uuid.UUID | None:
    if not texts:
        return None
    holders = list(Holder.objects.filter(pk__in=team))
    paper = json.dumps({"texts": texts, "files": {}}, ensure_ascii=False).encode()
    return vault.seal(plain=paper, holders=holders, released=holders).pk


def _addresses(door: Door) -> None:
    """Made-up addresses, so that a reminder can be tried: the letters become files."""
    Invited.objects.bulk_create(
        Invited(door=door, email=f"{door.kind}{n}.{door.country.lower()}@demo.invalid", mailed=True)
        for n in range(1, ASKED_IN_EACH + 1)
    )
