"""Doubts about records of people: a characteristic that is missing, a person written down twice."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from communitylinkage.impact.rules.quality.doubles import alike, plain_name, written_again
from communitylinkage.impact.rules.quality.doubts import Check, Doubt
from communitylinkage.impact.rules.quality.missing import Gap, Row, gaps
from communitylinkage.intersections import queries as crossed
from communitylinkage.intersections.rules.populations import WHOM, Population, What
from communitylinkage.journal.models import Line
from communitylinkage.learning.models import Learner
from communitylinkage.network.models import Community, Engagement
from communitylinkage.organisations.models import Programme
from communitylinkage.support.counting import queries as counting
from communitylinkage.support.counting.rules import Standing

LEARNERS, MEMBERS, WOMEN = "learners", "member_records", Population.WOMEN.value
Organisations = Iterable[UUID]


def complete(population: Population, organisations: Organisations) -> list[Gap]:
    """What is there and what is missing in the records that some organisations keep.

    Women are kept by nobody: they are counted, by country.
    """
    keepers = {str(one) for one in organisations} | {""}
    rows = [
        Row(one.organisation, one.codes.get("country", ""), one.codes, one.number)
        for one in crossed.rows(population)
        if one.organisation in keepers
    ]
    return gaps(rows, [what.value for what in WHOM[population].whats])


def missing(population: Population, found: Iterable[Gap]) -> list[Doubt]:
    """Where more is missing than always is."""
    return [
        Doubt(
            Check.MISSING, population.value, gap.place, UUID(gap.keeper) if gap.keeper else None,
            gap.number, _mended(population, gap), gap.of, gap.what,
        )
        for gap in found
        if gap.is_worth_a_look
    ]  # fmt: skip


def _mended(population: Population, gap: Gap) -> str:
    if population == Population.WOMEN:
        return reverse("support_counted")
    if population != Population.MEMBERS:
        return reverse("learners")
    without = Community.objects.filter(place__country=gap.place, listed=True)
    if gap.what == What.ORIGIN:
        engaged = Engagement.objects.filter(member__organisation=UUID(gap.keeper)).values(
            "community"
        )
        row = without.filter(origin="", pk__in=engaged).order_by("name", "pk").first()
        if row:
            return reverse("community_edit", args=[row.pk])
    return reverse("communities")


def twice(organisations: Organisations) -> list[Doubt]:
    """People who learn, by name, track and language, or by address; members, where one form was
    filled in twice: nothing else is known of them."""
    own = list(organisations)
    return [*_learners(own), *_members(own)]


def _learners(organisations: list[UUID]) -> list[Doubt]:
    rows = Learner.objects.filter(organisation__in=organisations, merged_into__isnull=True)
    told = rows.order_by("made_at", "pk").values_list(
        "pk", "organisation_id", "name", "track", "language", "email"
    )
    records = {
        pk: [
            # A first name alone is many people's.
            (keeper, plain, track, language) if " " in (plain := plain_name(name)) else None,
            (keeper, email.casefold()) if email else None,
        ]
        for pk, keeper, name, track, language, email in told
    }
    kept_by = {pk: keeper for pk, keeper, *_more in told}
    return _doubts(LEARNERS, "learner_merge", alike(records), kept_by)


def _members(organisations: list[UUID]) -> list[Doubt]:
    rows = Engagement.objects.filter(
        member__organisation__in=organisations, member__merged_into__isnull=True, until=None
    ).order_by("pk")
    told = rows.values_list(
        "member_id", "member__reference", "member__organisation_id", "community_id", "how", "since"
    )
    same: dict[tuple[object, ...], list[tuple[UUID, str]]] = defaultdict(list)
    kept_by = {}
    for member, reference, keeper, *engaged in told:
        same[keeper, *engaged].append((member, reference))
        kept_by[member] = keeper
    several = [group for group in same.values() if len(group) > 1]
    written = _written({reference for group in several for _member, reference in group})
    records: dict[UUID, list[tuple[UUID, UUID]]] = defaultdict(list)
    for group in several:
        lines = [(*written[ref], member) for member, ref in group if ref in written]
        for pair in written_again(lines):
            for member in pair:
                records[member].append(pair)
    return _doubts(MEMBERS, "member_merge", alike(records), kept_by)


def _written(references: set[str]) -> dict[str, tuple[str, datetime]]:
    lines = Line.objects.filter(reference__in=references, act="member.engaged")
    return {ref: (by, at) for ref, by, at in lines.values_list("reference", "by", "at")}


def _doubts(
    about: str, route: str, groups: list[list[UUID]], kept_by: dict[UUID, UUID]
) -> list[Doubt]:
    """One for each organisation: how many records are too many, and the first to be mended."""
    by_keeper: dict[UUID, list[list[UUID]]] = defaultdict(list)
    for group in groups:
        by_keeper[kept_by[group[0]]].append(group)
    return [
        Doubt(
            Check.TWICE, about, "", keeper, sum(len(one) - 1 for one in found),
            reverse(route, args=[found[0][0]]),
        )
        for keeper, found in by_keeper.items()
    ]  # fmt: skip


def maybe_twice(programme: Programme) -> list[Doubt]:
    """Women whom nobody can tell apart, by country, in periods that are not frozen yet."""
    return [
        Doubt(
            Check.MAYBE_TWICE, WOMEN, country, None, women.maybe_twice,
            reverse("support_counted"), women.at_most, f"{period.starts}",
        )
        for period in counting.periods(programme.pk) if not period.frozen
        for country in counting.countries(period)
        if (women := counting.women_supported(period, country, Standing.KNOWN)).maybe_twice
    ]  # fmt: skip
