"""A programme by the real clock, with a plan and things that were counted last month."""

from datetime import timedelta

from django.utils import timezone

from communitylinkage.facts import actions as facts
from communitylinkage.impact.tests import cast as counted
from communitylinkage.reports import planning, writing
from communitylinkage.reports.models import Item, Report, Risk, WorkPackage
from communitylinkage.reports.rules.states import Act, Kind


def now():
    """The pages read the clock, so what they show is made beside it."""
    return timezone.now()


def today():
    return timezone.localdate()


def programme(cast, ends=365):
    """Led by the service, with the ready indicators; began a year ago."""
    day = today()
    return counted.with_set(cast, starts=day - timedelta(days=365), ends=day + timedelta(days=ends))


def happened(kind, number, region="ES", codes=()):
    """Counted in the last month that is over."""
    last = now().replace(day=1) - timedelta(days=3)
    for _time in range(number):
        facts.count(kind=kind, region=region, codes=codes, now=last)
    facts.flush(now=now())


def things(cast, row):
    """Enough for figures that can be shown, and one that cannot."""
    for place in ("ES", "IT"):
        happened("support_feedback", 20, place, ["by:woman", "helped:yes"])
        happened("support_feedback", 12, place, ["by:woman", "helped:no"])
        happened("referral_first_contact", 9, place, ["waited:day"])
    happened("signs_noticed", 33, "ES", ["met:visit"])
    happened("signs_noticed", 2, "IT", ["met:visit"])
    last = (now().replace(day=1) - timedelta(days=3)).date()
    for at in range(18):
        counted.award(cast, row, f"P{at}", last, country=("ES", "IT")[at % 2])


def package(row, number=1, by=None, **more):
    made = WorkPackage(
        programme=row, number=number, titles={"en": "Management"},
        organisation=row.lead_organisation, begins=row.starts, ends=row.ends,
    )  # fmt: skip
    return planning.add(programme=row, row=made, by=by, now=now(), **more)


def item(of, by, number=1, due=-10, kind="deliverable"):
    made = Item(
        package=of, kind=kind, number=number, titles={"en": "A plan", "es": "Un plan"},
        organisation=of.organisation, due=today() + timedelta(days=due),
    )  # fmt: skip
    return planning.add(programme=of.programme, row=made, by=by, now=now())


def risk(row, by, **more):
    made = Risk(
        programme=row, number=1, titles={"en": "Nobody comes"}, mitigation={"en": "We ask why"},
        organisation=row.lead_organisation, likelihood=2, severity=3, **more,
    )  # fmt: skip
    return planning.add(programme=row, row=made, by=by, now=now())


def report(row, by, kind=Kind.PERIODIC) -> Report:
    made, _new = writing.make(programme=row, kind=kind, by=by, now=now())
    return made


def handed_in(row, by):
    for act in (Act.READY, Act.HAND_IN):
        row = writing.act(report=row, act=act, by=by, now=now())
    return row
