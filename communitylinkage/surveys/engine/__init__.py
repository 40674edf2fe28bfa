"""Reads an XForm and evaluates it for one respondent, without a web framework.

    form = read(xform, files={"towns.csv": b"..."})
    answers = form.start(now=now, seed=7)
    answers.set("/data/age", "30")
    answers.show("/data/age", "English (en)")
    record = answers.finish(now)

Others may use it alone; docs/surveys-engine.md is its page. It must never know who answers,
for whom, or which page shows it. It reads no clock and no file: both are passed in.
"""

from .answers import Answers, Record, Shown
from .form import Form
from .nodes import Choice, Group, Language, Page, Question, Repeat
from .problems import Problem, Refusal, UnreadableError
from .reading import read

__all__ = [
    "Answers",
    "Choice",
    "Form",
    "Group",
    "Language",
    "Page",
    "Problem",
    "Question",
    "Record",
    "Refusal",
    "Repeat",
    "Shown",
    "UnreadableError",
    "read",
]
