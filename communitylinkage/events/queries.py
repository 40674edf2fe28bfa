"""What a viewer sees of events: everybody the published ones, staff those of her organisations."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communitylinkage.events import telling
from communitylinkage.events.models import Event, Invitation, Material, Needs, Registration, Session
from communitylinkage.events.rules import days
from communitylinkage.events.rules.codes import Audience, State
from communitylinkage.learning.rules.codes import Seat
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.surveys.answering.queries import response
from communitylinkage.values.languages import own_name
from communitylinkage.values.today import Today

KEEP, DOOR = Permission.EVENT_KEEP, Permission.EVENT_DOOR


def home_of(viewer: Viewer) -> Organisation:
    """The organisation for which she keeps events: the first in which she may."""
    mine = viewer.organisations_where(KEEP)
    return next(one.organisation for one in viewer.memberships if one.organisation_id in mine)


def with_texts() -> QuerySet[Event]:
    """Events with what a list shows of them."""
    return Event.objects.select_related("organisation").prefetch_related("texts")


def coming(now: datetime, organisations: Iterable[Organisation] | None = None) -> list[Event]:
    """Published, for everybody, not over: the next first; of some organisations, or of all."""
    rows = with_texts().filter(state=State.OPEN, audience=Audience.PUBLIC, ends__gt=now)
    if organisations is not None:
        rows = rows.filter(organisation__in=list(organisations))
    return list(rows.order_by("begins", "pk"))


def public(reference: str) -> Event | None:
    """What anybody reads at an address: published or called off, never by invitation."""
    rows = with_texts().filter(audience=Audience.PUBLIC).exclude(state=State.DRAFT)
    return rows.filter(reference=reference).first()


def sessions(event: Event) -> list[Session]:
    """Its programme, with texts and places."""
    return list(event.sessions.prefetch_related("texts", "places"))


def held(organisations: Iterable[Organisation], first: datetime, after: datetime) -> list[Event]:
    """Published events of some organisations that begin in a period, the first first.

    Args:
        after: the first moment that is not in it.
    """
    rows = with_texts().filter(organisation__in=list(organisations), state=State.OPEN)
    return list(rows.filter(begins__gte=first, begins__lt=after).order_by("begins", "pk"))


def own(viewer: Viewer, reference: str, permission: Permission = KEEP) -> Event | None:
    """An event of one of her organisations'."""
    mine = viewer.organisations_where(permission)
    return with_texts().filter(reference=reference, organisation__in=mine).first()


def ours(viewer: Viewer) -> list[Event]:
    """The events of her organisations, the last first."""
    rows = with_texts().filter(organisation__in=viewer.organisations_where(DOOR))
    return list(rows.order_by("-begins", "pk"))


def own_session(event: Event, number: UUID) -> Session | None:
    """A session of an event."""
    return event.sessions.filter(pk=number).first()


def guest(number: UUID | None) -> Registration | None:
    """A registration, by its own link."""
    rows = Registration.objects.select_related(
        "event__organisation", "event__asks__version", "answered"
    )
    rows = rows.prefetch_related("event__texts", "places__session__texts")
    return rows.exclude(event__state=State.DRAFT).filter(pk=number).first() if number else None


def guest_of(event: Event, number: UUID) -> Registration | None:
    """A registration for an event of hers."""
    return event.registrations.filter(pk=number).first()


def at_door(viewer: Viewer, number: UUID | None) -> Registration | None:
    """Who a ticket belongs to, for an event of one of her organisations'."""
    row = guest(number)
    mine = viewer.organisations_where(DOOR)
    return row if row and row.event.organisation_id in mine else None


def invitation(number: UUID | None) -> Invitation | None:
    """An invitation to an event that is published, or called off: its page says so."""
    rows = Invitation.objects.select_related("event__organisation", "registration__event")
    rows = rows.prefetch_related("event__texts")
    return rows.exclude(event__state=State.DRAFT).filter(pk=number).first() if number else None


def invited(event: Event) -> int:
    """How many addresses were invited; one may have an invitation again."""
    return event.invitations.values("email").distinct().count()


def materials(event: Event) -> QuerySet[Material]:
    """What stays to read and see, without the content of its files."""
    return event.materials.defer("content")


def material(event: Event, number: UUID) -> Material | None:
    """One of them."""
    return event.materials.filter(pk=number).first()


def needs_of(row: Registration) -> Needs | None:
    """What she needs, until it is erased."""
    return Needs.objects.filter(registration=row).first()


def unwritten(event: Event) -> QuerySet[Registration]:
    """Who has a place or waits and gave no address: no letter tells her anything."""
    return event.registrations.filter(email="").exclude(seat=Seat.CANCELLED)


def guests(event: Event, search: str = "", *, without: bool = False) -> list[Registration]:
    """Who registered, in the order in which they came.

    Args:
        without: only those to whom no letter goes.
    """
    rows = unwritten(event) if without else event.registrations.all()
    rows = rows.select_related("needs").prefetch_related("places")
    if search:
        rows = rows.filter(
            Q(name__icontains=search) | Q(email__icontains=search) | Q(works_at__icontains=search)
        )
    return list(rows.order_by("arrived"))


