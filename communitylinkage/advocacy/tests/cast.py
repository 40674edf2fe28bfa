"""A demand at each point of its life, with a body, its evidence and a promise."""

from datetime import date, timedelta

from django.utils import timezone

from communitylinkage.advocacy import actions, promising
from communitylinkage.advocacy.promising import Source
from communitylinkage.advocacy.rules.demands import Act, Kind, Level
from communitylinkage.advocacy.rules.promises import Act as Became
from communitylinkage.advocacy.rules.promises import Said

WHAT = "Pay an interpreter in each service by summer"
WHY = "Two of three services have nobody who speaks Arabic."
SPOKEN = "We will pay for interpreters in ten services."
NEWS = Source("https://news.example.org/a", "The council's minutes")


def now():
    """The pages read the clock, so what they show is made beside it."""
    return timezone.now()


def day(days=0):
    """So many days from today."""
    return timezone.localdate() + timedelta(days=days)


def a_body(organisation, by, name="The city council", country="ES", level=Level.LOCAL):
    return actions.keep_body(
        body=None, organisation=organisation, name=name, country=country, level=level,
        address="https://council.example.org/", by=by, now=now(),
    )  # fmt: skip


def a_draft(organisation, by, what=WHAT, language="en"):
    return actions.begin(
        organisation=organisation, language=language, what=what, why=WHY, by=by, now=now()
    )


def whole(organisation, by, body=None, **values):
    """A draft with all that publishing wants."""
    row = a_draft(organisation, by, **values)
    body = body or a_body(organisation, by)
    actions.address_to(demand=row, bodies=[body], by=by, now=now())
    actions.add_evidence(
        demand=row, kind=Kind.NEED, address="https://needs.example.org/", label="What was asked",
        by=by, now=now(),
    )  # fmt: skip
    return row


def asked(organisation, by, **values):
    """Published."""
    return actions.move(demand=whole(organisation, by, **values), act=Act.PUBLISH, by=by, now=now())


def promised(row, by, body=None, made_on=None, deadline=None, words=SPOKEN):
    return promising.promise(
        demand=row, body=body or row.bodies.first(), language="en", words=words,
        made_on=made_on or day(-100), deadline=deadline, source=NEWS, by=by, now=now(),
    )  # fmt: skip


def told(row, act, by, on=None, deadline=None, words=""):
    return promising.tell(
        promise=row, said=Said(Became(act), on or day(-1), deadline),
        source=None if act == Became.TAKE_OUT else NEWS, language="en", words=words, by=by,
        now=now(),
    )  # fmt: skip


FIRST = date(2020, 1, 1)
