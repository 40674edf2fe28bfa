"""What is printed for the day: the list and the badges, with the names of who agreed to it."""

from datetime import datetime
from itertools import zip_longest
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communitylinkage import printing
from communitylinkage.events import telling
from communitylinkage.events.models import Event, Registration
from communitylinkage.learning.rules.codes import Seat
from communitylinkage.people.pages import reader
from communitylinkage.printing import Block, Document, Paragraph, Table
from communitylinkage.printing.blocks import Tone

SPARE = 6


def _agreed(event: Event) -> QuerySet[Registration]:
    rows = event.registrations.filter(seat=Seat.ENROLLED, listed=True)
    return rows.order_by("name", "arrived")


def _unnamed(event: Event) -> str:
    """How many come whose names stand nowhere."""
    n = event.registrations.filter(seat=Seat.ENROLLED, listed=False).count()
    if not n:
        return ""
    said = ngettext(
        "%(n)s more guest did not want her name on paper. The door finds her by her ticket.",
        "%(n)s more guests did not want their names on paper. The door finds them by their "
        "tickets.", n,
    )  # fmt: skip
    return said % {"n": n}


def _paper(event: Event, blocks: list[Block], now: datetime) -> bytes:
    day = formats.date_format(event.begins.astimezone(ZoneInfo(event.zone)), "DATE_FORMAT")
    title = telling.words(event).title
    top = [Paragraph(f"{day} · {event.place}", Tone.QUIET)]
    unnamed = [Paragraph(text) for text in (_unnamed(event),) if text]
    paper = Document(title, reader(), (*top, *unnamed, *blocks), foot=title)
    return printing.document(paper, made_at=now)


def guest_list(event: Event, now: datetime) -> bytes:
    """Names to sign beside, and lines for who comes besides."""
    rows = [(one.name, one.works_at, one.country, "") for one in _agreed(event)]
    spare = [("", "", "", "")] * SPARE
    head = (_("Name"), _("Organisation"), _("Country"), _("Signature"))
    return _paper(event, [Table(_("Guests"), head, (*rows, *spare))], now)


def badges(event: Event, now: datetime) -> bytes:
    """Two in a row, to cut out."""
    cells = ["\n".join((one.name, one.works_at, " ")) for one in _agreed(event)] or [" "]
    rows = tuple(zip_longest(cells[::2], cells[1::2], fillvalue=" "))
    return _paper(event, [Table(_("Badges to cut out"), (_("Badge"), _("Badge")), rows)], now)
