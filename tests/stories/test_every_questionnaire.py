"""Every questionnaire that we have is answered to the end through its pages."""

import re
import warnings
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from communitylinkage.assessment import instruments
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.surveys import actions as questionnaires
from communitylinkage.surveys.analysis.codebook import plain
from communitylinkage.surveys.answering import actions, queries
from communitylinkage.surveys.answering.coding import HEADING
from communitylinkage.surveys.answering.loading import form_of
from communitylinkage.surveys.answering.models import Submission
from communitylinkage.surveys.answering.tests.cast import (
    begin,
    collection_of,
    invited,
)
from communitylinkage.surveys.models import Version
from communitylinkage.surveys.xlsform import reading
from communitylinkage.surveys.xlsform.converting import files_wanted
from communitylinkage.surveys.xlsform.tests.test_converting import FORMS
from communitylinkage.vault.models import Holder

pytestmark = pytest.mark.django_db
FILES = sorted(FORMS.glob("*.xls*")) if FORMS.exists() else []
if not FILES:
    warnings.warn("SKIPPED: ../shared/data/xlsforms is missing, no form was answered", stacklevel=1)


def collection_of_version(cast, version):  # noqa: F811
    by, now = cast.coordinator.pk, timezone.now()
    questionnaires.move(version=version, act="publish", by=by, now=now)
    return actions.open_collection(
        version=version, team=[Holder.objects.get(pk=cast.service.post.key_holder)],
        anonymous=True, editable=False, closes=None, by=by, now=now,
    )  # fmt: skip


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


def brought(client, content, name="form.xlsx", **more):
    return client.post(
        reverse("questionnaire_new"),
        {"file": SimpleUploadedFile(name, content), **more},
        follow=True,
    )


REFUSED_TYPES = {
    "geopoint", "geotrace", "geoshape", "start-geopoint", "deviceid", "phonenumber", "username",
    "simserial", "subscriberid", "email",
}  # fmt: skip


@pytest.mark.skipif(not FILES, reason="../shared/data/xlsforms is missing: NOTHING was imported")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_form_is_brought_refused_questions_are_named_and_go_only_with_a_yes(cast, path):  # noqa: F811
    client, sheets = client_of(cast.coordinator), reading.read(path.read_bytes())
    files = [SimpleUploadedFile(name, b"name,label\na,A\n") for _row, name in files_wanted(sheets)]
    answer = brought(client, path.read_bytes(), path.name, choice_files=files)
    page = answer.content.decode()
    rows = sheets["survey"]
    kind = [one.strip().lower() for one in rows[0]].index("type")
    named = [n for n, row in enumerate(rows[1:], 2) if row and row[kind] in REFUSED_TYPES]
    for row in named:
        assert re.search(rf"Row <bdi>{row}</bdi>", page), (row, rows[row - 1])
    assert ("leave_out" in page) == bool(named)
    here = answer.redirect_chain[-1][0]
    if named:
        assert "Some questions cannot be asked here" in client.post(here).content.decode()
        assert not Version.objects.exists()
    client.post(here, {"leave_out": "1"})
    version = Version.objects.get()
    kept = [row[kind] for row in version.sheets["survey"][1:] if row]
    assert not set(kept) & REFUSED_TYPES
    # Every other question that people see stands on one of its pages, with its words.
    asked = [one for one in form_of(version).questions() if one.visible]
    _row, token = invited(cast, collection_of_version(cast, version))
    filler = begin(token)
    filler.to_the_end()
    seen = unescape("".join(filler.trail))
    for one in asked:
        heading = "label" in one.appearance or one.name.startswith(HEADING)
        if not heading and one.rules.relevant is None:
            assert (
                f'name="/{one.ref.strip("/")}' in seen.replace("[1]", "")
                or one.kind == "note"
                or any(words in seen for words in plain(one.label).values() if words)
            ), one.ref


@pytest.mark.parametrize("name", instruments.names())
def test_an_instrument_is_answered_and_sent(cast, name):  # noqa: F811
    sheets = reading.read(instruments.read(name).encode())
    collection, filler = answer_all(cast, sheets, text="rica07")
    filler.post("send")
    assert "Your answers were sent" in filler.page, filler.page
    assert Submission.objects.get(collection=collection).answers
    assert [row.finished for row in queries.response(collection)] == [1]
