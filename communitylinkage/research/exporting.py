"""Files for other programs, with headings that are the same in every language.

Which program reads which is said on the page of quotes and in
docs/decisions/0050-research-said-and-counted.md.
"""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse

from communitylinkage.people.lists import as_file
from communitylinkage.research import queries
from communitylinkage.research.forms import units_of
from communitylinkage.research.models import Cycle, Evidence
from communitylinkage.research.rules.papers import Paper
from communitylinkage.surveys.analysis.exports import Cell, xlsx
from communitylinkage.values.lists import XLSX

CODED = ("piece", "language", "sentence", "words", "theme", "code", "coder")
TAGUETTE = ("tag", "description")
MAXQDA = ("Code", "Memo")
# What MAXQDA reads as the step from a code to the code below it.
_BELOW = "\\"
_OTHERWISE = str.maketrans({_BELOW: "/", ">": "›"})

Rows = list[list[Cell]]


def _given(name: str, heads: Sequence[str], rows: Rows, workbook: bool) -> HttpResponse:
    if not workbook:
        return as_file(name, heads, rows)
    named = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    content = xlsx({name: [list(heads), *rows]})
    return HttpResponse(content, content_type=XLSX, headers=named)


def codebook(cycle: Cycle, *, workbook: bool) -> HttpResponse:
    """One line for each code, without anything that anybody told.

    Args:
        workbook: as MAXQDA reads it, each code below its theme; else as Taguette does.
    """
    codes = queries.codes(cycle)
    if workbook:
        below: Rows = [
            [f"{code.theme.translate(_OTHERWISE)}{_BELOW}{code.name.translate(_OTHERWISE)}",
             code.meaning]
            for code in codes
        ]  # fmt: skip
        return _given("codebook", MAXQDA, below, workbook)
    lines: Rows = [
        [code.name, f"{code.theme}: {code.meaning}" if code.meaning else code.theme]
        for code in codes
    ]
    return _given("codebook", TAGUETTE, lines, workbook)


def coded(cycle: Cycle, papers: Mapping[Evidence, Paper], *, workbook: bool) -> HttpResponse:
    """One line for each mark, with the words: a table for NVivo and MAXQDA."""
    marks = sorted(queries.marks(cycle), key=lambda m: (str(m.evidence), m.unit, m.code))
    names = queries.names_of(cycle, {mark.coder for mark in marks})
    codes = {code.pk: code for code in queries.codes(cycle)}
    sentences = {row.pk: units_of(paper) for row, paper in papers.items()}
    rows = {row.pk: row for row in papers}
    lines: Rows = [
        [
            rows[mark.evidence].reference,
            rows[mark.evidence].language,
            mark.unit + 1,
            sentences[mark.evidence][mark.unit],
            codes[mark.code].theme,
            codes[mark.code].name,
            names.get(mark.coder, ""),
        ]
        for mark in marks
        if mark.evidence in rows and mark.unit < len(sentences[mark.evidence])
    ]
    return _given("coded", CODED, lines, workbook)
