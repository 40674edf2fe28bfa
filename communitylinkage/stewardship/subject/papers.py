"""The same as JSON and as PDF."""

import json
from dataclasses import asdict
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from communitylinkage import printing
from communitylinkage.people.pages import reader
from communitylinkage.printing import Block, Document, Heading, Item, List, Paragraph, Terms
from communitylinkage.printing.blocks import Tone
from communitylinkage.stewardship import wording
from communitylinkage.stewardship.subject.gathering import Told


def as_json(told: Told) -> bytes:
    """Every value, under the names of the field register."""
    return json.dumps(asdict(told), ensure_ascii=False, indent=1, default=_plain).encode()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _day(at: datetime) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT")


def locked(told: Told) -> list[tuple[str, tuple[str, ...]]]:
    """What is locked in words, and who can open it in words; in the language of the page."""
    return [
        (
            str(wording.SEALED[one.where]),
            tuple(str(wording.KEYS[who.key]) % {"name": who.name} for who in one.who),
        )
        for one in told.sealed
    ]


def as_pdf(told: Told, now: datetime) -> bytes:
    """Accessible PDF in the language of the page."""
    return printing.document(document(told, now), made_at=now)


def document(told: Told, now: datetime) -> Document:
    """What is printed."""
    blocks: list[Block] = [
        Paragraph(_("Everything that this site keeps about this reference. What is locked cannot "
                    "be read by the site: the list says whose keys open it.")),
        Terms(
            (
                (_("Reference"), told.reference),
                (_("Where it stands"), str(wording.STANDINGS[told.standing])),
                (_("Erased from"), _day(told.erased) if told.erased else "—"),
                (_("Printed"), _day(now)),
            )
        ),
        Heading(_("What is locked, and who can open it now")),
        List(tuple(
            Item(words, readers or (_("Nobody"),)) for words, readers in locked(told)
        )),
    ]  # fmt: skip
    for table in told.tables:
        blocks.append(Heading(str(wording.TABLES[table.label])))
        for row in table.rows:
            blocks.append(Paragraph(table.label, Tone.QUIET))
            blocks.append(Terms(tuple((one.name, one.value or "—") for one in row)))
    blocks.append(Heading(_("Who did what, and when")))
    blocks.append(
        List(
            tuple(
                Item(_day(one.at), (f"{one.act} · {one.reference}", one.organisation))
                for one in told.acts
            )
        )
    )
    return Document(_("What is kept about a reference"), reader(), tuple(blocks), told.reference)
