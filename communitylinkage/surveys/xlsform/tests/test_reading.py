"""Reading a workbook: what it is, its bytes say; what could harm is refused with a sentence."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from communitylinkage.surveys.xlsform import example, exporting, limits, reading
from communitylinkage.surveys.xlsform.converting import convert
from communitylinkage.surveys.xlsform.problems import NotReadError

XLSX = exporting.xlsx(example.SHEETS)


def code(content):
    with pytest.raises(NotReadError) as stopped:
        reading.read(content)
    return stopped.value.problem.code


def repacked(**parts):
    """The example workbook with some parts written anew."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for one in old.infolist():
            content = old.read(one)
            new.writestr(
                one.filename, parts.get(one.filename.split("/")[-1].split(".")[0], content)
            )
    return out.getvalue()


@pytest.mark.parametrize("form", ["xlsx", "csv", "md"])
def test_every_form_that_goes_out_comes_in_the_same(form):
    out = {
        "xlsx": XLSX,
        "csv": exporting.csv_text(example.SHEETS).encode(),
        "md": exporting.markdown(example.SHEETS).encode(),
    }[form]
    assert convert(reading.read(out)).xform == convert(example.SHEETS).xform != ""


@pytest.mark.parametrize("often", [";", "\t;", ';"'])
def test_a_table_comes_back_whatever_signs_its_texts_are_full_of(often):
    sheets = {"survey": [["type", "name", "label"], ["text", "a", f"A{often * 50}"]]}
    assert reading.read(exporting.csv_text(sheets).encode()) == sheets


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "file.empty"),
        (b"  \n", "file.empty"),
        (b"x" * (limits.LARGEST_FILE + 1), "file.large"),
        (b"\x89PNG\r\n\x1a\n", "file.unknown"),
        (b"<html><!DOCTYPE x>", "file.unknown"),
        (b"hello", "file.unknown"),
        (b"survey\x00,type,name", "file.unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file.locked"),
        (b"PK\x03\x04 and then nothing", "file.broken"),
        (XLSX[: len(XLSX) // 2], "file.broken"),
    ],
)
def test_a_broken_workbook_is_said_in_a_sentence(content, said):
    assert code(content) == said


def test_another_office_file_is_no_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    assert code(out.getvalue()) == "file.unknown"


@pytest.mark.promise(
    "A workbook that unpacks to more than we take is refused before it is opened",
)
def test_a_zip_bomb_is_measured_before_anybody_opens_it():
    assert code(repacked(sheet1=b" " * (limits.LARGEST_UNPACKED + 1))) == "file.unpacked"


@pytest.mark.promise(
    "Entities of XML in a workbook are never opened",
)
def test_xml_entities_are_never_opened():
    for coding in ("utf-8", "utf-16"):
        bad = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(coding)
        assert code(repacked(sheet1=bad)) == "file.entities"


def test_a_sheet_may_lie_about_its_size():
    book = Workbook()
    book.active.title = "survey"
    book.active.append(["type", "name", "label"])
    book.active["A1048576"] = "text"
    out = io.BytesIO()
    book.save(out)
    assert reading.read(out.getvalue())["survey"][0] == ["type", "name", "label"]


@pytest.mark.promise(
    "A cell of a questionnaire that looks like a formula stays text",
)
def test_cells_that_look_like_formulas_stay_text():
    cells = ["=1+1", "+1", "-1", "@x", "=cmd|' /C calc'!A0"]
    sheets = {"survey": [["type", "name", "label"], *[["note", f"n{n}", x] for n, x in
                                                      enumerate(cells)]]}  # fmt: skip
    for out in (
        exporting.xlsx(sheets),
        exporting.csv_text(sheets).encode(),
        exporting.markdown(sheets).encode(),
    ):
        assert reading.read(out) == sheets
    assert '"=1' not in exporting.csv_text(sheets)
    assert ",=" not in exporting.csv_text(sheets)


def test_a_formula_without_a_result_is_named_at_its_cell():
    book = Workbook()
    book.active.title = "survey"
    book.active.append(["type", "name", "label"])
    book.active.append(["text", "a", '="x"&"y"'])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(NotReadError) as stopped:
        reading.read(out.getvalue())
    problem = stopped.value.problem
    assert (problem.code, problem.sheet, problem.row, problem.column) == (
        "cell.formula", "survey", 2, "C",
    )  # fmt: skip


def test_too_many_rows_and_columns_are_said():
    many = "survey\n,type,name\n" + ",note,a\n" * (limits.MOST_ROWS + 5)
    assert code(many.encode()) == "sheet.rows"
    wide = "survey\n,type,name" + ",x" * limits.MOST_COLUMNS + "\n"
    assert code(wide.encode()) == "sheet.columns"
