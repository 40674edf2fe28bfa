"""Each doubt in whole sentences, what it means, and how it is mended."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communitylinkage.impact.rules.quality.doubts import Check, Doubt
from communitylinkage.impact.telling import country, number
from communitylinkage.intersections.wording import WHATS

HEADS: dict[Check, Any] = {
    Check.MISSING: gettext_lazy("Something is not written down"),
    Check.TWICE: gettext_lazy("Perhaps one person twice"),
    Check.MAYBE_TWICE: gettext_lazy("Women who may be counted twice"),
    Check.UNUSUAL: gettext_lazy("A month unlike the others"),
    Check.QUIET: gettext_lazy("Nothing comes any more"),
    Check.UNCONFIRMED: gettext_lazy("Old entries of the directory"),
    Check.OVERDUE: gettext_lazy("Rounds of questions past their end"),
}
WHY: dict[Check, Any] = {
    Check.MISSING: gettext_lazy(
        "In tables these people stand under “not said”. More than 5 of 100 are missing here."
    ),
    Check.TWICE: gettext_lazy(
        "Two records have the same name or address, or one form was filled in twice within two "
        "minutes. Look, and count them as one only if it is one person."
    ),
    Check.MAYBE_TWICE: gettext_lazy(
        "They had neither a receipt nor a code of their own, so nobody can know. What is counted "
        "stays. From now on, offer each woman a code."
    ),
    Check.UNUSUAL: gettext_lazy(
        "The number lies far outside what is usual there. Perhaps something was counted twice, or "
        "not at all; perhaps much happened."
    ),
    Check.QUIET: gettext_lazy(
        "It was never quiet for so long. Perhaps it is over; perhaps somebody forgot to write it "
        "down."
    ),
    Check.UNCONFIRMED: gettext_lazy(
        "Nobody said for 90 days that they are still right. Women see this beside the entry."
    ),
    Check.OVERDUE: gettext_lazy(
        "The last day is over. Close the round, give it new days, or delete it if it never began."
    ),
}
MENDS: dict[Check, Any] = {
    Check.MISSING: gettext_lazy("Write it down"),
    Check.TWICE: gettext_lazy("Compare them"),
    Check.MAYBE_TWICE: gettext_lazy("See how many women"),
    Check.UNUSUAL: gettext_lazy("See what was counted"),
    Check.QUIET: gettext_lazy("See what was counted, month by month"),
    Check.UNCONFIRMED: gettext_lazy("Look at the entries"),
    Check.OVERDUE: gettext_lazy("Open the round"),
}
WHO: dict[str, Any] = {
    "mentors": gettext_lazy("Mentors who finished a course"),
    "professionals": gettext_lazy("Professionals who finished a course"),
    "participants": gettext_lazy("People with a seat in a course"),
    "members": gettext_lazy("Members of communities"),
    "women": gettext_lazy("Women accompanied"),
}


def month(code: str) -> str:
    """A month or a day in words."""
    year, monthly, *day = (int(part) for part in code.split("-"))
    form = "DATE_FORMAT" if day else "YEAR_MONTH_FORMAT"
    return date_format(date(year, monthly, day[0] if day else 1), form)


def sentence(doubt: Doubt, titles: Mapping[str, str]) -> str:
    """What was found. `titles`: of indicators, by code."""
    said: dict[str, object] = {
        "number": number(doubt.number), "of": number(doubt.of), "where": country(doubt.country),
        "title": titles.get(doubt.about, doubt.about), "n": doubt.number,
        "low": number(doubt.usual[0]), "high": number(doubt.usual[1]),
    }  # fmt: skip
    return _SENTENCES[doubt.check](doubt) % said


def _missing(doubt: Doubt) -> str:
    text = _("%(who)s, %(where)s: this is missing of %(number)s among %(of)s: %(what)s.")
    told = {"who": str(WHO[doubt.about]), "what": str(WHATS[doubt.what])}  # type: ignore[index]  # its code
    return _filled(text, told)


def _filled(text: str, told: Mapping[str, str]) -> str:
    """Fills some names of a sentence and leaves the others to be filled."""
    for name, words in told.items():
        text = text.replace(f"%({name})s", words.replace("%", "%%"))
    return text


def _twice(doubt: Doubt) -> str:
    if doubt.about == "learners":
        return ngettext(
            "People who learn: %(n)d record may be one too many.",
            "People who learn: %(n)d records may be too many.",
            doubt.number,
        )
    return ngettext(
        "Members of communities: %(n)d record may be one too many.",
        "Members of communities: %(n)d records may be too many.",
        doubt.number,
    )


def _maybe(doubt: Doubt) -> str:
    text = _("%(where)s, since %(day)s: %(number)s of %(of)s women may be counted twice.")
    return _filled(text, {"day": month(doubt.what)})


def _unusual(doubt: Doubt) -> str:
    text = _("%(where)s, %(month)s: “%(title)s” counts %(number)s. Usual is %(low)s to %(high)s.")
    return _filled(text, {"month": month(doubt.what)})


def _quiet(doubt: Doubt) -> str:
    text = ngettext(
        "%(where)s: nothing for “%(title)s” since %(month)s, that is %(n)d month.",
        "%(where)s: nothing for “%(title)s” since %(month)s, that is %(n)d months.",
        doubt.number,
    )
    return _filled(text, {"month": month(doubt.what)})


def _unconfirmed(doubt: Doubt) -> str:
    return ngettext(
        "%(n)d entry of %(of)s was not confirmed for 90 days.",
        "%(n)d entries of %(of)s were not confirmed for 90 days.",
        doubt.number,
    )


def _overdue(doubt: Doubt) -> str:
    if not doubt.number:
        return _("A round ended today and is not closed.")
    return ngettext(
        "A round ended %(n)d day ago and is not closed.",
        "A round ended %(n)d days ago and is not closed.",
        doubt.number,
    )


_SENTENCES = {
    Check.MISSING: _missing,
    Check.TWICE: _twice,
    Check.MAYBE_TWICE: _maybe,
    Check.UNUSUAL: _unusual,
    Check.QUIET: _quiet,
    Check.UNCONFIRMED: _unconfirmed,
    Check.OVERDUE: _overdue,
}
