"""The policy brief of a country: what is asked, on which grounds, and what was promised so far.

It is made from the same rows as the tracker, so the two never say different things.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from communitylinkage import printing
from communitylinkage.advocacy import picture, queries, telling, wording
from communitylinkage.advocacy.models import Demand, Promise
from communitylinkage.people.pages import reader
from communitylinkage.printing import (
    QR,
    Block,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Table,
)
from communitylinkage.printing.blocks import Tone


def pdf(country: str, today: date, made_at: datetime) -> bytes:
    """The brief as accessible PDF, in the language of the page.

    Args:
        country: of the bodies that are asked. today: on which promises are looked at. made_at:
            what the file bears.
    """
    return _printed(document(country, today), made_at)


@lru_cache(maxsize=16)
def _printed(paper: Document, made_at: datetime) -> bytes:
    # Anybody may ask for it as often as she likes: the same paper is laid out once.
    return printing.document(paper, made_at=made_at)


def document(country: str, today: date) -> Document:
    """What is printed."""
    demands, promises = queries.public_demands(country), queries.public_promises([country])
    place = telling.place(country)
    blocks: list[Block] = [
        Paragraph(_("What services and communities of migrant women ask of those who decide, why, "
                    "and what was promised so far.")),
        Paragraph(date_format(today), Tone.QUIET),
        *_tracker(country, today),
        Heading(_("What is asked for")),
    ]  # fmt: skip
    for row in demands:
        blocks += _demand(row, [one for one in promises if one.demand_id == row.pk], today)
    if not demands:
        blocks.append(Paragraph(_("Nothing is asked for in public yet.")))
    address = f"{settings.SITE_ADDRESS}/promises/{country}/"  # the reader's language is put in
    blocks.append(QR(address, _("Code that leads to the promises of today")))
    return Document(
        title=_("What we ask for: %(place)s") % {"place": place}, language=reader(),
        blocks=tuple(blocks), foot=place,
    )  # fmt: skip


def _tracker(country: str, today: date) -> list[Block]:
    tally = next(iter(queries.counted(queries.stood([country], today))), None)
    if tally is None:
        return []
    rows = tuple((str(wording.STANDINGS[one]), str(number)) for one, number in tally.counts)
    return [
        Heading(_("What became of the promises")),
        Figure(picture.svg(tally, get_language_bidi()), picture_said(), wide=14.0),
        Paragraph(picture_said(), Tone.QUIET),
        Table(_("Promises"), (_("How it stands"), _("How many")), rows),
    ]


def picture_said() -> str:
    """What the marks of the picture mean, for who does not see it and for a paper."""
    return _("Each square is a promise. A tick: kept. Half filled: partly kept. A cross: broken. "
             "A line: no answer. An exclamation mark: its day has passed. Empty: still time. "
             "The table says the same.")  # fmt: skip


def _demand(row: Demand, promises: Sequence[Promise], today: date) -> list[Block]:
    told = telling.demand(row)
    asked = ", ".join(one.name for one in row.bodies.all())
    blocks: list[Block] = [
        Heading(told.title, 3),
        Paragraph(_("Asked of: %(bodies)s") % {"bodies": asked}, Tone.QUIET),
    ]
    if told.foreign:
        mark = _("This text is not in your language. It is in:")
        blocks.append(Paragraph(f"{mark} {told.own_name}", Tone.QUIET))
    blocks.append(Paragraph(told.body, language=told.language))
    evidence = tuple(
        Item(one.label, (f"{one.get_kind_display()}: {telling.leads_to(one.address)}",))
        for one in row.evidence.all()
    )
    if evidence:
        blocks += [Heading(_("What it stands on"), 4), List(evidence)]
    if promises:
        blocks += [
            Heading(_("What was promised"), 4),
            List(tuple(_promise(one, today) for one in promises)),
        ]
    return blocks


def _promise(row: Promise, today: date) -> Item:
    deadline = date_format(row.deadline) if row.deadline else _("without a day")
    said = {"body": row.body.name, "day": date_format(row.made_on), "deadline": deadline}
    lines = [
        str(wording.STANDINGS[queries.stands(row, today)]),
        _("%(body)s, promised on %(day)s. Last day: %(deadline)s") % said,
    ]
    lines += [f"{row.source_label}: {telling.leads_to(row.source)}"]
    for one in row.sequels.all():
        lines.append(f"{date_format(one.day)}: {one.get_act_display()}. {one.source_label}: "
                     f"{telling.leads_to(one.source)}")  # fmt: skip
    return Item(telling.promise(row).title, tuple(lines))
