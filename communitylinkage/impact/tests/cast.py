"""A programme with its indicators, and things that were counted in it."""

from datetime import UTC, date, datetime, timedelta

from communitylinkage.facts import actions as facts
from communitylinkage.impact import actions, freezing
from communitylinkage.impact.models import Indicator
from communitylinkage.learning.models import Award, Cohort, Course, Learner, Session
from communitylinkage.organisations.models import Partnership, Programme
from communitylinkage.organisations.rules import PartnerRole

STARTS, ENDS = date(2026, 1, 1), date(2027, 12, 31)
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
THROUGH = "2026-10"


def programme(cast, lead=None, **more):
    """Led by the service of the cast, with the other one as a partner."""
    row, _made = Programme.objects.get_or_create(
        contract_number="impact",
        defaults={
            "name": "Together", "starts": STARTS, "ends": ENDS, "countries": ["ES", "IT"],
            "lead_organisation": lead or cast.service,
        } | more,
    )  # fmt: skip
    for one in (cast.service, cast.community, cast.other):
        role = PartnerRole.LEAD if one == row.lead_organisation else PartnerRole.PARTNER
        Partnership.objects.get_or_create(programme=row, organisation=one, defaults={"role": role})
    return row


def with_set(cast, **more):
    """The same with the ready indicators."""
    row = programme(cast, **more)
    actions.take_shipped(programme=row, by=cast.lead.pk, now=NOW)
    facts.flush(now=datetime(2099, 1, 1, tzinfo=UTC))
    return row


def happened(kind, number=1, region="ES", codes=(), month=5):
    """Counted in a month of 2026, and written on."""
    for _time in range(number):
        facts.count(kind=kind, region=region, codes=codes, now=datetime(2026, month, 3, tzinfo=UTC))
    facts.flush(now=datetime(2099, 1, 1, tzinfo=UTC))


def indicator(row, code="signs_noticed"):
    return Indicator.objects.get(programme=row, code=code)


def text_of(row, code="signs_noticed", **changes):
    """The text of the newest version, changed."""
    text = indicator(row, code).versions.first().text
    for before, after in changes.pop("words", {}).items():
        assert before in text
        text = text.replace(before, after)
    return text


def frozen(row, by, through=THROUGH, now=NOW):
    return freezing.freeze(programme=row, through=through, by=by, now=now)


def one_of(values, code, country=""):
    """The value of an indicator, of a country or of all."""
    return next(v for v in values if (v.indicator.code, v.country) == (code, country))


def award(cast, row, name, day, track="mentors", country="ES", **more):
    """Somebody finished a course."""
    course, _made = Course.objects.get_or_create(
        programme=row, organisation=cast.service, track=track, defaults={"made_at": NOW}
    )
    cohort, _made = Cohort.objects.get_or_create(
        course=course, organisation=cast.service, country=country,
        defaults={"name": "x", "language": "es", "capacity": 9, "made_at": NOW},
    )  # fmt: skip
    learner, _made = Learner.objects.get_or_create(
        organisation=cast.service, name=name, track=track,
        defaults={"language": "es", "country": country, "made_at": NOW},
    )  # fmt: skip
    return Award.objects.create(learner=learner, cohort=cohort, day=day, share=90, **more)


def taught(cast, award, mentor):
    """A held session of an award's group, in which she was and a mentor taught."""
    session = Session.objects.create(
        organisation=cast.service, kind="lesson", title="x", country=award.cohort.country,
        zone="Europe/Madrid", begins=NOW, ends=NOW + timedelta(hours=2), state="held",
    )  # fmt: skip
    session.cohorts.add(award.cohort)
    session.trainers.create(learner=mentor)
    session.attendances.create(learner=award.learner, how="seen", noted_at=NOW)


def learners(cast, *names, organisation=None, **more):
    """People written down by the service, one record for each name."""
    return [
        Learner.objects.create(
            organisation=organisation or cast.service, name=name,
            **{"track": "mentors", "language": "es", "country": "ES", "made_at": NOW} | more,
        )
        for name in names
    ]  # fmt: skip
