"""What anybody may read of the organisations."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from communitylinkage.organisations.models import Organisation, Programme


def country_of(organisation: UUID | None) -> str:
    """The country of an organisation; empty where nobody knows."""
    if organisation is None:
        return ""
    found = Organisation.objects.filter(pk=organisation).values_list("country", flat=True)
    return found.first() or ""


def names_of(organisations: Iterable[str | UUID]) -> list[str]:
    """Their names, in order; without one that is no more."""
    rows = Organisation.objects.filter(pk__in=list(organisations))
    return list(rows.order_by("name", "pk").values_list("name", flat=True))


def public_faces() -> QuerySet[Organisation]:
    """All, in the order of their names, with what anybody may read: name, town, telephone."""
    return Organisation.objects.order_by("name").only("name", "town", "telephone")


def of_programme(programme: UUID) -> QuerySet[Organisation]:
    """Those that take part in a programme, with the one that leads it."""
    rows = Organisation.objects.filter(
        Q(partnerships__programme=programme)
        | Q(pk__in=Programme.objects.filter(pk=programme).values("lead_organisation"))
    )
    return rows.distinct()
