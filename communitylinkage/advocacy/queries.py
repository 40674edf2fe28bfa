"""What a viewer sees of advocacy: her organisations' own, the bodies of all, what is public."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.advocacy.models import Body, Demand, Evidence, Meeting, Promise
from communitylinkage.advocacy.rules import demands, promises
from communitylinkage.advocacy.rules.demands import PUBLIC, Kind
from communitylinkage.advocacy.rules.promises import Standing, Tally, due, standing, tallies
from communitylinkage.assessment.models import Publication
from communitylinkage.coverage import queries as coverage
from communitylinkage.guide.wording import country_name
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.research.models import Finding
from communitylinkage.research.queries import findings_told
from communitylinkage.values.telling import best
from communitylinkage.values.today import Today

KEEP = Permission.ADVOCACY_KEEP
SOON = timedelta(days=7)
PAGE = 50
TO_DECIDE = (promises.State.OPEN.value,)


def home_of(viewer: Viewer) -> Organisation:
    """The organisation for which she speaks: the first in which she may."""
    mine = viewer.organisations_where(KEEP)
    return next(one.organisation for one in viewer.memberships if one.organisation_id in mine)


def _demands() -> QuerySet[Demand]:
    rows = Demand.objects.select_related("organisation")
    return rows.prefetch_related("texts", "bodies", "evidence")


def _promises() -> QuerySet[Promise]:
    rows = Promise.objects.select_related("body", "demand__organisation")
    return rows.prefetch_related("texts", "sequels", "demand__texts")


def ours(viewer: Viewer) -> QuerySet[Demand]:
    """The demands of her organisations, the newest first."""
    return _demands().filter(organisation__in=viewer.organisations_where(KEEP))


def own(viewer: Viewer, reference: str) -> Demand | None:
    """A demand of one of her organisations."""
    return ours(viewer).filter(reference=reference).first()


def own_promises(viewer: Viewer) -> QuerySet[Promise]:
    """Promises about demands of her organisations, the nearest day first."""
    mine = viewer.organisations_where(KEEP)
    return _promises().filter(demand__organisation__in=mine).order_by("deadline", "made_on", "pk")


def own_promise(viewer: Viewer, reference: str) -> Promise | None:
    """One of them."""
    return own_promises(viewer).filter(reference=reference).first()


def own_meeting(row: Demand, number: UUID) -> Meeting | None:
    """A meeting about a demand."""
    return row.meetings.filter(pk=number).select_related("body").first()


def own_evidence(row: Demand, number: int) -> Evidence | None:
    """What a demand stands on, one of it."""
    return row.evidence.filter(pk=min(number, 2**62)).first()


def bodies() -> QuerySet[Body]:
    """All bodies: those of another organisation can be asked too."""
    return Body.objects.order_by("country", "name", "pk")


def own_body(viewer: Viewer, number: UUID) -> Body | None:
    """A body that one of her organisations wrote down."""
    mine = viewer.organisations_where(KEEP)
    return Body.objects.filter(pk=number, organisation__in=mine).first()


def offered(row: Demand, language: str) -> list[tuple[Kind, str, str]]:
    """What is public and could prove a demand: kind, address and title; not what it has already."""
    figures = Publication.objects.filter(
        audience="public", ready__isnull=False, called_back=None
    ).order_by("-made_at", "pk")
    found = [(Kind.NEED, _plain("figures", one.token), one.title) for one in figures]
    rows = Finding.objects.filter(published__isnull=False, look_again=False)
    public = findings_told(rows.values_list("pk", flat=True))
    for one in rows.filter(pk__in=public).prefetch_related("texts").order_by("-published", "pk"):
        texts = {text.language: text.text for text in one.texts.all()}
        words = texts.get(best(texts, language) or "", "")
        found.append((Kind.FINDING, without_language(public[one.pk]), words[:200]))
    found += _gaps(row)
    before = {one.address for one in row.evidence.all()}
    once = {address: (kind, address, label) for kind, address, label in reversed(found) if label}
    return [one for address, one in reversed(once.items()) if address not in before]


def _gaps(row: Demand) -> list[tuple[Kind, str, str]]:
    """The public map of what can be used, for each country of those who are asked."""
    asked = {one.country for one in row.bodies.all()}
    return [
        (
            Kind.GAP,
            f"{_plain('gaps')}?{urlencode({'country': code})}",
            _("Where which help can be used: %(country)s") % {"country": country_name(code)},
        )
        for code in coverage.countries()
        if code in asked
    ]  # fmt: skip


def without_language(address: str) -> str:
    """An address of this site as it lasts: the reader's language is put in on the way."""
    return "/" + address.removeprefix(get_script_prefix()).split("/", 1)[1]


