"""A questionnaire as a workbook: XLSX, XLS; and what the converter says of odd rows.

Bytes of a ZIP that are changed blindly are refused by their check sums; so a part of a good
workbook is replaced by what is brought.
"""

import io
import zipfile

import django

django.setup()

from communitylinkage.surveys.wording import said  # noqa: E402
from communitylinkage.surveys.xlsform import example, exporting, reading  # noqa: E402
from communitylinkage.surveys.xlsform.converting import convert  # noqa: E402
from communitylinkage.surveys.xlsform.limits import MOST_COLUMNS, MOST_ROWS  # noqa: E402
from communitylinkage.surveys.xlsform.problems import NotReadError  # noqa: E402

BOOK = exporting.xlsx({"survey": [["type", "name", "label"], ["text", "a", "A"]]})
PARTS = (
    "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
)  # fmt: skip
ROWS = (
    "| survey |\n| | type | name | label::English (en) | relevant | calculation |\n"
    "| | select_one x | a | A ${b} | ${a} = 'y' | |\n| | begin repeat | r | R | | |\n"
    "| | calculate | c | | | pulldata('f', 'g', 'h', ${a}) |\n| | end repeat | | | | |\n"
    "| choices |\n| | list_name | name | label |\n| | x | y | Y |\n"
    "| settings |\n| | form_title | default_language |\n| | T | English (en) |\n"
)


def seeds():
    """The first byte names the part that is replaced; 255: the rest is the file itself."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as packed:
        parts = [bytes([at]) + packed.read(name) for at, name in enumerate(PARTS)]
    whole = [BOOK, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ROWS.encode(),
             exporting.csv_text(example.SHEETS).encode()]  # fmt: skip
    return [*parts, *(b"\xff" + one for one in whole)]


def _with(at, content):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == PARTS[at] else old.read(name))
    return out.getvalue()


def one_input(data):
    """Rows within the limits, and of each problem a sentence; or a reason."""
    if not data:
        return
    at = data[0]
    try:
        sheets = reading.read(_with(at, data[1:]) if at < len(PARTS) else data[1:])
    except NotReadError as error:
        assert all(said(error.problem))
        return
    assert all(len(rows) <= MOST_ROWS for rows in sheets.values())
    assert all(len(row) <= MOST_COLUMNS for rows in sheets.values() for row in rows)
    made = convert(sheets)
    assert bool(made.xform) or not made.stands
    for problem in made.problems:
        assert said(problem)[0]
