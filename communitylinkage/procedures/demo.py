"""Two signed procedures in each country of the demo, and a draft with findings."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT, Side
from communitylinkage.people.demo import NOBODY
from communitylinkage.procedures import actions, signing, talking
from communitylinkage.procedures.graph.values import Clock, Step, Unit
from communitylinkage.procedures.models import Procedure, Version
from communitylinkage.procedures.queries import text_of
from communitylinkage.procedures.rules import Act
from communitylinkage.procedures.starting import STARTS

SIGNED = ("warm-referral", "emergency")
DRAFT = "minor"
DAY = timedelta(days=1)
SAID = "Four working hours are short for us on Mondays. Could it be six?"
AGAINST = "A girl has to know who hears of it before this step, not after it."
MINUTES = (
    "Casa Faro and Mujeres en Camino met. We went through the steps one by one. Open: who answers "
    "at night, and how a girl is told what must be passed on."
)


def load(now: datetime) -> None:
    """Makes them once."""
    programme = Programme.objects.filter(contract_number=DEMO_CONTRACT).first()
    if programme is None or Procedure.objects.exists():
        return
    with transaction.atomic(), transaction.atomic(using="locks"):
        for service in Organisation.objects.filter(
            side=Side.SERVICE, partnerships__programme=programme
        ):
            community = Organisation.objects.get(
                side=Side.COMMUNITY, country=service.country, partnerships__programme=programme
            )
            for start in SIGNED:
                _signed(start, service, community, now - 250 * DAY)
        _discussed(programme.lead_organisation, now - 20 * DAY)


def _begun(start: str, service: Organisation, community: Organisation, now: datetime) -> Version:
    spoken = dict.fromkeys([*community.languages, *service.languages])
    graph = actions.written(STARTS[start], besides=spoken)
    row = actions.begin(
        organisation=service.pk, graph=replace(graph, languages=tuple(spoken)), by=NOBODY, now=now
    )
    named: dict[str, Organisation | None] = {
        "community": community, "service": service, "line": service,
    }  # fmt: skip
    actions.name_parties(version=row, named=named, by=NOBODY, now=now)
    return row


def _signed(start: str, service: Organisation, community: Organisation, now: datetime) -> None:
    row = _begun(start, service, community, now)
    row = signing.move(version=row, act=Act.PROPOSE, by=NOBODY, now=now + DAY)
    for one in (service, community):
        row = signing.sign(
            version=row, organisation=one.pk, text=text_of(row), by=NOBODY, now=now + 10 * DAY
        )
    signing.move(version=row, act=Act.ENTER, by=NOBODY, now=now + 14 * DAY)


def _discussed(service: Organisation, now: datetime) -> None:
    """A step that leads nowhere, a clock without an end, and something shared too early."""
    community = Organisation.objects.get(side=Side.COMMUNITY, country=service.country)
    row = _begun(DRAFT, service, community, now)
    steps = tuple(_broken(step) for step in row.value.steps)
    actions.change(version=row, graph=replace(row.value, steps=steps), by=NOBODY, now=now)
    said = {"version": row, "language": "en", "by": NOBODY, "now": now + DAY}
    talking.say(step="law", kind="proposal", text=SAID, organisation=service.pk, **said)  # type: ignore[arg-type]  # as named
    talking.say(step="first", kind="objection", text=AGAINST, organisation=community.pk, **said)  # type: ignore[arg-type]  # likewise
    talking.keep_minutes(
        procedure=row.procedure, held_on=(now + 2 * DAY).date(), language="en", minutes=MINUTES,
        by=NOBODY, now=now + 2 * DAY,
    )  # fmt: skip


def _broken(step: Step) -> Step:
    if step.code == "adult":
        return replace(step, next=())
    if step.code == "feedback":
        return replace(step, fallback="", clock=Clock(Unit.HOURS, 72))
    return replace(step, shares=("contact",)) if step.code == "age" else step
