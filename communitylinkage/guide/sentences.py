"""Reasons, barriers and the explained "no" in whole sentences of the reader's language."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communitylinkage.matching.answer import Condition, Note
from communitylinkage.values.languages import direction, own_name


def language_named(code: str) -> SafeString:
    """A language by its own name, marked so that a screen reader says it right."""
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', code, direction(code), own_name(code))


def _when(at: datetime, zone: str) -> str:
    return date_format(at.astimezone(ZoneInfo(zone)), "l H:i")


def span(opens: time, closes: time) -> str:
    """From when until when a service is open on a day, in the time of its place."""
    if opens == closes == time(0):
        return _("day and night")
    return _("%(opens)s to %(closes)s") % {
        "opens": time_format(opens, "H:i"),
        "closes": time_format(closes, "H:i"),
    }


def sentence(note: Note, zone: str = "UTC") -> str:
    """One reason or barrier as a sentence; times are those of the service's place."""
    if note.age is not None:
        return room(note.code == "room", note.age)
    plain = _plain_sentences().get(note.code)
    if plain:
        return plain
    if note.km is not None:
        return _distance(note)
    if note.authority:
        return _telling(note)
    if note.language:
        return _spoken(note)
    if note.code == "open_until" and note.at:
        return _("Open now, until %(when)s.") % {"when": _when(note.at, zone)}
    if note.code == "open_then" and note.at:
        return _("Open at that time, until %(when)s.") % {"when": _when(note.at, zone)}
    if note.code == "closed_then":
        return _closed_then(note, zone)
    if note.at:
        return _("Closed now. It opens %(when)s.") % {"when": _when(note.at, zone)}
    return _("Closed now. We do not know when it opens.")


def _closed_then(note: Note, zone: str) -> str:
    if note.at is None:
        return _("Closed at that time.")
    return _("Closed at that time. After it, it opens %(when)s.") % {"when": _when(note.at, zone)}


def _distance(note: Note) -> str:
    km = max(1, round(note.km or 0))
    if note.code == "about_distance":
        return ngettext(
            "In an area about %(km)d kilometre away. The address is secret.",
            "In an area about %(km)d kilometres away. The address is secret.",
            km,
        ) % {"km": km}
    return ngettext("%(km)d kilometre away.", "%(km)d kilometres away.", km) % {"km": km}


def _spoken(note: Note) -> SafeString:
    pattern = {
        "speaks": _("They speak {language}."),
        "mediator": _("For {language} a mediator comes along. Ask for her beforehand."),
        "telephone_interpreter": _("For {language} they use an interpreter by telephone."),
    }[note.code]
    return format_html(pattern, language=language_named(note.language))


def _telling(note: Note) -> str:
    return {
        ("must_tell", "police"): _("The law obliges them to tell the police."),
        ("must_tell", "child-protection"): _(
            "The law obliges them to tell child protection if a child is in danger."
        ),
        ("must_tell", "immigration"): _("The law obliges them to tell the office for foreigners."),
        ("unknown_tell", "police"): _("Nobody has told us whether they must tell the police."),
        ("unknown_tell", "child-protection"): _(
            "Nobody has told us whether they must tell child protection."
        ),
        ("unknown_tell", "immigration"): _(
            "Nobody has told us whether they must tell the office for foreigners."
        ),
    }[note.code, note.authority]


def room(available: bool, days: int) -> str:
    """What a service said about room, and how long ago."""
    if available and not days:
        return _("They said today that they have room.")
    if not days:
        return _("They said today that they have no room. You can still call.")
    if available:
        said = ngettext(
            "They said %(n)d day ago that they have room.",
            "They said %(n)d days ago that they have room.",
            days,
        )
    else:
        said = ngettext(
            "They said %(n)d day ago that they have no room. You can still call.",
            "They said %(n)d days ago that they have no room. You can still call.",
            days,
        )
    return said % {"n": days}


def _plain_sentences() -> dict[str, str]:
    return {
        "remote": _("By telephone, from everywhere in the country."),
        "papers_yes": _("They help women without papers."),
        "papers_ask": _("Ask first whether they help women without papers."),
        "papers_unsaid": _("They help only women with papers."),
        "hours_unknown": _("Nobody has told us when they are open."),
        "always_open": _("Open day and night."),
        "tells_nobody": _(
            "The law does not oblige them to tell the police, "
            "child protection or the office for foreigners."
        ),
        "free": _("It costs nothing."),
        "women_only": _("Only women work there."),
        "children": _("Children can come with you."),
        "step_free": _("There are no stairs."),
        "room": _("They said lately that they have room."),
        "cost": _("It may cost money. Ask first."),
        "identity_card": _("They ask for an identity card."),
        "police_report": _("They ask for a report to the police."),
        "no_room": _("They said lately that they have no room. You can still call."),
    }


def gap(condition: Condition, many: int) -> str:
    """What one condition keeps away: how many services would answer without it."""
    return {
        Condition.LANGUAGE: ngettext(
            "%(n)d service would fit, but it does not speak your language.",
            "%(n)d services would fit, but they do not speak your language.",
            many,
        ),
        Condition.REACH: ngettext(
            "%(n)d service would fit, but it is farther away.",
            "%(n)d services would fit, but they are farther away.",
            many,
        ),
        Condition.OPEN: ngettext(
            "%(n)d service would fit, but it is closed when you need it, or we do not know its "
            "hours.",
            "%(n)d services would fit, but none is known to be open when you need it.",
            many,
        ),
        Condition.PAPERS: ngettext(
            "%(n)d service would fit, but it does not take women without papers.",
            "%(n)d services would fit, but they do not take women without papers.",
            many,
        ),
        Condition.CHILDREN: ngettext(
            "%(n)d service would fit, but children cannot come along.",
            "%(n)d services would fit, but children cannot come along.",
            many,
        ),
        Condition.STEP_FREE: ngettext(
            "%(n)d service would fit, but it has stairs.",
            "%(n)d services would fit, but they have stairs.",
            many,
        ),
        Condition.FREE: ngettext(
            "%(n)d service would fit, but it may cost money.",
            "%(n)d services would fit, but they may cost money.",
            many,
        ),
        Condition.WOMEN_ONLY: ngettext(
            "%(n)d service would fit, but men work there too.",
            "%(n)d services would fit, but men work there too.",
            many,
        ),
        Condition.REMOTE: ngettext(
            "%(n)d service would fit, but you would have to go there.",
            "%(n)d services would fit, but you would have to go there.",
            many,
        ),
        Condition.TELLS: ngettext(
            "%(n)d service would fit, but by law it must tell an office that must not know.",
            "%(n)d services would fit, but by law they must tell an office that must not know.",
            many,
        ),
    }[condition] % {"n": many}
