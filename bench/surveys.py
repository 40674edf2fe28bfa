"""Our import beside pyxform's own conversion of the same bytes, in one run: `python -m bench.surveys`.

Both read and convert; ours measures the file, checks, refuses, and says each problem at its place.
"""

import io
import sys

from openpyxl import Workbook
from pyxform.xls2xform import convert as by_pyxform

from bench.timing import timed
from communitylinkage.surveys.xlsform import reading
from communitylinkage.surveys.xlsform.converting import convert

TARGET = 1.5
SIZES = (10, 100, 300)


def form(questions: int) -> bytes:
    """A made-up workbook: every kind of question in turn, in two languages, with some logic."""
    book = Workbook()
    survey = book.active
    survey.title = "survey"
    survey.append(["type", "name", "label::English (en)", "label::Español (es)", "relevant"])
    for n in range(questions):
        kind = ("text", "integer", "select_one l", "select_multiple l", "date")[n % 5]
        survey.append([kind, f"q{n}", f"Question {n}", f"Pregunta {n}",
                       f"${{q{n - 1}}} != ''" if n % 3 == 2 else None])  # fmt: skip
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", "label::English (en)", "label::Español (es)"])
    for n in range(20):
        choices.append(["l", f"c{n}", f"Choice {n}", f"Opción {n}"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def measure(questions: int) -> tuple[float, float]:
    """Milliseconds of ours and of pyxform's; both are warm, and must give the same XForm."""
    content = form(questions)
    ours, (made,) = timed(lambda one: convert(reading.read(one)), [(content,)], repeats=7)
    theirs, (other,) = timed(
        lambda one: by_pyxform(one, form_name="data", file_type=".xlsx"), [(content,)], repeats=7
    )
    assert made.xform == other.xform
    return ours[0], theirs[0]


def main() -> None:
    """Prints one line for each size."""
    for questions in SIZES:
        ours, theirs = measure(questions)
        ratio = ours / theirs
        verdict = "met" if ratio <= TARGET else "MISSED"
        sys.stdout.write(
            f"{questions} questions: ours {ours:.1f} ms, pyxform {theirs:.1f} ms, "
            f"ratio {ratio:.2f} (target {TARGET}: {verdict})\n"
        )


if __name__ == "__main__":
    main()
