"""What is published of a programme, and what a viewer may write."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from communitylinkage.organisations.models import Organisation, Partnership, Programme
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.programme_site.models import Face, Page, Version
from communitylinkage.programme_site.rules.states import ONCE_PUBLIC, Kind, State

TELL = Permission.PROGRAMME_TELL
LATEST = 3


def _published() -> QuerySet[Version]:
    rows = Version.objects.filter(state=State.PUBLISHED).select_related("page__face__programme")
    return rows.prefetch_related("texts")


def faces() -> list[Face]:
    """Programmes that have said what they are, the newest first."""
    told = Version.objects.filter(state=State.PUBLISHED, page__kind=Kind.ABOUT)
    rows = Face.objects.filter(pages__in=told.values("page")).select_related("programme")
    return list(rows.order_by("-programme__starts", "programme__name", "pk"))


def current(today: date) -> Face | None:
    """The one that runs today, else the newest."""
    found = faces()
    running = [one for one in found if one.programme.starts <= today <= one.programme.ends]
    return next(iter([*running, *found]), None)


def face(slug: str) -> Face | None:
    """One by its address."""
    return next((one for one in faces() if one.slug == slug), None)


def published(row: Face, kind: Kind, number: int = 0) -> Version | None:
    """What anybody reads on a page."""
    number = min(number, 2**31 - 1)
    return _published().filter(page__face=row, page__kind=kind, page__number=number).first()


def news(row: Face, most: int | None = None) -> list[Version]:
    """News, the newest first."""
    rows = _published().filter(page__face=row, page__kind=Kind.NEWS)
    return list(rows.order_by("-page__since", "-page__number")[:most])


def all_published() -> list[Version]:
    """Every page of programmes that have said what they are."""
    return list(_published().filter(page__face__in=faces()).order_by("page__since", "pk"))


def partners(programme: Programme) -> list[Partnership]:
    """Who takes part, the lead first."""
    rows = Partnership.objects.filter(programme=programme).select_related("organisation")
    found = rows.order_by("organisation__country", "organisation__name", "pk")
    return sorted(found, key=lambda one: one.organisation_id != programme.lead_organisation_id)


def programmes(viewer: Viewer) -> list[Programme]:
    """Of which she may write the pages: those in which an organisation of hers takes part."""
    mine = viewer.organisations_where(TELL)
    taking_part = Partnership.objects.filter(organisation__in=mine).values("programme")
    rows = Programme.objects.filter(pk__in=taking_part) | Programme.objects.filter(
        lead_organisation__in=mine
    )
    return list(rows.distinct().order_by("-starts", "name", "pk"))


def programme(viewer: Viewer, number: UUID) -> Programme | None:
    """One of them."""
    return next((one for one in programmes(viewer) if one.pk == number), None)


def home_of(viewer: Viewer) -> Organisation:
    """The organisation for which she writes: the first in which she may."""
    mine = viewer.organisations_where(TELL)
    return next(one.organisation for one in viewer.memberships if one.organisation_id in mine)


def face_of(row: Programme) -> Face | None:
    """Its face; a programme without a page has none yet."""
    return Face.objects.filter(programme=row).first()


def page(row: Programme, kind: Kind, number: int) -> Page | None:
    """One of its pages, also one that nobody outside reads."""
    number = min(number, 2**31 - 1)
    return Page.objects.filter(face__programme=row, kind=kind, number=number).first()


def pages(row: Programme) -> list[Page]:
    """All of them with their versions: the fixed ones, then news, the newest first."""
    versions = Prefetch("versions", Version.objects.prefetch_related("texts"))
    rows = Page.objects.filter(face__programme=row).prefetch_related(versions)
    order = {kind.value: at for at, kind in enumerate(Kind)}
    return sorted(rows, key=lambda one: (order[one.kind], -one.number))


def newest(row: Page) -> Version | None:
    """The draft, else what is or was published."""
    return row.versions.prefetch_related("texts").first()


def version(row: Page, number: int) -> Version | None:
    """One version of a page."""
    rows = row.versions.prefetch_related("texts")
    return rows.filter(number=min(number, 2**31 - 1)).first()


def earlier(row: Page) -> list[Version]:
    """What was public once, the newest first."""
    return list(row.versions.filter(state__in=ONCE_PUBLIC).prefetch_related("texts"))
