"""Page, paper and workbook say the same; the paper is tagged, no cell of the workbook runs."""

import io

import pikepdf
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.reports import paper, workbook
from communitylinkage.reports.models import Report
from communitylinkage.reports.rules.content import (
    Cell,
    Content,
    Definition,
    Note,
    Section,
    Table,
    Words,
    of_plain,
)
from communitylinkage.reports.tests import cast as made

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]

RISKY = ("=1+1", "+34 000", "-5", "@SUM(A1)")


def content(language="en"):
    rows = tuple((Cell(word), Cell("7", number=7.0), Cell("x", address="https://e.org/a"))
                 for word in RISKY)  # fmt: skip
    wide = tuple(f"Column number {at}" for at in range(12))
    return Content(
        "=Title", language, (("Contract", "=HYPERLINK(1)"),),
        (
            Section("1", "narrative", "=Heading", language,
                    (Words("# One\n- two\n\n=three", language, False), Note("@four"))),
            Section("2", "risks", "Risks", language, (
                Table("A/very: long [name] of a table, longer than sheets", ("a", "b", "c"), rows),
                Table("A/very: long [name] of a table, longer than sheets", wide,
                      ((*(Cell(str(at)) for at in range(12)),),)))),
            Section("3", "definitions", "Annex", language, (
                Definition(1, "x", "=Indicator", language, (("Formula", "=count(x)", "en"),)),)),
        ),
        "A sentence", "A disclaimer",
    )  # fmt: skip


def test_no_cell_of_the_workbook_is_a_formula_and_numbers_are_numbers():
    book = load_workbook(io.BytesIO(workbook.xlsx_of(content())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    told = [cell.value for cell in cells]
    assert set(RISKY) <= set(told)
    assert [cell.value for cell in book.worksheets[1]["B"]] == ["b", 7, 7, 7, 7]
    assert [cell.value for cell in book.worksheets[1]["D"]][1:] == ["https://e.org/a"] * 4
    assert len(set(book.sheetnames)) == len(book.sheetnames) == 4
    right = load_workbook(io.BytesIO(workbook.xlsx_of(content("ar"))))
    assert all(sheet.sheet_view.rightToLeft for sheet in right)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_paper_is_tagged_in_its_language_and_a_wide_table_goes_on_below(language):
    file = pikepdf.open(io.BytesIO(paper.pdf(content(language), "Emblem", made.now())))
    assert str(file.Root.Lang) == language
    assert bool(file.Root.MarkInfo.Marked)
    assert str(file.Root.ViewerPreferences.get("/Direction", "/L2R")) == (
        "/R2L" if language == "ar" else "/L2R"
    )
    rows = [[str(at) for at in range(12)]]
    parts = paper._fitting([f"Column number {at}" for at in range(12)], rows)
    assert all(part[:2] == [0, 1] for part in parts)
    assert sorted({at for part in parts for at in part}) == list(range(12))


def spoken(file):
    """The kinds of the paper's parts whose language is said, with that language."""
    found, waiting = set(), [file.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(one)
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            if "/Lang" in one:
                found.add((str(one.S), str(one.Lang)))
            if "/K" in one:
                waiting.append(one.K)
    return found


def test_what_is_in_another_language_is_spoken_in_it_on_the_paper():
    told = Content("A report", "en", (("Contract", "x"),), (
        Section("1", "narrative", "Resumen", "es", (
            Words("# العنوان\nنص\n\n- نقطة", "ar"),
            Table("Plan", ("a", "b"), ((Cell("D1.1"), Cell("Una lista", language="es")),)))),
        Section("2", "definitions", "Annex", "en", (
            Definition(1, "x", "Γυναίκες", "el",
                       (("Unit", "women", "en"), ("How", "ναι", "el"))),)),
    ))  # fmt: skip
    found = spoken(pikepdf.open(io.BytesIO(paper.pdf(told, "Emblem", made.now()))))
    assert {("/H2", "es"), ("/H3", "ar"), ("/P", "ar"), ("/L", "ar"), ("/TD", "es"),
            ("/H3", "el"), ("/LI", "el")} <= found  # fmt: skip
    assert not {("/H2", "en"), ("/H3", "en")} & found, "what is the report's own needs no mark"


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_what_was_handed_in_is_the_same_on_the_page_and_in_both_files(cast, language):
    row = made.programme(cast)
    made.things(cast, row)
    made.handed_in(made.report(row, cast.lead.pk), cast.lead.pk)
    kept = Report.objects.get()
    told = of_plain(kept.copies.get(language=language).content)
    client = client_of(cast.coordinator)

    def got(name):
        return client.get(reverse(name, args=[kept.pk]).replace("/en/", f"/{language}/", 1))

    page, book = got("report"), got("report_xlsx")
    assert page.context["told"] == told
    sheets = load_workbook(io.BytesIO(book.content))
    tables = [part for one in told.sections for part in one.parts if isinstance(part, Table)]
    for table, sheet in zip(tables, sheets.worksheets[1:], strict=False):
        width = len(table.head)
        found = [list(row[:width]) for row in sheet.iter_rows(values_only=True)]
        assert found == [
            list(table.head),
            *([c.text or None if c.number is None else c.number for c in r] for r in table.rows),
        ]
    first, second = got("report_pdf"), got("report_pdf")
    assert first["Content-Type"] == "application/pdf"
    assert first.content == second.content, "the same report, the same bytes"
    assert f"-{language}.pdf" in first["Content-Disposition"]
