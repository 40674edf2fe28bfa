"""Loads the made-up demands and promises of the demo; a real programme has none."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from communitylinkage.advocacy import actions, promising
from communitylinkage.advocacy.made_up import (
    BODIES,
    DEMANDS,
    DRAFT,
    SOURCE,
    MadeDemand,
    MadePromise,
)
from communitylinkage.advocacy.models import Body, Demand
from communitylinkage.advocacy.promising import Source
from communitylinkage.advocacy.rules.demands import Act, Kind, Level
from communitylinkage.advocacy.rules.promises import Act as Became
from communitylinkage.advocacy.rules.promises import Said
from communitylinkage.organisations.models import Organisation

NOBODY = UUID(int=0)


@transaction.atomic
def load(now: datetime) -> int:
    """Adds them once, where the demo's organisations are; returns how many promises were added."""
    by_name = {one.name: one for one in Organisation.objects.filter(name__endswith="(made up)")}
    if Demand.objects.exists() or not {one.organisation for one in DEMANDS} <= set(by_name):
        return 0
    bodies = [
        actions.keep_body(
            body=None, organisation=by_name[one.keeper], name=one.name, country=one.country,
            level=Level(one.level), address="", by=NOBODY, now=now,
        )
        for one in BODIES
    ]  # fmt: skip
    for one in DEMANDS:
        _demand(one, by_name[one.organisation], bodies, now)
    what, why = DRAFT
    actions.begin(
        organisation=by_name[DEMANDS[0].organisation], language="en", what=what, why=why,
        by=NOBODY, now=now,
    )  # fmt: skip
    return sum(len(one.promises) for one in DEMANDS)


def _demand(
    one: MadeDemand, organisation: Organisation, bodies: Sequence[Body], now: datetime
) -> None:
    then = now - timedelta(days=one.ago)
    first, *more = one.words.items()
    row = actions.begin(
        organisation=organisation, language=first[0], what=first[1][0], why=first[1][1],
        by=NOBODY, now=then,
    )  # fmt: skip
    for language, (what, why) in more:
        actions.keep_words(
            demand=row, language=language, what=what, why=why, by=NOBODY, now=then
        )  # fmt: skip
    actions.address_to(demand=row, bodies=[bodies[at] for at in one.bodies], by=NOBODY, now=then)
    for kind, address, label in one.evidence:
        actions.add_evidence(
            demand=row, kind=Kind(kind), address=address, label=label, by=NOBODY, now=then
        )  # fmt: skip
    row = actions.move(demand=row, act=Act.PUBLISH, by=NOBODY, now=then)
    for at, days, notes in one.met_with:
        actions.keep_meeting(
            demand=row, meeting=None, body=bodies[at], notes=notes, by=NOBODY, now=then,
            day=timezone.localdate(now) + timedelta(days=days),
        )  # fmt: skip
    for promised in one.promises:
        _promise(promised, row, bodies, now)


def _promise(one: MadePromise, row: Demand, bodies: Sequence[Body], now: datetime) -> None:
    today, source = timezone.localdate(now), Source(*SOURCE)
    first, *more = one.words.items()
    last = None if one.last is None else today + timedelta(days=one.last)
    made = promising.promise(
        demand=row, body=bodies[one.body], language=first[0], words=first[1],
        made_on=today - timedelta(days=one.ago), deadline=last, source=source, by=NOBODY, now=now,
    )  # fmt: skip
    for language, words in more:
        promising.keep_words(promise=made, language=language, words=words, by=NOBODY, now=now)
    for act, ago, new_last, words in one.became:
        later = None if new_last is None else today + timedelta(days=new_last)
        promising.tell(
            promise=made, said=Said(Became(act), today - timedelta(days=ago), later),
            source=source, language="en", words=words, by=NOBODY, now=now,
        )  # fmt: skip
