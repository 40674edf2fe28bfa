"""The sources of the parts below: distinct persons and things, and figures that parts compute."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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
from communitylinkage.learning.models import Attendance, Award, Session
from communitylinkage.learning.rules import earning, gains
from communitylinkage.learning.rules.codes import Kind, State, Track
from communitylinkage.learning.rules.codes import Why as AwardWhy
from communitylinkage.learning.testing import queries as testing
from communitylinkage.network.members import queries as members
from communitylinkage.network.models import Engagement
from communitylinkage.network.rules.engaging import organisation_code, root
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.practices.models import Adoption, Practice
from communitylinkage.procedures import queries as procedures
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.rules import State as Procedures
from communitylinkage.research import queries as research
from communitylinkage.research.models import Finding, Researcher
from communitylinkage.support.counting import crossed
from communitylinkage.support.counting import queries as counting
from communitylinkage.support.counting.models import Period
from communitylinkage.support.counting.rules import Standing, Women

TRACKS = {"track": tuple(one.value for one in Track)}
STANDINGS = {"standing": tuple(one.value for one in Standing)}


def by_country(told: Dated, span: Span) -> ByCountry:
    """How many of some (country, day) lie in the span: the whole, and each country of it."""
    found = Counter(country for country, day in told if span.first <= day <= span.last)
    return {
        "": Amount.of(found.total()),
        **{one: Amount.of(found[one]) for one in span.countries},
    }


def by_organisation(told: Iterable[tuple[str, str, date]], span: Span) -> ByOrganisation:
    """The same for each organisation by its code, of (organisation, country, day)."""
    found: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for organisation, country, day in told:
        found[organisation_code(organisation)].append((country, day))
    return {one: by_country(days, span) for one, days in found.items()}


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
    rows = Award.objects.filter(cohort__organisation__in=own, day__gte=span.first,
                                day__lte=span.last).exclude(why=AwardWhy.MISTAKE)  # fmt: skip
    if track := codes.get("track"):
        rows = rows.filter(cohort__course__track=track)
    found = rows.select_related("cohort").order_by("day", "pk")
    return [
        Row(one.reference, one.day, one.cohort.country, reverse("learner", args=[one.learner_id]))
        for one in found
    ]


def _trained_left(span: Span, codes: Codes) -> list[LeftOut]:
    rows = Award.objects.filter(day__gte=span.first, day__lte=span.last)
    if track := codes.get("track"):
        rows = rows.filter(cohort__course__track=track)
    mistakes = rows.filter(why=AwardWhy.MISTAKE).count()
    counted = _trained(span, codes)[""]
    again = rows.count() - mistakes - (counted.low if isinstance(counted, Amount) else 0)
    return [LeftOut("by_mistake", mistakes), LeftOut("finished_again", max(0, again))]


def _attended(span: Span, codes: Codes) -> ByCountry:
    return by_country(_attended_days(codes), span)


def _attendances(codes: Codes) -> QuerySet[Attendance]:
    rows = Attendance.objects.filter(session__state=State.HELD)
    if track := codes.get("track"):
        rows = rows.filter(session__cohorts__course__track=track)
    return rows


def _attended_days(codes: Codes) -> Dated:
    """Persons by the first held session of a course in which they were."""
    return _days(_by_first(_attendances(codes)))


def _attended_by(span: Span, codes: Codes) -> ByOrganisation:
    return by_organisation(_by_first(_attendances(codes)), span)


def _visits() -> QuerySet[Attendance]:
    return Attendance.objects.filter(session__state=State.HELD, session__kind=Kind.EXCHANGE)


def _exchanged(span: Span, _codes: Codes) -> ByCountry:
    """Persons by the first exchange visit in which they were."""
    return by_country(_days(_by_first(_visits())), span)


def _exchanged_by(span: Span, _codes: Codes) -> ByOrganisation:
    return by_organisation(_by_first(_visits()), span)


def _days(told: Iterable[tuple[str, str, date]]) -> Dated:
    return ((country, day) for _organisation, country, day in told)


def _by_first(rows: QuerySet[Attendance]) -> Iterable[tuple[str, str, date]]:
    """Each person once: organisation, country and day of the first session."""
    merged = merges_of()
    told = rows.values_list(
        "learner_id", "session__organisation_id", "session__country", "session__begins",
        "session__zone",
    ).order_by("session__begins", "pk")  # fmt: skip
    first: dict[UUID, tuple[str, str, date]] = {}
    for record, organisation, country, begins, zone in told:
        day = begins.astimezone(ZoneInfo(zone)).date()
        first.setdefault(root(record, merged), (str(organisation), country, day))
    return first.values()


def _engaged(span: Span, codes: Codes) -> ByCountry:
    return by_country(_engaged_days(codes), span)


def _engaged_days(_codes: Codes) -> Dated:
    return _days(_first_engaged())


def _engaged_by(span: Span, _codes: Codes) -> ByOrganisation:
    return by_organisation(_first_engaged(), span)


def _first_engaged() -> Iterable[tuple[str, str, date]]:
    first: dict[str, tuple[str, str, date]] = {}
    for one in sorted(members.spells(), key=lambda s: (s.begins, s.country, s.organisation)):
        first.setdefault(one.member, (one.organisation, one.country, one.begins))
    return first.values()


def _engaged_rows(viewer: Viewer, span: Span, _codes: Codes) -> list[Row]:
    own = viewer.organisations_where(members.KEEP)
    rows = Engagement.objects.filter(
        member__organisation__in=own, since__gte=span.first, since__lte=span.last
    )
    found = rows.select_related("member", "community__place").order_by("since", "pk")
    return [
        Row(one.member.reference, one.since, one.community.place.country,
            reverse("member", args=[one.member_id]))
        for one in found
    ]  # fmt: skip


def _engaged_left(span: Span, _codes: Codes) -> list[LeftOut]:
    rows = Engagement.objects.filter(
        member__merged_into__isnull=False, since__gte=span.first, since__lte=span.last
    )
    return [LeftOut("counted_once", rows.values("member").distinct().count())]


def _women(span: Span, codes: Codes) -> ByCountry:
    """From support's tags: at least the different receipts and codes, at most everybody. Of several
    periods only the largest counts below: nobody can tell who was in two of them. Who was first met
    after the span is not in it, so that a month that is over stays what it was."""
    through = f"{span.last:%Y-%m}"
    standing = Standing(codes.get("standing", Standing.KNOWN))
    periods = _periods(span)
    return {
        country: _range(
            [counting.women_supported(one, country, standing, through) for one in periods]
        )
        for country in ("", *span.countries)
    }


def _periods(span: Span) -> list[Period]:
    rows = Period.objects.filter(
        programme=span.programme, starts__lte=span.last, ends__gte=span.first
    )
    return list(rows.order_by("starts"))


def _women_by(span: Span, codes: Codes) -> ByOrganisation | None:
    """By who counted each of them first, in the period whose figure is the sure one of the span.

    The figure has each as she stands now, a fact as she was first counted: who was possible then
    may be known now, by whomever. So of these an organisation may have as many as the figure leaves
    beside those who were counted as they stand (`may_have`). None: a fact of these months waits.
    """
    through = f"{span.last:%Y-%m}"
    standing = Standing(codes.get("standing", Standing.KNOWN))
    found: dict[str, dict[str, Input]] = defaultdict(
        lambda: dict.fromkeys(("", *span.countries), Amount.of(0))
    )
    for country in ("", *span.countries):
        told = [
            (counting.women_supported(one, country, standing, through).at_least, one.starts,
             one.ends)
            for one in _periods(span)
        ]  # fmt: skip
        if not told:
            continue
        figure, starts, ends = max(told, key=lambda one: one[0])
        rows = crossed.women(f"{starts:%Y-%m}", f"{min(ends, span.last):%Y-%m}")
        if rows is None:
            return None
        sure, perhaps = Counter[str](), Counter[str]()
        for row in rows:
            if country in ("", row.codes["country"]):
                # Who is known once is never possible again; who was possible may be either.
                first = row.codes.get("standing")
                if first == Standing.POSSIBLE:
                    perhaps[row.organisation] += row.number
                elif first == standing:
                    sure[row.organisation] += row.number
        for organisation, many in may_have(figure, sure, perhaps).items():
            found[organisation][country] = Amount.of(many)
    return found


def may_have(figure: int, sure: Counter[str], perhaps: Counter[str]) -> dict[str, int]:
    """How many of a figure each organisation may have, so that as few as can be are the others'.

    Args:
        sure: whom it counted as the figure has them. perhaps: whom it counted otherwise, of whom
            the figure may have some. Who counted the others of either is not known: no name.
    """
    left, every = max(0, figure - sure.total()), perhaps.total()
    found = {}
    for one in sorted({*sure, *perhaps} - {""}):
        most = min(perhaps[one], left)
        # Where all could be hers, but one could be another's, nobody is told that there is no other
        all_hers = sure[one] == sure.total() and most == left
        if all_hers and most and perhaps[one] < every:
            most -= 1
        found[one] = sure[one] + most
    return found


def _range(women: list[Women]) -> Input:
    return Amount(
        max((one.at_least for one in women), default=0), sum(one.at_most for one in women)
    )


def _measured(span: Span, codes: Codes) -> list[testing.Measured]:
    told = testing.closed().values_list("cohort", "cohort__country", "after__closed")
    cohorts = {one for one, place, at in told if at and day_in(place, at) <= span.last}
    tracks = [codes["track"]] if "track" in codes else TRACKS["track"]
    return [one for track in tracks for one in testing.measured(track) if one.cohort.pk in cohorts]


def _gain(span: Span, codes: Codes) -> ByCountry:
    """The mean change of those who answered both tests; only tests that are closed."""
    found = _measured(span, codes)
    return {
        country: _score([one for one in found if country in ("", one.cohort.country)])
        for country in ("", *span.countries)
    }


def _gain_by(span: Span, codes: Codes) -> ByOrganisation:
    rows: dict[str, list[testing.Measured]] = defaultdict(list)
    for one in _measured(span, codes):
        rows[organisation_code(str(one.cohort.organisation_id))].append(one)
    return {
        organisation: {
            country: _score([one for one in mine if country in ("", one.cohort.country)])
            for country in ("", *span.countries)
        }
        for organisation, mine in rows.items()
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
    return by_country(_days(_taught_across()), span)


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


def _published(span: Span, _codes: Codes) -> ByCountry:
    return by_country(((one.country, day) for one, day in _published_days()), span)


def _published_days() -> list[tuple[Practice, date]]:
    rows = Practice.objects.filter(published__isnull=False).order_by("published", "pk")
    return [(one, day_in(one.country, one.published)) for one in rows if one.published]


def _published_rows(_viewer: Viewer, span: Span, _codes: Codes) -> list[Row]:
    return [
        Row(one.reference, day, one.country, reverse("practice", args=[one.reference]))
        for one, day in _published_days()
        if span.first <= day <= span.last
    ]


def _abroad(span: Span, _codes: Codes) -> ByCountry:
    rows = Adoption.objects.exclude(organisation__country=F("practice__country"))
    return by_country(rows.values_list("organisation__country", "since"), span)


def _abroad_rows(_viewer: Viewer, span: Span, _codes: Codes) -> list[Row]:
    rows = Adoption.objects.exclude(organisation__country=F("practice__country"))
    found = rows.filter(since__gte=span.first, since__lte=span.last)
    return [
        Row(f"{one.practice.reference} · {one.organisation.name}", one.since,
            one.organisation.country, reverse("practice", args=[one.practice.reference]))
        for one in found.select_related("practice", "organisation")
    ]  # fmt: skip


def _abroad_left(span: Span, _codes: Codes) -> list[LeftOut]:
    rows = Adoption.objects.filter(since__gte=span.first, since__lte=span.last)
    home = rows.filter(organisation__country=F("practice__country"))
    return [LeftOut("at_home", home.count())]


def _in_force(span: Span, _codes: Codes) -> ByCountry:
    """Those that are in force now and were on the last day: when one ended is not kept by day."""
    found = _in_force_by(span, Version.objects.all())
    told = (one.procedure.organisation.country for one, _day in found)
    return by_country(((country, span.last) for country in told), span)


def _in_force_by(span: Span, rows: QuerySet[Version]) -> list[tuple[Version, date]]:
    told = rows.filter(state=Procedures.IN_FORCE).select_related("procedure__organisation")
    found = [
        (one, day_in(one.procedure.organisation.country, one.in_force_at))
        for one in told.order_by("in_force_at", "pk") if one.in_force_at
    ]  # fmt: skip
    return [(one, day) for one, day in found if day <= span.last]


def _in_force_rows(viewer: Viewer, span: Span, _codes: Codes) -> list[Row]:
    rows = Version.objects.filter(procedure__in=procedures.procedures(viewer))
    return [
        Row(one.title, day, one.procedure.organisation.country, procedures.address(one))
        for one, day in _in_force_by(span, rows)
    ]


def _in_force_left(_span: Span, _codes: Codes) -> list[LeftOut]:
    rows = Version.objects.filter(state__in=[Procedures.PROPOSED, Procedures.SUSPENDED])
    return [LeftOut("not_in_force", rows.count())]


def _findings(span: Span, _codes: Codes) -> ByCountry:
    rows = Finding.objects.filter(published__isnull=False, look_again=False)
    told = rows.values_list("cycle__community__place__country", "published")
    return by_country(((country, day) for country, day in told if day), span)


def _findings_left(_span: Span, _codes: Codes) -> list[LeftOut]:
    return [LeftOut("looked_at_again", Finding.objects.filter(look_again=True).count())]


def _researched(span: Span, codes: Codes) -> ByCountry:
    return by_country(_researched_days(codes), span)


def _researched_days(_codes: Codes) -> Dated:
    """Persons by the first cycle in which they took part; who left stays counted."""
    told = Researcher.objects.order_by("since", "pk").values_list(
        "account", "cycle__community__place__country", "since"
    )
    first: dict[UUID, tuple[str, date]] = {}
    for account, country, since in told:
        first.setdefault(account, (country, since))
    return first.values()


def _researched_rows(viewer: Viewer, span: Span, _codes: Codes) -> list[Row]:
    rows = Researcher.objects.filter(cycle__in=research.cycles(viewer))
    rows = rows.filter(since__gte=span.first, since__lte=span.last).order_by("since", "pk")
    return [
        Row(one.account.display_name, one.since, one.cycle.community.place.country,
            reverse("research_cycle", args=[one.cycle_id]))
        for one in rows.select_related("account", "cycle__community__place")
    ]  # fmt: skip


def _researched_left(span: Span, codes: Codes) -> list[LeftOut]:
    rows = Researcher.objects.filter(since__gte=span.first, since__lte=span.last).count()
    counted = _researched(span, codes)[""]
    again = rows - (counted.low if isinstance(counted, Amount) else 0)
    return [LeftOut("further_cycle", max(0, again))]


OWN = (
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
    Source("network.engaged", "network", _("people engaged in a community, each once"), _engaged,
           rows=_engaged_rows, left_out=_engaged_left, days=_engaged_days, by=_engaged_by),
    Source("support.women", "support", _("women accompanied, by different receipts or codes"),
           _women, codes=STANDINGS, by=_women_by, of_programme=True),
    Source("practices.published", "practices", _("practices that are published"), _published,
           computed=True, rows=_published_rows),
    Source("practices.adopted_abroad", "practices",
           _("practices taken over in another country"), _abroad, computed=True,
           rows=_abroad_rows, left_out=_abroad_left),
    Source("procedures.in_force", "procedures", _("procedures in force"), _in_force,
           computed=True, rows=_in_force_rows, left_out=_in_force_left),
    Source("research.findings", "research", _("findings told back to the community"), _findings,
           computed=True, left_out=_findings_left),
    Source("research.researchers", "research",
           _("people who took part in a research cycle, each once"), _researched,
           rows=_researched_rows, left_out=_researched_left, days=_researched_days),
)  # fmt: skip
