"""Exports of platforms for the reach of a campaign."""

from datetime import date

from communitylinkage.campaign.rules import platforms
from communitylinkage.campaign.rules.cells import Order

TODAY = date(2026, 11, 30)
ROWS = "Date,Reach\n2026-11-01,1200\n2026-11-02,900\n"


def seeds():
    """The ways in which platforms write."""
    return [
        ROWS.encode(),
        ("sep=;\n" + ROWS.replace(",", ";")).encode("utf-8-sig"),
        ROWS.replace(",", "\t").encode("utf-16"),
        b'# title\n\nFecha,Alcance,Hasta\n13/11/2026,"1.200",14/11/2026\nTotal,1\n',
        b"Month,Impressions\n2026-10,1.2k\n2026-09,-4\n20260801,5\n",
    ]


def one_input(data):
    """Rows with faults, or no export with its reason."""
    try:
        export = platforms.export_of(data)
    except platforms.NotAnExportError as error:
        assert error.wrong
        return
    choice = platforms.guess(export)
    for order in Order:
        chosen = platforms.Choice(choice.first, choice.number, choice.last, order)
        read = platforms.read(export, chosen, today=TODAY, once=True)
        assert len(read.figures) + len(read.totals) <= len(export.rows)
        assert all(figure.period.first <= TODAY for figure in read.figures)
