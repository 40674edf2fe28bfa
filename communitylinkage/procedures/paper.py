"""A procedure as a paper for the wall: the same words as its page, as a PDF."""

from dataclasses import replace

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communitylinkage.people.pages import page_language
from communitylinkage.printing import (
    Block,
    Document,
    Figure,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Terms,
)
from communitylinkage.printing.blocks import Tone
from communitylinkage.procedures import telling
from communitylinkage.procedures.drawing import Drawing
from communitylinkage.procedures.graph.values import said
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.queries import names
from communitylinkage.procedures.telling import Told
from communitylinkage.values.languages import direction, own_name

PICTURE_CM = 11.0
_EMBED, _EMBED_ENDS = "\N{RIGHT-TO-LEFT EMBEDDING}", "\N{POP DIRECTIONAL FORMATTING}"


def wall(row: Version, language: str) -> Document:
    """The paper in `language`: in any in which the procedure has words.

    What stands around them is in the same language where the interface speaks it, else in English,
    and the paper says so.
    """
    spoken = page_language(language)
    with translation.override(spoken):
        return _wall(row, language, "" if spoken == language else spoken)


def _wall(row: Version, language: str, around: str) -> Document:
    """Args: around: the language of what is not the procedure's own, where it is another."""
    value, title = row.value, said(row.value.title, language)
    blocks: list[Block] = [
        Paragraph(_standing(row), Tone.QUIET, around),
        Paragraph(_("Danger now: call 112, before any step of this page."), Tone.CALLOUT, around),
    ]
    if around:
        blocks.append(Paragraph(
            _("Only the words of the procedure itself are in %(language)s: what stands around them "
              "has not been translated yet.") % {"language": own_name(language)},
            Tone.QUIET, around,
        ))  # fmt: skip
    blocks += [
        *(Paragraph(one, Tone.QUIET, around) for one in telling.notes(value, language)),
        Heading(_("The steps"), language=around),
        List(tuple(_step(one) for one in telling.told(value, language)), numbered=True),
        Heading(_("The agreement"), language=around),
        Terms(tuple(telling.terms(telling.agreement(value, language, names(row))))),
    ]
    if value.steps:
        picture = Heading(_("As a picture"), language=around)
        blocks += [PageBreak(), picture, _picture(row, language)]
    return Document(title, language, tuple(blocks), foot=f"{title} · {_version(row)}")


def _version(row: Version) -> str:
    return _("Version %(number)s") % {"number": row.number}


def _standing(row: Version) -> str:
    parts = [row.get_state_display(), _version(row)]
    if row.review_on:
        day = date_format(row.review_on)
        parts.append(_("To be looked at again on %(day)s") % {"day": day})
    return " · ".join(map(str, parts))


def _step(one: Told) -> Item:
    lines = [f"{one.who} · {one.clock}"] if one.who else []
    if one.instead:
        words = _("No words in this language yet: shown in %(language)s")
        lines.append(words % {"language": one.instead})
    if one.older:
        lines.append(_("Words in another language were changed: these may say something else."))
    if one.ends:
        lines.append(_("It ends here"))
    if one.asks:
        lines.append(_("She is asked for her yes here"))
    if one.shares:
        lines.append(f"{_('Passed on:')} {one.shares}")
    if one.languages:
        lines.append(f"{_('Only in these languages:')} {one.languages}")
    if one.moment:
        lines.append(f"{_('In a referral, done by:')} {one.moment}")
    for way in one.ways:
        on = _("go on to step %(number)s") % {"number": way.number}
        lines.append(f"{way.when}: {on}" if way.when else on)
    if one.fallback:
        number = {"number": one.fallback.number}
        lines.append(_("If nobody acts in time: step %(number)s") % number)
    return Item(one.what, tuple(lines))


def _picture(row: Version, language: str) -> Figure:
    drawn = {"row": row, "picture": _aside(telling.picture(row.value, language), language)}
    svg = render_to_string("procedures/picture.html", drawn)
    alt = _("The steps as boxes from top to bottom. Dashed lines are fall-backs. The text beside it says the same.")  # noqa: E501  # fmt: skip
    return Figure(svg.encode(), alt, wide=PICTURE_CM)


def _aside(picture: Drawing, language: str) -> Drawing:
    """Typst does not read the direction of a picture: the labels carry it."""
    if direction(language) != "rtl":
        return picture
    boxes = (replace(box, label=f"{_EMBED}{box.label}{_EMBED_ENDS}") for box in picture.boxes)
    return replace(picture, boxes=tuple(boxes))
