"""Forms that tests read, written as XLSForms in Markdown."""

import datetime as dt
from functools import lru_cache
from pathlib import Path

from pyxform.xls2xform import convert

from communitylinkage.surveys.engine import Answers, Form, read

NOW = dt.datetime(2024, 5, 1, 9, 30, tzinfo=dt.UTC)
EVERYTHING = (Path(__file__).parent / "everything.md").read_text()


@lru_cache
def form(markdown: str) -> Form:
    return read(convert(xlsform=markdown, file_type=".md").xform, {"f.csv": b"v,l\n1,one\n2,two\n"})


def table(*rows: str, head: str = "type | name | label", choices: str = "") -> str:
    body = "\n".join(f"| | {row} |" for row in (head, *rows))
    return f"| survey |\n{body}\n{choices}"


def everything() -> Answers:
    return form(EVERYTHING).start(now=NOW, seed=3)


CHOICES = """| choices |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
"""
