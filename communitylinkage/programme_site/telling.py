"""A page as the reader gets it, and who pays, in the language of the page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from communitylinkage.people.pages import reader
from communitylinkage.programme_site import wording
from communitylinkage.programme_site.models import Face, Version
from communitylinkage.programme_site.rules import emblem
from communitylinkage.values.telling import Told, told

WIDE = emblem.FLY + 2 * emblem.BORDER
HIGH = emblem.HOIST + 2 * emblem.BORDER


def text(row: Version, chosen: str = "") -> Told:
    """Its text: in the chosen language, the reader's, English, or another that is named."""
    return told(((one.language, one.title, one.body) for one in row.texts.all()), reader(), chosen)


def languages(row: Version) -> list[str]:
    """In which it is written."""
    return sorted(one.language for one in row.texts.all())


@dataclass(frozen=True, slots=True)
class Funder:
    """Who pays, as each page says it.

    Args:
        sentence: beside the emblem; empty: no emblem. disclaimer: the paragraph below.
    """

    sentence: str
    disclaimer: str


def funder(face: Face, named: str) -> Funder:
    """The emblem's sentence and the disclaimer; of another funder its name alone.

    Args:
        named: the funder as the programme names them.
    """
    if face.funding == wording.OTHER:
        return Funder("", _("Paid for by: %(funder)s") % {"funder": named} if named else "")
    authority = face.authority or str(wording.AUTHORITY)
    return Funder(
        str(wording.SENTENCES[face.funding]), str(wording.DISCLAIMER) % {"authority": authority}
    )


def emblem_drawn() -> dict[str, object]:
    """The emblem for its template, with the white border that it has on a coloured background."""
    return {
        "box": f"{-emblem.BORDER:g} {-emblem.BORDER:g} {WIDE:g} {HIGH:g}",
        "border": {"at": f"{-emblem.BORDER:g}", "wide": f"{WIDE:g}", "high": f"{HIGH:g}"},
        "wide": f"{emblem.FLY:g}",
        "high": f"{emblem.HOIST:g}",
        "blue": emblem.BLUE,
        "gold": emblem.GOLD,
        "stars": emblem.path(),
    }
