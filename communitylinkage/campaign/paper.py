"""Posters and leaflets: our own sheet with the approved words and a code that leads on.

For one's own printer the frame lies inside the edge of the sheet and its ground is white: nothing
is cut off. For a printer's shop the same sheet has a ground that runs over its edge, and marks
where to cut.
"""

from django.utils import translation
from django.utils.translation import gettext as _

from communitylinkage import printing
from communitylinkage.campaign import targets
from communitylinkage.campaign.models import ShortAddress, Text
from communitylinkage.people.pages import page_language
from communitylinkage.printing import QR, Line, Sheet
from communitylinkage.printing.blocks import Paper, Size

# How wide the code is, in cm: it is read from farther away on a larger sheet.
FOLDED = "fold"
WIDE = {"a3": 9.0, "a4": 6.0, "a5": 4.0}


def pdf(text: Text, address: ShortAddress, paper: str, *, shop: bool = False) -> bytes:
    """A poster or a leaflet as accessible PDF, in the language of its text.

    Args:
        text: the words of a version. address: whose code is on it. paper: its size by ISO 216, or
            "fold": two pages of A4 to be folded twice. shop: with bleed and crop marks, for a
            printer's shop.
    """
    version = text.version
    made_at = version.approved_at or version.made_at
    if paper == FOLDED:
        return printing.folded(sheet(text, address, "a4", shop=shop), made_at=made_at)
    return printing.sheet(sheet(text, address, paper, shop=shop), made_at=made_at)


def sheet(text: Text, address: ShortAddress, paper: str, *, shop: bool = False) -> Sheet:
    """What stands on it. What is not approved says so, lest it be hung up."""
    poster = text.version.material.kind == "poster"
    with translation.override(page_language(text.language)):
        danger = _("Danger now: call 112")
        draft = "" if text.version.approved_at else _("Draft: not approved")
        alt = _("Code that leads to the page of this sheet")
    lines = (
        Line(text.body, Size.BIG if poster else Size.NORMAL),
        Line(f"\n{text.call}", Size.BIG, strong=True),
    )
    return Sheet(
        title=text.headline,
        language=text.language,
        lines=lines,
        over=draft,
        foot=danger,
        qr=QR(targets.printed(address), alt, wide=WIDE[paper]),
        paper=Paper(paper),
        shop=shop,
    )
