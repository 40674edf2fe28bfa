"""The doubts that a viewer sees: all of her programme where she leads it, else her own records'."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import chain
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext

from communitylinkage.impact import queries
from communitylinkage.impact.models import SetAside
from communitylinkage.impact.quality import months, people, waiting
from communitylinkage.impact.rules.quality.doubts import Check, Doubt, still_set_aside
from communitylinkage.impact.rules.quality.missing import Gap
from communitylinkage.intersections.rules.populations import Population
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.values.today import Today

KEPT = (Population.MENTORS, Population.PROFESSIONALS, Population.PARTICIPANTS, Population.MEMBERS)
# Those of whom something may be left out; of the others the forms ask for everything.
MAY_LACK = (Population.PARTICIPANTS, Population.MEMBERS)
# What the page that mends it asks for; anything else is for who leads.
NEEDS = {
    Population.MENTORS.value: Permission.LEARNING_KEEP,
    Population.PROFESSIONALS.value: Permission.LEARNING_KEEP,
    Population.PARTICIPANTS.value: Permission.LEARNING_KEEP,
    people.LEARNERS: Permission.LEARNING_KEEP,
    Population.MEMBERS.value: Permission.DIRECTORY_EDIT,
    people.MEMBERS: Permission.DIRECTORY_EDIT,
    waiting.ENTRIES: Permission.DIRECTORY_CONFIRM,
    waiting.ROUNDS: Permission.ASSESSMENT_RUN,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A doubt for one reader. `mends`: the page of its mend opens for her. `aside`: it rests."""

    doubt: Doubt
    mends: bool
    aside: SetAside | None = None

    @property
    def token(self) -> str:
        """Names it in an address, where its key would say too much."""
        return sha256(self.doubt.key.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Looked:
    """All that was looked at. `gaps`: also where nothing is missing, by population."""

    seen: tuple[Seen, ...]
    gaps: tuple[tuple[str, Gap], ...]

    @property
    def open(self) -> list[Seen]:
        """What asks for somebody."""
        return [one for one in self.seen if one.aside is None]

    @property
    def aside(self) -> list[Seen]:
        """What somebody has set aside."""
        return [one for one in self.seen if one.aside is not None]


def _own(viewer: Viewer, programme: Programme) -> list[Organisation]:
    """The organisations of the programme whose records she answers for, or all, if she leads."""
    rows = queries.partners(programme, "")
    if queries.sees_live(viewer, programme):
        return rows
    mine = viewer.organisations_where(queries.WRITE)
    return [one for one in rows if one.pk in mine]


def _may_mend(viewer: Viewer, doubt: Doubt) -> bool:
    needed = NEEDS.get(doubt.about, queries.SEE)
    return viewer.may(needed) and (
        doubt.organisation is None or doubt.organisation in viewer.organisations_where(needed)
    )


def look(viewer: Viewer, programme: Programme, now: datetime) -> Looked:
    """Looks at everything that is hers to look at."""
    own, today = _own(viewer, programme), queries.day_of(programme, now)
    keepers = [one.pk for one in own]
    leads = queries.sees_live(viewer, programme)
    told = {one: people.complete(one, keepers) for one in KEPT}
    if leads:
        women = people.complete(Population.WOMEN, [])
        told[Population.WOMEN] = [gap for gap in women if gap.place in programme.countries]
    found = [
        *chain.from_iterable(people.missing(one, gaps) for one, gaps in told.items()),
        *people.twice(keepers),
        *waiting.unconfirmed(own, now),
        *waiting.overdue(programme, keepers, now),
    ]
    if leads:
        found += [*people.maybe_twice(programme), *months.doubts(programme, today)]
    gaps = tuple((one.value, gap) for one, every in told.items() for gap in every)
    return Looked(_seen(viewer, programme, found, now), gaps)


def _seen(
    viewer: Viewer, programme: Programme, found: Iterable[Doubt], now: datetime
) -> tuple[Seen, ...]:
    today, order = queries.day_of(programme, now), list(Check)
    aside = {row.key: row for row in SetAside.objects.filter(programme=programme)}
    seen = []
    for one in sorted(found, key=lambda d: (order.index(d.check), d.country, d.about, d.what)):
        row = aside.get(one.key)
        rests = row is not None and still_set_aside(one, row.number, row.until, today)
        seen.append(Seen(one, _may_mend(viewer, one), row if rests else None))
    return tuple(seen)


def doubt(viewer: Viewer, programme: Programme, token: str, now: datetime) -> Seen | None:
    """One of hers; None for a stranger, and once it is mended."""
    return next((one for one in look(viewer, programme, now).seen if one.token == token), None)


def _to_mend(viewer: Viewer, programme: Programme, now: datetime) -> list[Seen]:
    """What she can mend herself, without what home says in other words (old entries) and without
    what takes a look at every month."""
    own = [one.pk for one in queries.partners(programme, "")]
    mine = set(own) & set(viewer.organisations_where(queries.WRITE))
    gaps = ((one, people.complete(one, mine)) for one in MAY_LACK)
    found = [
        *chain.from_iterable(people.missing(one, every) for one, every in gaps),
        *people.twice(mine),
        *waiting.overdue(programme, mine, now),
    ]
    seen = _seen(viewer, programme, found, now)
    return [one for one in seen if one.mends and one.aside is None]


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """How much may be wrong in what she counts, where she can mend it."""
    if not viewer.may(queries.WRITE):
        return []
    found, told = [], set[str]()
    for one in queries.programmes(viewer, queries.WRITE):
        # A doubt about an organisation's own records is one, in however many programmes it is.
        new = {seen.token for seen in _to_mend(viewer, one, now)} - told
        told |= new
        found.append((one, len(new)))
    several = len(queries.programmes(viewer)) > 1
    return [_waits(one, number, several) for one, number in found if number]


def _waits(programme: Programme, number: int, several: bool) -> Today:
    said = ngettext(
        "Something in your figures may be wrong. Please look.",
        "%(number)d things in your figures may be wrong. Please look.",
        number,
    )
    of = f"?programme={programme.pk}" if several else ""
    return Today(said % {"number": number}, reverse("impact_quality") + of)


def organisation_names(found: Iterable[Seen]) -> dict[UUID, Organisation]:
    """Whom to ask, by id."""
    wanted = {one.doubt.organisation for one in found if one.doubt.organisation}
    return {row.pk: row for row in Organisation.objects.filter(pk__in=wanted)}
