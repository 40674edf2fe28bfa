"""A finished baseline in four countries and a follow-up that is open, for the demo."""

import os
import random
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from communitylinkage.assessment import actions, asking, made_up
from communitylinkage.assessment.models import Assessment, Door, Invited, Round
from communitylinkage.assessment.rules import Kind, Wave
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT, Side
from communitylinkage.people.demo import NOBODY
from communitylinkage.surveys.answering import actions as answering
from communitylinkage.surveys.answering import keys
from communitylinkage.surveys.answering.coding import coded
from communitylinkage.surveys.answering.drafts import Draft
from communitylinkage.surveys.answering.loading import form_of
from communitylinkage.surveys.answering.models import Invitation, Submission
from communitylinkage.surveys.answering.rules import State
from communitylinkage.surveys.engine import Answers
from communitylinkage.surveys.models import Questionnaire

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
            leave(opened, door, given, asked=invited, now=now - 199 * DAY)
        actions.close(row=opened, by=NOBODY, now=now - 170 * DAY)
    more = actions.add_round(
        assessment=assessment, questionnaire=forms[0], kinds=[Kind.SERVICES],
        when=_when(Wave.FOLLOW_UP, forms[0], now - 18 * DAY, 20), by=NOBODY, now=now - 18 * DAY,
    )  # fmt: skip
    opened = actions.open_round(row=more, by=NOBODY, now=now - 18 * DAY)
    for door in opened.doors.all():
        invited, _before, again = SERVICES_IN[door.country]
        later = [made_up.service(door.country, n, later=True) for n in range(again)]
        leave(opened, door, later, asked=invited, now=now - DAY)
        _addresses(door)
    Round.objects.filter(pk=opened.pk).update(reminded=now - 2 * DAY)


def _when(wave: str, form: Questionnaire, opens: datetime, days: int) -> actions.When:
    return actions.When(wave, (), opens, opens + days * DAY)


def leave(
    row: Round, door: Door, given: Iterable[made_up.Given], *, asked: int, now: datetime
) -> None:
    """What respondents would have left: those who wrote words answer, the rest is bulk-written."""
    assert row.collection is not None  # nosec B101 -- the round is open
    collection, group = row.collection, asking.group_of(door)
    rows, written = [], 0
    for one in given:
        if one.texts:
            _answer(row, door, one, now)
            written += 1
            continue
        tag = keys.link_tag(_code(one, door.country), row.assessment_id) if one.linked else ""
        answers = _given(row, one, now)
        rows.append(
            Submission(
                collection=collection, group=group, answers=answers, link_tag=tag, mixed=True
            )
        )
    states = [State.FINISHED] * len(rows) + [State.OPEN] * (asked - len(rows) - written)
    order = random.SystemRandom()
    order.shuffle(rows)
    order.shuffle(states)
    Submission.objects.bulk_create(rows)
    Invitation.objects.bulk_create(
        Invitation(collection=collection, tag=os.urandom(32).hex(), group=group, state=state)
        for state in states
    )
    door.invited = asked
    door.save(update_fields=["invited"])


def _code(one: made_up.Given, country: str) -> str:
    """A code of one's own, as the questionnaires ask for it: four letters and two digits."""
    return f"{country.lower() * 2}{one.number + 1:02}"


def _answer(row: Round, door: Door, one: made_up.Given, now: datetime) -> None:
    """Answers as a respondent does, so that the words are sealed where they always are."""
    assert row.collection is not None  # nosec B101 -- as above
    invitation, token = answering.invite(
        collection=row.collection, group=asking.group_of(door), by=NOBODY, now=now
    )
    told = {**one.answers, **one.texts}
    if one.linked:
        told["own_code_group/own_code"] = _code(one, door.country)
    draft = Draft(engine=_filled(row, told, now).to_json())
    answering.keep(invitation=invitation, token=token, draft=draft, now=now)
    answering.submit(invitation=invitation, token=token, now=now)


def _given(row: Round, one: made_up.Given, now: datetime) -> dict[str, Any]:
    """The codes with what was asked and left empty, as answering would keep them."""
    done = _filled(row, one.answers, now).finish(now)
    parts = coded(form_of(row.version), done.values, anonymous=True, blanks=True)
    return {**parts.answers, **one.answers}


def _filled(row: Round, told: Mapping[str, Any], now: datetime) -> Answers:
    form = form_of(row.version)
    answers, order = form.start(now=now, seed=1), {ref: at for at, ref in enumerate(form.nodes)}
    for place in sorted(told, key=lambda place: order[f"/data/{place}".replace("[1]", "")]):
        value = told[place]
        answers.set(f"/data/{place}", "OK" if value is True else _raw(value))
    return answers


def _raw(value: object) -> str | list[str]:
    return value if isinstance(value, list) else str(value)


def _addresses(door: Door) -> None:
    """Made-up addresses, so that a reminder can be tried: the letters become files."""
    Invited.objects.bulk_create(
        Invited(door=door, email=f"{door.kind}{n}.{door.country.lower()}@demo.invalid")
        for n in range(1, door.invited + 1)
    )
