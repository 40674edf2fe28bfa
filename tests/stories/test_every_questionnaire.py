"""Every questionnaire that we have is answered to the end through its pages."""

import warnings

import pytest

from communitylinkage.assessment import instruments
from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.surveys.answering import queries
from communitylinkage.surveys.answering.models import Submission
from communitylinkage.surveys.answering.tests.cast import (
    begin,
    collection_of,
    invited,
)
from communitylinkage.surveys.xlsform import reading
from communitylinkage.surveys.xlsform.converting import files_wanted
from communitylinkage.surveys.xlsform.tests.test_converting import FORMS

pytestmark = pytest.mark.django_db
FILES = sorted(FORMS.glob("*.xls*")) if FORMS.exists() else []
if not FILES:
    warnings.warn("SKIPPED: ../shared/data/xlsforms is missing, no form was answered", stacklevel=1)


def answer_all(cast, sheets, text="words"):  # noqa: F811
    files = {name: "name,label\na,A\n" for _row, name in files_wanted(sheets)}
    collection = collection_of(cast, sheets, files=files)
    _row, token = invited(cast, collection)
    filler = begin(token, text=text)
    page = filler.to_the_end()
    assert "Your answers" in page
    return collection, filler


@pytest.mark.skipif(not FILES, reason="../shared/data/xlsforms is missing: NOTHING was answered")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_form_of_the_standard_is_answered_and_sent(cast, path):  # noqa: F811
    collection, filler = answer_all(cast, reading.read(path.read_bytes()))
    filler.post("send")
    assert "Your answers were sent" in filler.page, filler.page
    assert Submission.objects.get(collection=collection).answers


@pytest.mark.parametrize("name", instruments.names())
def test_an_instrument_is_answered_and_sent(cast, name):  # noqa: F811
    sheets = reading.read(instruments.read(name).encode())
    collection, filler = answer_all(cast, sheets, text="rica07")
    filler.post("send")
    assert "Your answers were sent" in filler.page, filler.page
    assert Submission.objects.get(collection=collection).answers
    assert [row.finished for row in queries.response(collection)] == [1]