def _plain(name: str, *arguments: object) -> str:
    return without_language(reverse(name, args=arguments))


def public_demand(reference: str) -> Demand | None:
    """A demand that anybody may read."""
    return _demands().filter(reference=reference, state__in=PUBLIC).first()


def public_demands(country: str) -> list[Demand]:
    """What is asked of bodies of a country now or was reached, the newest first."""
    rows = _demands().filter(state__in=demands.ASKED, bodies__country=country)
    return list(rows.distinct().order_by("-published_at", "pk"))


def latest_demands(
    most: int, organisations: Iterable[Organisation] | None = None
) -> list[Demand]:  # fmt: skip
    """What is asked for now, the newest first; by some organisations, or by all."""
    rows = _demands().filter(state__in=demands.ASKED)
    if organisations is not None:
        rows = rows.filter(organisation__in=list(organisations))
    return list(rows.order_by("-published_at", "pk")[:most])


def public_promises(countries: Iterable[str] = ()) -> list[Promise]:
    """Promises that count, the nearest day first; of some countries, or of all."""
    return list(_counting(_promises(), countries))


def _counting(rows: QuerySet[Promise], countries: Iterable[str]) -> QuerySet[Promise]:
    rows, chosen = rows.exclude(state=promises.State.MISTAKEN), list(countries)
    if chosen:
        rows = rows.filter(body__country__in=chosen)
    return rows.order_by("body__country", "deadline", "made_on", "pk")


@dataclass(frozen=True, slots=True)
class Stood:
    """How a promise stands, without its words: all of them are counted, few are shown."""

    pk: UUID
    country: str
    standing: Standing


def stood(
    countries: Iterable[str], today: date, organisations: Iterable[Organisation] | None = None
) -> list[Stood]:
    """Each promise that counts, in the order of `public_promises`.

    Args:
        organisations: who asked for it; None: whoever did.
    """
    rows = Promise.objects.all()
    if organisations is not None:
        rows = rows.filter(demand__organisation__in=list(organisations))
    fields = ("pk", "body__country", "state", "made_on", "deadline")
    return [
        Stood(pk, country, standing(state, made, deadline, today))
        for pk, country, state, made, deadline in _counting(rows, countries).values_list(*fields)
    ]


def promises_by(keys: Sequence[UUID]) -> list[Promise]:
    """These promises with their words, in the same order."""
    rows = _promises().in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def public_promise(reference: str) -> Promise | None:
    """A promise, also one that was written down by mistake: its page says so."""
    return _promises().filter(reference=reference).first()


def counted(rows: Iterable[Stood]) -> list[Tally]:
    """How many promises of each country stand how."""
    return tallies((row.country, row.standing) for row in rows)


def stands(row: Promise, today: date) -> Standing:
    """How one stands on a day."""
    return standing(row.state, row.made_on, row.deadline, today)


def promises_made(first: date, last: date) -> int:
    """How many promises were made in a period, both days included, for indicators."""
    rows = Promise.objects.exclude(state=promises.State.MISTAKEN)
    return rows.filter(made_on__gte=first, made_on__lte=last).count()


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Promises whose day passed, meetings near, and meetings of which nothing is written down."""
    mine = viewer.organisations_where(KEEP)
    if not mine:
        return []
    day = timezone.localdate(now)
    return [*_promises_due(mine, day), *_meetings(mine, day)]


def _promises_due(mine: frozenset[UUID], day: date) -> list[Today]:
    waiting = Promise.objects.filter(demand__organisation__in=mine, state__in=TO_DECIDE)
    late = waiting.filter(
        Q(deadline__lt=day) | Q(deadline=None, made_on__lt=day - promises.PATIENCE)
    )
    return [
        Today(
            _("The day of a promise has passed. What became of it?")
            if row.deadline
            else _("A promise without a day is half a year old. What became of it?"),
            reverse("promise_work", args=[row.reference]),
        )
        for row in late.order_by("deadline", "made_on", "pk")
        if due(row.made_on, row.deadline) < day
    ]


def _meetings(mine: frozenset[UUID], day: date) -> list[Today]:
    rows = Meeting.objects.filter(
        demand__organisation__in=mine, notes="", day__lte=day + SOON,
        demand__state__in=demands.ASKED,
    )  # fmt: skip
    return [
        Today(
            _("You meet somebody who decides within a week.")
            if row.day >= day
            else _("You met somebody who decides. Write down what was said."),
            reverse("advocacy_meeting", args=[row.demand.reference, row.pk]),
        )
        for row in rows.select_related("demand").order_by("day", "pk")
    ]
