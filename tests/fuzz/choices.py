"""The lists of choices beside a questionnaire, and its tables as text (CSV, Markdown)."""

from contextlib import suppress

from communitylinkage.surveys.engine import lists
from communitylinkage.surveys.xlsform import example, exporting, reading
from communitylinkage.surveys.xlsform.checking import check
from communitylinkage.surveys.xlsform.exporting import csv_text, markdown
from communitylinkage.surveys.xlsform.problems import NotReadError


def seeds():
    """A list, a form as CSV and as Markdown."""
    return [
        b"name,label\ngirona,Girona\n",
        b'name;label\n"a""b";"c\nd"\n',
        exporting.csv_text(example.SHEETS).encode(),
        exporting.markdown(example.SHEETS).encode(),
        b"type,name,label\ntext,a,'=1+1\n",
        b"|survey|\n||type|name|\n||text|a\\|b|\n",
    ]


def one_input(data):
    """A list or no list; tables that come back from what we write of them, or a reason."""
    with suppress(RecursionError):
        for ending in ("csv", "xml", "geojson"):
            lists.read_file(f"x.{ending}", data, lists.Lists())
    try:
        sheets = reading.read(data)
    except NotReadError as error:
        assert error.problem.code
        return
    check(sheets)
    for text in (csv_text(sheets), markdown(sheets)):
        try:
            reading.read(text.encode())
        except NotReadError as error:
            # A cell may hold what only the whole file may not.
            assert error.problem.code in {"file.unknown", "file.large", "sheet.twice", "file.empty"}
