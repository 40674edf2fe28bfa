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
# In each country: invited, answered, answered again.
SERVICES_IN = {"ES": (21, 17, 8), "IT": (20, 15, 7), "GR": (19, 12, 4), "SI": (18, 16, 6)}
NETWORKS_IN = {"ES": (20, 18, 0), "IT": (22, 16, 0), "GR": (17, 13, 0), "SI": (15, 12, 0)}
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
    for row, make, counts in (
        (asked, made_up.service, SERVICES_IN),
        (told, made_up.network, NETWORKS_IN),
    ):
        opened = actions.open_round(row=row, by=NOBODY, now=now - 200 * DAY)
        for door in opened.doors.all():
            invited, answered, _again = counts[door.country]
            given = [make(door.country, number) for number in range(answered)]
            leave(opened, door, given, asked=invited)
        actions.close(row=opened, by=NOBODY, now=now - 170 * DAY)
    more = actions.add_round(
        assessment=assessment, questionnaire=forms[0], kinds=[Kind.SERVICES],
        when=_when(Wave.FOLLOW_UP, forms[0], now - 18 * DAY, 20), by=NOBODY, now=now - 18 * DAY,
    )  # fmt: skip
    opened = actions.open_round(row=more, by=NOBODY, now=now - 18 * DAY)
    for door in opened.doors.all():
        invited, _before, again = SERVICES_IN[door.country]
        later = [made_up.service(door.country, n, later=True) for n in range(again)]
        leave(opened, door, later, asked=invited)
        _addresses(door)
    Round.objects.filter(pk=opened.pk).update(reminded=now - 2 * DAY)


def _when(wave: str, form: Questionnaire, opens: datetime, days: int) -> actions.When:
    return actions.When(wave, (), opens, opens + days * DAY)


def leave(row: Round, door: Door, given: Iterable[made_up.Given], *, asked: int) -> None:
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
        for n in range(1, door.invited + 1)
    )
