"""How many women a period reached, by country and standing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import get_language

from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.support.counting.models import Figure, Period, Tag
from communitylinkage.support.counting.rules import Standing, Women, is_over
from communitylinkage.values.countries import country_named


def running(organisation: Organisation, day: date) -> Programme | None:
    """The programme that an organisation works in on a day; the one that ends first."""
    found = Programme.objects.filter(
        partnerships__organisation=organisation, starts__lte=day, ends__gte=day
    )
    return found.order_by("ends", "pk").first()


def of_day(programme: Programme, day: date) -> QuerySet[Period]:
    """The period of a day comes first; where none was made for it, the one that begins with the
    programme."""
    fits = Q(starts__lte=day, ends__gte=day) | Q(starts=programme.starts)
    return Period.objects.filter(fits, programme=programme).order_by("-starts")


def takes(organisation: Organisation, day: date, today: date) -> bool:
    """Whether a woman who was met on a day is still counted today; late reports have their time."""
    programme = running(organisation, day)
    if programme is None:
        return False
    period = of_day(programme, day).first()
    if period and period.frozen:
        return False
    return not is_over(period.ends if period else programme.ends, today)


def counted(period: Period, country: str, standing: Standing, through: str = "") -> Women:
    """From the tags of a period that is not frozen; an empty country counts the programme."""
    rows = Tag.objects.filter(period=period, standing=standing, stands_for=None)
    if country:
        rows = rows.filter(country=country)
    if through:
        rows = rows.filter(month__lte=through)
    certain = rows.filter(sure=True).values("tag").distinct().count()
    return Women(certain, rows.filter(sure=False).count())


def women_supported(
    period: Period, country: str = "", standing: Standing = Standing.KNOWN, through: str = ""
) -> Women:
    """How many women were supported: for the indicators (DESIGN 3, rule 10).

    Args:
        country: ISO 3166; empty for the whole programme, where who was supported in two countries
            counts once.
        standing: known to be concerned, or possible; they are never added up here.
        through: only who was first met by the end of this month; empty: everybody.
    """
    if not period.frozen:
        return counted(period, country, standing, through)
    rows = Figure.objects.filter(period=period, country=country, standing=standing)
    if through:
        rows = rows.filter(month__lte=through)
    told = rows.aggregate(certain=Sum("certain"), maybe=Sum("maybe_twice"))
    return Women(told["certain"] or 0, told["maybe"] or 0)


def periods(programme: UUID) -> list[Period]:
    """The periods of a programme, the newest first."""
    return list(Period.objects.filter(programme_id=programme).order_by("-starts"))


def countries(period: Period) -> list[str]:
    """Where women were supported in a period, by code."""
    kept = Figure.objects.filter(period=period).exclude(country="")
    tagged = Tag.objects.filter(period=period)
    codes = (rows.values_list("country", flat=True) for rows in (kept, tagged))
    return sorted({code for found in codes for code in found})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page: a country (empty: all together) and a standing."""

    country: str
    standing: Standing
    women: Women

    @property
    def country_name(self) -> str:
        """In the reader's language; empty for all together."""
        return country_named(self.country, get_language() or "en")


def lines(period: Period) -> list[Line]:
    """All figures of a period, the whole programme first."""
    return [
        Line(country, standing, women_supported(period, country, standing))
        for country in ["", *countries(period)]
        for standing in Standing
    ]


def led_by(organisations: Iterable[UUID]) -> list[Period]:
    """The periods of programmes that these organisations lead, the newest first."""
    rows = Period.objects.filter(programme__lead_organisation__in=list(organisations))
    return list(rows.select_related("programme").order_by("-starts", "pk"))
