"""What was sealed, as lines that a page shows: what it is, and what it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communitylinkage.guide import wording as guide
from communitylinkage.organisations.queries import names_of
from communitylinkage.referrals import wording
from communitylinkage.referrals.following.wording import YES_OR_NO
from communitylinkage.referrals.papers import Content, Paper, Summary, named
from communitylinkage.values import languages

_ITEMS: dict[str, Promise] = {
    "need": gettext_lazy("what she needs"),
    "name": gettext_lazy("what to call her"),
    "contact": gettext_lazy("how to reach her"),
    "children": gettext_lazy("that it is about her children too"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One line: its name, and its words, which may be in any script."""

    name: str
    words: str


def _lines(pairs: Iterable[tuple[str, str]]) -> list[Shown]:
    """Without what nobody said."""
    return [Shown(name, words) for name, words in pairs if words]


def _spoken(codes: Iterable[str]) -> str:
    return " · ".join(languages.own_name(code) for code in codes)


def summary(value: Summary) -> list[Shown]:
    """The coded need in words."""
    country = guide.country_name(value.country) if value.country else ""
    town = f"{value.area} ({country})" if value.area and country else value.area or country
    return _lines(
        [
            (_("Take care"), _beware() if value.some_must_not_know else ""),
            (_("Needs"), wording.said(wording.KINDS, value.kind)),
            (_("Speaks"), _spoken(value.languages)),
            (_("Interpreter"), _("is fine") if value.interpreter else _("only her own language")),
            (_("Near"), town),
            (_("Residence papers"), wording.said(wording.PAPERS, value.papers)),
            (_("Children"), _("come with her") if value.children else ""),
            (_("Younger than 18"), wording.said(YES_OR_NO, value.minor) if value.minor else ""),
            (
                _("Outside the area of the agreement"),
                wording.said(YES_OR_NO, value.elsewhere) if value.elsewhere else "",
            ),
            (_("Stairs"), _("she cannot climb stairs") if value.step_free else ""),
            (_("Answer needed"), wording.said(wording.URGENCIES, value.urgency)),
            (_("Comes"), wording.said(wording.WARMS, value.warm)),
        ]
    )


def _beware() -> str:
    return _("Some persons must not know. Ask before you call an interpreter or anybody else.")


def content(value: Content) -> list[Shown]:
    """How to call her and how to reach her without danger."""
    return _lines(
        [
            (_("Call her"), value.name),
            (_("Reach her by"), wording.said(wording.CHANNELS, value.channel)),
            (_("Number or address"), value.number),
            (_("Only at these hours"), value.when),
            (_("Say that you are"), value.cover_name),
            (_("Agreed word"), value.agreed_word),
            (_("Proposed meeting"), value.meeting),
            (_("Good to know"), value.note),
            (_("Must never hear of it"), " · ".join(never_told(value))),
        ]
    )


def never_told(value: Content) -> list[str]:
    """Whom she excluded: persons as they are written, organisations by name."""
    return [*named(value.not_told), *filter(None, names_of(value.not_organisations))]


def _day(iso: str) -> str:
    try:
        return date_format(date.fromisoformat(iso))
    except ValueError:
        return iso


def text_used(value: Paper) -> str:
    """The reviewed text: its language, and which version of it."""
    number = value.text.rpartition(" ")[2]
    named = {"language": languages.own_name(value.text_language), "number": number}
    return _("Version %(number)s in %(language)s") % named


def paper(value: Paper) -> list[Shown]:
    """What she agreed to."""
    return _lines(
        [
            (_("May read it, one after the other"), " → ".join(value.recipients)),
            (_("What they read"), ", ".join(str(_ITEMS.get(i, i)) for i in value.items)),
            (_("Until"), _day(value.until)),
            (_("Text that was used"), text_used(value)),
            (_("It was said in"), languages.own_name(value.spoken)),
            (_("How"), wording.said(wording.HOW_READ, value.how)),
            (_("She agreed"), wording.said(wording.HOW_AGREED, value.agreed)),
            (_("Who decides"), wording.said(wording.CAPACITY, value.capacity)),
            (_("Her children"), _("were spoken about") if value.for_children else ""),
            (_("Must never hear of it"), " · ".join(value.excluded)),
        ]
    )
