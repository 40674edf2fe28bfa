"""What support gives: how many women were accompanied, from its tags, and whose they may be."""

from collections import Counter, defaultdict

from django.utils.translation import gettext_lazy as _

from communitylinkage.impact.rules.evaluating import Amount, Input
from communitylinkage.impact.sources import ByCountry, ByOrganisation, Codes, Source, Span
from communitylinkage.support.counting import crossed
from communitylinkage.support.counting import queries as counting
from communitylinkage.support.counting.models import Period
from communitylinkage.support.counting.rules import Standing, Women
from communitylinkage.values.crossed import Crossed

STANDINGS = {"standing": tuple(one.value for one in Standing)}


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
    places, periods = ("", *span.countries), _periods(span)
    found: dict[str, dict[str, Input]] = defaultdict(lambda: dict.fromkeys(places, Amount.of(0)))
    for country in places if periods else ():
        told = [
            (counting.women_supported(one, country, standing, through).at_least, one)
            for one in periods
        ]
        figure, period = max(told, key=lambda one: one[0])
        rows = crossed.women(f"{period.starts:%Y-%m}", f"{min(period.ends, span.last):%Y-%m}")
        if rows is None:
            return None
        here = [row for row in rows if country in ("", row.codes["country"])]
        # Who is known once is never possible again; who was possible may be either.
        perhaps = _whose(here, Standing.POSSIBLE)
        sure = _whose(here, standing) if standing != Standing.POSSIBLE else Counter[str]()
        for organisation, many in may_have(figure, sure, perhaps).items():
            found[organisation][country] = Amount.of(many)
    return found


def _whose(rows: list[Crossed], standing: Standing) -> Counter[str]:
    """How many each organisation counted first as one of a standing; no name: nobody knows who."""
    found = Counter[str]()
    for row in rows:
        if row.codes.get("standing") == standing:
            found[row.organisation] += row.number
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


WOMEN = (
    Source("support.women", "support", _("women accompanied, by different receipts or codes"),
           _women, codes=STANDINGS, by=_women_by, of_programme=True),
)  # fmt: skip
