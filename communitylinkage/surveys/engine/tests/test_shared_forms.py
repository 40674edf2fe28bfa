"""Every questionnaire in ../shared/data/xlsforms opens and can be answered to the end."""

import warnings
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from communitylinkage.surveys.engine import Answers, Shown, read
from communitylinkage.surveys.engine.tests.cast import NOW

FOLDERS = [p / "shared/data/xlsforms" for p in Path(__file__).resolve().parents]
FOLDER = next((folder for folder in FOLDERS if folder.is_dir()), None)
FILES = sorted(FOLDER.glob("*.xls*")) if FOLDER else []
if not FILES:
    warnings.warn("SKIPPED: ../shared/data/xlsforms is missing, no form was opened", stacklevel=1)

TYPICAL = {"text": "words", "integer": "3", "decimal": "3.5", "date": "2024-05-01"}
TYPICAL |= {"time": "09:30", "dateTime": "2024-05-01T09:30", "barcode": "123", "image": "a.png"}
TYPICAL |= {"audio": "a.mp3", "video": "a.mp4", "file": "a.pdf", "acknowledge": "OK"}


def typical(shown: Shown) -> str:
    if shown.kind == "range":
        return shown.parameters["start"]
    if shown.choices:
        values = [c.value for c in shown.choices]
        return " ".join(values) if shown.kind == "rank" else values[0]
    return TYPICAL.get(shown.kind, "")


def answer(answers: Answers) -> set[str]:
    met = set()
    for page in answers.form.pages():
        for place in [shown.ref for shown in answers.walk(page)]:
            shown = answers.show(place)  # anew: an answer above may change the choices here
            met.add(shown.definition.ref)
            if not shown.relevant or shown.kind in ("note", "group", "repeat") or shown.read_only:
                continue
            raw = typical(shown)
            problem = answers.set(shown.ref, raw)
            assert problem is None, (shown.ref, problem)
            assert not raw or answers.show(shown.ref).value
    return met


@pytest.mark.skipif(not FILES, reason="../shared/data/xlsforms is missing: NOTHING was opened")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_form_of_the_standard_is_answered_to_the_end(path: Path) -> None:
    form = read(convert(xlsform=str(path)).xform)
    answers = form.start(now=NOW, seed=1)
    met = answer(answers)
    assert met
    for language in [entry.key for entry in form.languages] or [""]:
        assert all(isinstance(s.label, str) for s in answers.walk(None, language))
    record = answers.finish(NOW)
    assert {p.code for p in record.problems} <= {"constraint", "required", "not_a_choice"}
    again = form.start(now=NOW, saved=answers.to_json())
    assert again.values() == answers.values()
