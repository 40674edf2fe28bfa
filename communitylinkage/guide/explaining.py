"""The explained "no" in whole sentences: what stands in the way, and how far the nearest is.

The rule (`matching.answer`) relaxes one condition at a time; here the nearest behind each is found
and said with its distance and with how it bridges her language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communitylinkage.guide.sentences import language_named
from communitylinkage.matching.answer import Condition, Result, broken, order, speaks, weigh
from communitylinkage.matching.need import Bridge, Need, Offer


@dataclass(frozen=True, slots=True)
class Behind:
    """The services that one condition keeps away: how many, and the nearest of them."""

    condition: Condition
    count: int
    nearest: Result


def _near_first(result: Result) -> tuple[float, tuple[float, str]]:
    """The nearest first; help by telephone is no way at all."""
    return (0.0 if result.offer.remote else result.km or 0.0), order(result)


def behind(need: Need, offers: Sequence[Offer], now: datetime) -> list[Behind]:
    """For each condition that alone stands in the way, what is behind it; the nearest first."""
    found = []
    breaks = [(broken(need, offer, now), offer) for offer in offers]
    for condition in Condition:
        kept = [weigh(need, offer, now) for which, offer in breaks if which == (condition,)]
        if kept:
            found.append(Behind(condition, len(kept), min(kept, key=_near_first)))
    return sorted(found, key=lambda one: _near_first(one.nearest))


def those_that_speak(need: Need, offers: Iterable[Offer], now: datetime) -> str:
    """What stands in the way at every service that speaks her language; empty where none does."""
    speaking = [offer for offer in offers if speaks(need, offer)]
    if not speaking:
        return ""
    common = set(Condition)
    for offer in speaking:
        common &= set(broken(need, offer, now))
    first = next((condition for condition in _none_of(1) if condition in common), None)
    many = len(speaking)
    begins = ngettext(
        "{n} service speaks {language}, {rest}", "{n} services speak {language}, {rest}", many
    )
    rest = (
        _none_of(many)[first] if first else _("but at each of them something else is in the way.")
    )
    return format_html(begins, n=many, language=language_named(need.languages[0]), rest=rest)


def _none_of(many: int) -> dict[Condition, str]:
    """What not one of them does; of her own life first, then of the day."""
    return {
        Condition.PAPERS: ngettext(
            "but it does not take women without papers.",
            "but none takes women without papers.",
            many,
        ),
        Condition.CHILDREN: ngettext(
            "but children cannot come along.", "but to none of them children can come along.", many
        ),
        Condition.STEP_FREE: ngettext(
            "but it has stairs.", "but none of them is without stairs.", many
        ),
        Condition.WOMEN_ONLY: ngettext(
            "but men work there too.", "but men work at all of them.", many
        ),
        Condition.TELLS: ngettext(
            "but by law it must tell an office that must not know.",
            "but by law all of them must tell an office that must not know.",
            many,
        ),
        Condition.FREE: ngettext("but it may cost money.", "but all of them may cost money.", many),
        Condition.REMOTE: ngettext(
            "but it does not help by telephone.", "but none helps by telephone.", many
        ),
        Condition.REACH: ngettext(
            "but it is farther away.", "but all of them are farther away.", many
        ),
        Condition.OPEN: ngettext(
            "but it is closed when you need it, or we do not know its hours.",
            "but none is known to be open when you need it.",
            many,
        ),
    }


def nearest(need: Need, result: Result) -> str:
    """How far the nearest is, and how it bridges her language."""
    if result.offer.remote:
        far = _("The nearest of these helps by telephone")
    elif result.km is not None:
        km = max(1, round(result.km))
        far = ngettext(
            "The nearest of these is %(km)d kilometre away",
            "The nearest of these is %(km)d kilometres away",
            km,
        ) % {"km": km}
    else:
        far = _("This is one of them")
    return _bridged(need, result.offer) % {"far": far}


def _bridged(need: Need, offer: Offer) -> str:
    if not need.languages or speaks(need, offer) or not offer.bridges:
        return _("%(far)s.")
    if Bridge.MEDIATOR in offer.bridges:
        return _("%(far)s and a mediator comes along for your language.")
    return _("%(far)s and uses an interpreter by telephone.")
