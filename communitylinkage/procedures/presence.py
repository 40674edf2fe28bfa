"""From the directory and the mentors to plain hours: who is there when, in which language."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from communitylinkage.directory.hsds import Service
from communitylinkage.directory.queries import offers_as_said
from communitylinkage.mentors.queries import profiles
from communitylinkage.organisations.models import Organisation
from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.coverage import EVERY, Coverage


def coverage_of(parties: Mapping[str, Organisation], now: datetime) -> Coverage:
    """The usual week of each party: its services' opening times and its mentors' weeks.

    A service with an interpreter or a mediator counts for every language. Who is on holiday does
    not count; a closed day is not looked at, because a procedure is for a usual week.
    """
    by_organisation = {one.pk: one for one in parties.values()}
    hours = [*_mentors(by_organisation, now), *_services(by_organisation)]
    found: dict[tuple[str, str], int] = {}
    for code, organisation in parties.items():
        for number, language, some in hours:
            if number == organisation.pk:
                found[code, language] = found.get((code, language), 0) | some
    return Coverage(found)


def _mentors(
    organisations: Mapping[UUID, Organisation], now: datetime
) -> list[tuple[UUID, str, int]]:
    return [
        (number, language, week.of(one.hours))
        for one in profiles(now.date())
        if not one.paused
        for number in one.mentor_at & organisations.keys()
        for language in one.languages
    ]


def _services(organisations: Mapping[UUID, Organisation]) -> list[tuple[UUID, str, int]]:
    listed = {one.listed_as: pk for pk, one in organisations.items() if one.listed_as}
    rows = Service.objects.filter(organization__in=listed).values_list("pk", "organization_id")
    owner = {str(pk): listed[organization] for pk, organization in rows}
    found = []
    for offer, _day in offers_as_said([UUID(pk) for pk in owner]):
        spoken = (*offer.languages, EVERY) if offer.bridges else tuple(offer.languages)
        found += [(owner[offer.id], one, week.of(offer.hours)) for one in spoken]
    return found