@dataclass(frozen=True, slots=True)
class Numbers:
    """How an event stands now. `waiting`, `walk_ins`: None where nobody knows any more."""

    capacity: int
    enrolled: int
    waiting: int | None
    came: int
    walk_ins: int | None

    @property
    def missing(self) -> int:
        """Who has a place and has not come yet."""
        return max(0, self.enrolled - self.came)

    @property
    def free(self) -> int:
        """Places that are left."""
        return max(0, self.capacity - self.enrolled)


def numbers(event: Event) -> Numbers:
    """Counted now; after the names are erased, what was kept of it."""
    if event.names_gone:
        return Numbers(event.capacity, event.registered or 0, None, event.came or 0, None)
    found = event.registrations.aggregate(
        enrolled=Count("pk", filter=Q(seat=Seat.ENROLLED)),
        waiting=Count("pk", filter=Q(seat=Seat.WAITING)),
        came=Count("pk", filter=Q(came_at__isnull=False)),
        walk_ins=Count("pk", filter=Q(walk_in=True, came_at__isnull=False)),
    )
    return Numbers(event.capacity, **found)


def kinds_there(event: Event) -> list[tuple[str, int]]:
    """Kinds of organisations of those who came, the most first."""
    rows = event.registrations.filter(came_at__isnull=False)
    return Counter(rows.values_list("stakeholder", flat=True)).most_common()


def to_certify(event: Event) -> QuerySet[Registration]:
    """Who came and has no certificate yet."""
    return event.registrations.filter(came_at__isnull=False, certificate=None)


def can_register(event: Event, now: datetime) -> bool:
    """Whether registration is open now."""
    return event.state == State.OPEN and days.takes(now, event.begins, event.closes)


def door(event: Event, now: datetime) -> bool:
    """Whether people are checked in now."""
    return event.state == State.OPEN and days.door_is_open(now, event.begins, event.ends)


def ahead(event: Event, now: datetime) -> bool:
    """Whether it takes place and is not over."""
    return days.lies_ahead(now, event.state, event.ends)


def may_go(row: Registration, now: datetime) -> bool:
    """Whether she may say that she does not come, or be taken off the list."""
    return row.seat != Seat.CANCELLED and row.came_at is None and ahead(row.event, now)


def over(event: Event, now: datetime) -> bool:
    """Whether it has ended."""
    return event.ends <= now


def attended(first: datetime, last: datetime) -> int:
    """How many came to events in a period, for who counts reach: registrations that are kept, and
    what was counted of those erased."""
    rows = Event.objects.filter(begins__gte=first, begins__lt=last, state=State.OPEN)
    kept = Registration.objects.filter(
        event__in=rows.filter(names_gone=None), came_at__isnull=False
    ).count()
    return kept + sum(one or 0 for one in rows.values_list("came", flat=True))


@dataclass(frozen=True, slots=True)
class Door:
    """Who was checked in at one event. `alone`: how many of them came for themselves."""

    first: date
    last: date
    came: int
    alone: int


def doors(
    organisations: Iterable[Organisation], first: date, last: date, country: str = ""
) -> list[Door]:
    """The events of organisations between two days, the last included, by the clock of their
    place; for who counts reach. Events to which nobody came are left out.
    """
    rows = Event.objects.filter(organisation__in=organisations, state=State.OPEN)
    if country:
        rows = rows.filter(country=country)
    there = Q(registrations__came_at__isnull=False)
    rows = rows.annotate(
        now=Count("registrations", filter=there),
        now_alone=Count("registrations", filter=there & Q(registrations__stakeholder="self")),
    )
    made = []
    for row in rows.order_by("begins", "pk"):
        zone = ZoneInfo(row.zone)
        begins, ends = (at.astimezone(zone).date() for at in (row.begins, row.ends))
        gone = row.names_gone is not None
        came, alone = (row.came or 0, row.came_alone) if gone else (row.now, row.now_alone)
        if came and first <= begins <= last:
            made.append(Door(begins, ends, came, alone))
    return made


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Events whose door is open, for who may stand at it."""
    rows = with_texts().filter(
        organisation__in=viewer.organisations_where(DOOR), state=State.OPEN,
        begins__lte=now + days.DOOR_BEFORE, ends__gte=now - days.DOOR_AFTER,
    )  # fmt: skip
    return [
        Today(
            _("The door is open: %(title)s") % {"title": telling.words(row).title},
            reverse("event_door", args=[row.reference]), row.ends,
        )
        for row in rows.order_by("begins", "pk")
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Needed:
    """What all guests with a place need together, for the kitchen and the room."""

    children: int
    travel: int
    interpreting: tuple[tuple[str, int], ...]
    food: tuple[str, ...]
    access: tuple[str, ...]


def needed(event: Event) -> Needed:
    """Counted, and in their words without names; empty once it is erased."""
    rows = Needs.objects.filter(registration__event=event, registration__seat=Seat.ENROLLED)
    found = list(rows.order_by("food", "access", "pk"))
    heard = Counter(own_name(one.interpreting) for one in found if one.interpreting)
    return Needed(
        sum(one.children for one in found),
        sum(one.travel for one in found),
        tuple(heard.most_common()),
        tuple(one.food for one in found if one.food),
        tuple(one.access for one in found if one.access),
    )


def answered(event: Event) -> dict[str, tuple[int, int]]:
    """For each time of asking: how many began from a link of theirs, and how many answered."""
    return {
        one.wave: (
            sum(group.invited for group in response(one.collection)),
            sum(group.finished for group in response(one.collection)),
        )
        for one in event.askings.select_related("collection")
    }
