"""The reach of channels, from their rows: the sum, and each of its lines with its reasons."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communitylinkage.campaign.counting import figures_of
from communitylinkage.campaign.models import Channel, Overlap
from communitylinkage.campaign.rules import reach as rules
from communitylinkage.campaign.rules.reach import Figure, How, Measure, Part, Period, Row, Side

ALWAYS = Period(date.min, date.max)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sum; the columns `least` and `most` add up to the range.

    Args:
        names: of the channel, or of the two whose overlap is taken off. how: where a channel's
            number comes from; empty for an overlap. channels: their ids.
    """

    names: tuple[str, ...]
    how: str
    lowest: int
    highest: int
    least: int
    most: int
    reasons: tuple[str, ...]
    channels: tuple[UUID, ...]

    @property
    def takes_off(self) -> bool:
        """Whether it is an overlap."""
        return len(self.names) > 1


@dataclass(frozen=True, slots=True)
class Total:
    """Distinct people of one side: at least, at most, and what is certain of the least."""

    side: Side
    lowest: int
    highest: int
    certain: int
    lines: tuple[Line, ...]
    contradicts: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Two reaches, which are never added up."""

    stakeholders: Total
    population: Total

    @property
    def totals(self) -> tuple[Total, Total]:
        """Both."""
        return (self.stakeholders, self.population)


def reach_of(channels: Iterable[Channel], period: Period) -> Reach:
    """The reach of channels in a period."""
    sides: dict[str, list[Channel]] = defaultdict(list)
    for one in channels:
        sides[one.side].append(one)
    return Reach(*(_total(side, sides[side], period) for side in Side))


def _total(side: Side, channels: Sequence[Channel], period: Period) -> Total:
    by_key = {str(one.pk): one for one in channels}
    figures = {key: figures_of(one, period) for key, one in by_key.items()}
    parts = {
        key: rules.part(key, figures[key], measure(one), period) for key, one in by_key.items()
    }
    rows = _overlaps(channels)
    said = {frozenset((str(one.one_id), str(one.other_id))): one for one in rows}
    found = rules.together(list(parts.values()), [_said(one) for one in rows])
    used = {} if found.contradicts else said
    lines = [
        _both(row, by_key, used)
        if len(row.keys) > 1
        else _alone(row, by_key[row.keys[0]], parts[row.keys[0]], figures[row.keys[0]], period)
        for row in found.rows
    ]
    return Total(side, found.lowest, found.highest, found.certain, tuple(lines), found.contradicts)


def measure(channel: Channel) -> Measure:
    """How its numbers are read. Visits are never people: each counts again, and robots count."""
    times = None if channel.kind == "visits" else channel.times
    return Measure(How(channel.how), channel.margin, times)


def _overlaps(channels: Sequence[Channel]) -> list[Overlap]:
    keys = [one.pk for one in channels]
    return list(Overlap.objects.filter(one__in=keys, other__in=keys))


def _said(row: Overlap) -> rules.Overlap:
    return rules.Overlap(str(row.one_id), str(row.other_id), row.least, row.most, row.counted)


def _alone(
    row: Row, channel: Channel, part: Part, figures: Sequence[Figure], period: Period
) -> Line:
    return Line(
        names=(channel.name,), how=channel.how, lowest=part.lowest, highest=part.highest,
        least=row.least, most=row.most, channels=(channel.pk,),
        reasons=tuple(_reasons(row, channel, part, figures, period)),
    )  # fmt: skip


def _reasons(
    row: Row, channel: Channel, part: Part, figures: Sequence[Figure], period: Period
) -> Iterable[str]:
    numbers = [one.number for one in figures if period.touches(one.period)]
    if not numbers:
        yield _("There is no figure of these days yet.")
        return
    yield _number(channel, sum(numbers))
    if len(numbers) > 1:
        yield _("The same people may stand behind several figures: at least the greatest, at most "
                "all together.")  # fmt: skip
    if channel.margin:
        yield _("It may be %(margin)s in 100 more or less.") % {"margin": channel.margin}
    times = measure(channel).times
    if times is None:
        yield _("Nobody knows how often the same person is in it: at least it is one person.")
    elif times > 1:
        yield ngettext(
            "One person may be in it %(times)s time.",
            "One person may be in it up to %(times)s times.",
            times,
        ) % {"times": times}  # fmt: skip
    if any(period.touches(one.period) and not period.holds(one.period) for one in figures):
        yield _("A figure goes beyond these days. Of it nothing is taken for the least and all for "
                "the most.")  # fmt: skip
    if part.lowest and not row.least:
        yield _("All of them may be among the people of other lines: they add nothing to the "
                "least.")  # fmt: skip


def _number(channel: Channel, number: int) -> str:
    told = {"number": number}
    if channel.kind == "visits":
        return ngettext("Opened %(number)s time.", "Opened %(number)s times.", number) % told
    if channel.kind == "doors":
        return ngettext(
            "%(number)s person was checked in at the doors of our events.",
            "%(number)s times somebody was checked in at the doors of our events.",
            number,
        ) % told  # fmt: skip
    how = How(channel.how)
    if how == How.REPORTED:
        return _("The platform reports %(number)s.") % told
    if how == How.ESTIMATED:
        return _("We estimate %(number)s.") % told
    return _("We counted %(number)s.") % told


def _both(row: Row, by_key: dict[str, Channel], said: dict[frozenset[str], Overlap]) -> Line:
    one, other = (by_key[key] for key in row.keys)
    found = said.get(frozenset(row.keys))
    reasons = []
    if row.least:
        reasons.append(_("Up to %(number)s people can be in both.") % {"number": -row.least})
        if found is None or found.most is None:
            reasons.append(_("Nothing is known of the two: the smaller may lie in the larger."))
    if row.most:
        reasons.append(_("At least %(number)s people are in both.") % {"number": -row.most})
    if found is not None:
        reasons.append(found.reason)
    return Line(
        names=(one.name, other.name), how="", lowest=0, highest=0, least=row.least, most=row.most,
        reasons=tuple(reasons), channels=(one.pk, other.pk),
    )  # fmt: skip
