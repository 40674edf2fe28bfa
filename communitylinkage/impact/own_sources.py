"""What the other parts below give: the network, practices, procedures and research."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communitylinkage.impact.adding_up import by_country, by_organisation, days
from communitylinkage.impact.days import day_in
from communitylinkage.impact.rules.evaluating import Amount
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
from communitylinkage.network.members import queries as members
from communitylinkage.network.models import Engagement
from communitylinkage.network.rules.engaging import firsts
from communitylinkage.people.access import Viewer
from communitylinkage.practices.models import Adoption, Practice
from communitylinkage.procedures import queries as procedures
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.rules import State as Procedures
from communitylinkage.research import queries as research
from communitylinkage.research.models import Finding, Researcher


def _engaged(span: Span, codes: Codes) -> ByCountry:
    return by_country(_engaged_days(codes), span)


def _engaged_days(_codes: Codes) -> Dated:
    return days(_first_engaged())


def _engaged_by(span: Span, _codes: Codes) -> ByOrganisation:
    return by_organisation(_first_engaged(), span)


def _first_engaged() -> Iterable[tuple[str, str, date]]:
    return ((one.organisation, one.country, one.begins) for one in firsts(members.spells()))


def _engaged_rows(viewer: Viewer, span: Span, _codes: Codes) -> list[Row]:
    rows = Engagement.objects.filter(
        member__organisation__in=viewer.organisations_where(members.KEEP),
        since__gte=span.first, since__lte=span.last,
    )  # fmt: skip
    counted = {one.entry for one in firsts(members.spells())}
    return [
        Row(one.member.reference, one.since, one.community.place.country,
            reverse("member", args=[one.member_id]))
        for one in rows.select_related("member", "community__place").order_by("since", "pk")
        if str(one.pk) in counted
    ]  # fmt: skip


def _engaged_left(span: Span, _codes: Codes) -> list[LeftOut]:
    rows = Engagement.objects.filter(
        member__merged_into__isnull=False, since__gte=span.first, since__lte=span.last,
        community__place__country__in=span.places,
    )  # fmt: skip
    return [LeftOut("counted_once", rows.values("member").distinct().count())]


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
    home = rows.filter(
        organisation__country=F("practice__country"), organisation__country__in=span.places
    )
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


def _in_force_left(span: Span, _codes: Codes) -> list[LeftOut]:
    rows = Version.objects.filter(
        state__in=[Procedures.PROPOSED, Procedures.SUSPENDED],
        procedure__organisation__country__in=span.places,
    )
    return [LeftOut("not_in_force", rows.count())]


def _findings(span: Span, _codes: Codes) -> ByCountry:
    rows = Finding.objects.filter(published__isnull=False, look_again=False)
    told = rows.values_list("cycle__community__place__country", "published")
    return by_country(((country, day) for country, day in told if day), span)


def _findings_left(span: Span, _codes: Codes) -> list[LeftOut]:
    rows = Finding.objects.filter(look_again=True, cycle__community__place__country__in=span.places)
    return [LeftOut("looked_at_again", rows.count())]


def _researched(span: Span, codes: Codes) -> ByCountry:
    return by_country(_researched_days(codes), span)


def _researched_days(_codes: Codes) -> Dated:
    return [(one.cycle.community.place.country, one.since) for one in _first_researched()]


def _first_researched() -> Iterable[Researcher]:
    """Persons by the first cycle in which they took part; who left stays counted."""
    rows = Researcher.objects.select_related("account", "cycle__community__place")
    first: dict[UUID, Researcher] = {}
    for one in rows.order_by("since", "pk"):
        first.setdefault(one.account_id, one)
    return first.values()


def _researched_rows(viewer: Viewer, span: Span, _codes: Codes) -> list[Row]:
    hers = {one.pk for one in research.cycles(viewer)}
    return [
        Row(one.account.display_name, one.since, one.cycle.community.place.country,
            reverse("research_cycle", args=[one.cycle_id]))
        for one in _first_researched()
        if span.first <= one.since <= span.last and one.cycle_id in hers
    ]  # fmt: skip


def _researched_left(span: Span, codes: Codes) -> list[LeftOut]:
    rows = Researcher.objects.filter(
        since__gte=span.first, since__lte=span.last,
        cycle__community__place__country__in=span.places,
    ).count()  # fmt: skip
    counted = _researched(span, codes)[""]
    again = rows - (counted.low if isinstance(counted, Amount) else 0)
    return [LeftOut("further_cycle", max(0, again))]


OWN = (
    Source("network.engaged", "network", _("people engaged in a community, each once"), _engaged,
           rows=_engaged_rows, left_out=_engaged_left, days=_engaged_days, by=_engaged_by),
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
