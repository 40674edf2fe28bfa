"""What learning gives: who finished, was there, was taught across a border, and how tests moved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communitylinkage.impact.adding_up import by_country, by_organisation, days
from communitylinkage.impact.days import day_in
from communitylinkage.impact.rules.evaluating import Amount, Input, Missing, Score, Why
from communitylinkage.impact.rules.formula import Gives
from communitylinkage.impact.sources import (
    ByCountry,
    ByOrganisation,
    Codes,
    Dated,
    LeftOut,
    Row,
    Source,
    Span,
)
from communitylinkage.learning.chain import queries as chain
from communitylinkage.learning.joining.queries import merges_of
from communitylinkage.learning.models import Attendance, Award, Enrolment, Session
from communitylinkage.learning.rules import earning, gains
from communitylinkage.learning.rules.codes import Kind, Seat, State, Track
from communitylinkage.learning.rules.codes import Why as AwardWhy
from communitylinkage.learning.testing import queries as testing
from communitylinkage.network.rules.engaging import organisation_code, root
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission

TRACKS = {"track": tuple(one.value for one in Track)}


def _firsts(track: str) -> list[earning.Trained]:
    rows = [one for one in chain.trained_rows() if track in ("", one.track)]
    if not track:
        rows = [replace(one, track="") for one in rows]
    return earning.firsts(rows)


def _trained_days(codes: Codes) -> Dated:
    return ((one.country, one.day) for one in _firsts(codes.get("track", "")))


def _trained(span: Span, codes: Codes) -> ByCountry:
    return by_country(_trained_days(codes), span)


def _trained_by(span: Span, codes: Codes) -> ByOrganisation:
    rows = _firsts(codes.get("track", ""))
    return by_organisation(((one.organisation, one.country, one.day) for one in rows), span)


def _trained_rows(viewer: Viewer, span: Span, codes: Codes) -> list[Row]:
    own = viewer.organisations_where(Permission.LEARNING_KEEP)
    rows = Award.objects.filter(
        cohort__organisation__in=own, day__gte=span.first, day__lte=span.last
    )
    counted = {one.award for one in _firsts(codes.get("track", ""))}
    return [
        Row(one.reference, one.day, one.cohort.country, reverse("learner", args=[one.learner_id]))
        for one in rows.select_related("cohort").order_by("day", "pk")
        if str(one.pk) in counted
    ]


def _trained_left(span: Span, codes: Codes) -> list[LeftOut]:
    rows = Award.objects.filter(
        day__gte=span.first, day__lte=span.last, cohort__country__in=span.places
    )
    if track := codes.get("track"):
        rows = rows.filter(cohort__course__track=track)
    mistakes = rows.filter(why=AwardWhy.MISTAKE).count()
    counted = _trained(span, codes)[""]
    again = rows.count() - mistakes - (counted.low if isinstance(counted, Amount) else 0)
    return [LeftOut("by_mistake", mistakes), LeftOut("finished_again", max(0, again))]


def _attended(span: Span, codes: Codes) -> ByCountry:
    return by_country(_attended_days(codes), span)


def _attended_first(codes: Codes) -> Iterable[tuple[str, str, date]]:
    held = Attendance.objects.filter(session__state=State.HELD)
    return _by_first(held, codes.get("track", ""))


def _attended_days(codes: Codes) -> Dated:
    """Persons by the first held session of a course in which they were."""
    return days(_attended_first(codes))


def _attended_by(span: Span, codes: Codes) -> ByOrganisation:
    return by_organisation(_attended_first(codes), span)


def _visits() -> QuerySet[Attendance]:
    return Attendance.objects.filter(session__state=State.HELD, session__kind=Kind.EXCHANGE)


def _exchanged(span: Span, _codes: Codes) -> ByCountry:
    """Persons by the first exchange visit in which they were."""
    return by_country(days(_by_first(_visits())), span)


def _exchanged_by(span: Span, _codes: Codes) -> ByOrganisation:
    return by_organisation(_by_first(_visits()), span)


def _by_first(rows: QuerySet[Attendance], track: str = "") -> Iterable[tuple[str, str, date]]:
    """Each person once: organisation, country and day of the first session, on a track."""
    merged = merges_of()
    seats = _seats(track, merged) if track else set()
    told = rows.values_list(
        "session_id", "learner_id", "session__organisation_id", "session__country",
        "session__begins", "session__zone",
    ).order_by("session__begins", "pk")  # fmt: skip
    first: dict[UUID, tuple[str, str, date]] = {}
    for session, record, organisation, country, begins, zone in told:
        person, day = root(record, merged), begins.astimezone(ZoneInfo(zone)).date()
        if not track or (session, person) in seats:
            first.setdefault(person, (str(organisation), country, day))
    return first.values()


def _seats(track: str, merged: Mapping[UUID, UUID]) -> set[tuple[UUID, UUID]]:
    """Session and person, where she has or had a seat in one of its groups of a track: in a session
    of several groups mentors sit beside professionals."""
    rows = Enrolment.objects.filter(
        cohort__course__track=track, seat__in=(Seat.ENROLLED, Seat.CANCELLED)
    )
    told = rows.values_list("cohort__sessions", "learner_id")
    return {(session, root(record, merged)) for session, record in told}


def _measured(span: Span, codes: Codes) -> list[testing.Measured]:
    told = testing.closed().values_list("cohort", "cohort__country", "after__closed")
    cohorts = {
        one for one, place, at in told
        if at and span.first <= day_in(place, at) <= span.last and span.has(place)
    }  # fmt: skip
    tracks = [codes["track"]] if "track" in codes else TRACKS["track"]
    return [one for track in tracks for one in testing.measured(track) if one.cohort.pk in cohorts]


def _gain(span: Span, codes: Codes) -> ByCountry:
    """The mean change of those who answered both tests; only tests that are closed."""
    return _scores(_measured(span, codes), span)


def _gain_by(span: Span, codes: Codes) -> ByOrganisation:
    rows: dict[str, list[testing.Measured]] = defaultdict(list)
    for one in _measured(span, codes):
        rows[organisation_code(str(one.cohort.organisation_id))].append(one)
    return {organisation: _scores(mine, span) for organisation, mine in rows.items()}


def _scores(rows: list[testing.Measured], span: Span) -> ByCountry:
    return {
        country: _score([one for one in rows if country in ("", one.cohort.country)])
        for country in ("", *span.countries)
    }


def _score(rows: list[testing.Measured]) -> Input:
    found = gains.gain(
        [pair for row in rows for pair in row.before], [pair for row in rows for pair in row.after]
    )
    if found is None:
        return Missing(Why.NOTHING_YET)
    return Score(found.change.mean, found.change.n, found.change.deviation)


def _gain_left(span: Span, codes: Codes) -> list[LeftOut]:
    rows = _measured(span, codes)
    told = sum(len(one.before) + len(one.after) for one in rows)
    paired = _score(rows)
    return [LeftOut("one_test_only", told - 2 * (paired.n if isinstance(paired, Score) else 0))]


def _across(span: Span, _codes: Codes) -> ByCountry:
    return by_country(days(_taught_across()), span)


def _across_by(span: Span, _codes: Codes) -> ByOrganisation:
    return by_organisation(_taught_across(), span)


def _taught_across() -> Iterable[tuple[str, str, date]]:
    first = {UUID(one.person): one for one in _firsts(Track.PROFESSIONALS)}
    return (
        (first[one.person].organisation, one.country, first[one.person].day)
        for one in chain.taught()
        if one.by not in ("", one.country) and one.person in first
    )


def _exchanges(span: Span, _codes: Codes) -> ByCountry:
    rows = Session.objects.filter(kind=Kind.EXCHANGE, state=State.HELD)
    return by_country(
        ((one.country, one.begins.astimezone(ZoneInfo(one.zone)).date()) for one in rows), span
    )


LEARNING = (
    Source("learning.trained", "learning", _("people who finished a course, each once"), _trained,
           codes=TRACKS, rows=_trained_rows, left_out=_trained_left, days=_trained_days,
           by=_trained_by),
    Source("learning.attended", "learning", _("people who were in a session, each once"),
           _attended, codes=TRACKS, days=_attended_days, by=_attended_by),
    Source("learning.gain", "learning", _("how far tests moved from before to after"), _gain,
           Gives.SCORE, computed=True, codes=TRACKS, left_out=_gain_left,
           by=_gain_by),
    Source("learning.taught_across", "learning",
           _("professionals taught by mentors of another country, each once"), _across,
           by=_across_by),
    Source("learning.exchanged", "learning", _("people who were in an exchange visit, each once"),
           _exchanged, by=_exchanged_by),
    Source("learning.exchanges", "learning", _("exchange visits that were held"), _exchanges,
           computed=True),
)  # fmt: skip
