"""Files that people answered with: the team takes them out once the collection is closed."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.surveys.analysis import results
from communitylinkage.surveys.answering import actions
from communitylinkage.surveys.answering.models import Submission
from communitylinkage.surveys.answering.tests.cast import (
    FILLED,
    begin,
    collection_of,
    invited,
    picture,
)

pytestmark = pytest.mark.django_db
FORM = {
    "survey": [
        ["type", "name", "label"],
        ["image", "home", "Your home"],
        ["begin_repeat", "child", "Child"],
        ["image", "drawing", "A drawing"],
        ["end_repeat"],
        ["date", "day", "When did it open?"],
        ["time", "hour", "At what time?"],
        ["barcode", "bar", "The code on the box"],
    ]
}
HOME, DRAWING = 1, 2


def answered(cast, times=1, form=FORM, **sent):  # noqa: F811
    one = collection_of(cast, form)
    for _time in range(times):
        _row, token = invited(cast, one, country="es")
        filler = begin(token)
        filler.to_the_end()
        filler.post("send")
    return one


def closed(one, cast):  # noqa: F811
    return actions.close_collection(collection=one, by=cast.lead.pk, now=timezone.now())


def where(one, at=HOME):
    return reverse("collection_files", kwargs={"number": one.pk, "at": at})


def test_the_team_takes_a_file_out_and_each_time_is_journalled(cast):  # noqa: F811
    one = closed(answered(cast), cast)
    client = client_of(cast.coordinator, opens=True)
    page = client.get(reverse("collection_results", args=[one.pk])).content.decode()
    assert where(one) in page
    page = client.get(where(one)).content.decode()
    assert "Take out the file of answer 1" in page
    sent = {"answer": str(Submission.objects.get().pk)}
    file = client.post(where(one), sent)
    assert file["Content-Disposition"] == 'attachment; filename="answer-1.png"'
    assert file["Content-Type"] == "image/png"
    assert file.content.startswith(b"\x89PNG")
    assert b"PLACEMARK" in picture()
    assert b"PLACEMARK" not in file.content
    assert Line.objects.filter(act="answers.read").count() == 1
    client.post(where(one, DRAWING), sent)
    assert Line.objects.filter(act="answers.read").count() == 2


def test_several_files_of_one_answer_come_in_one_zip(cast):  # noqa: F811
    one = collection_of(cast, FORM)
    _row, token = invited(cast, one)
    filler = begin(token)
    filler.send({**filler.filled(), "go": "next"})
    filler.send({**filler.filled(), "go": next(b for b in filler.buttons if b.startswith("add"))})
    filler.to_the_end()
    filler.post("send")
    closed(one, cast)
    sent = {"answer": str(Submission.objects.get().pk)}
    file = client_of(cast.coordinator, opens=True).post(where(one, DRAWING), sent)
    assert file["Content-Disposition"] == 'attachment; filename="answer-1.zip"'
    packed = zipfile.ZipFile(io.BytesIO(file.content))
    assert packed.namelist() == ["1-home.png", "2-home.png"]


def test_an_answer_without_a_file_to_this_question_says_so(cast):  # noqa: F811
    one = collection_of(cast, FORM)
    _row, token = invited(cast, one)
    filler = begin(token)
    filler.send({**filler.filled(), "go": "next"})
    for _turn in range(5):
        filler.post("next")
    filler.post("send")
    closed(one, cast)
    sent = {"answer": str(Submission.objects.get().pk)}
    page = client_of(cast.coordinator, opens=True).post(where(one, DRAWING), sent)
    assert "holds no file to this question" in page.content.decode()


def test_no_file_of_an_open_collection_is_given_out(cast):  # noqa: F811
    one = answered(cast, times=5)
    assert actions.mix(collection=one) == 5
    client = client_of(cast.coordinator, opens=True)
    page = client.get(where(one)).content.decode()
    assert "when the collection is closed" in page
    assert "<button" not in page.partition("<h1")[2].partition("</main>")[0]
    client.post(where(one), {"answer": str(Submission.objects.first().pk)})
    assert not Line.objects.filter(act="answers.read").exists()


def test_nobody_outside_the_team_and_nobody_without_a_key_takes_it(cast):  # noqa: F811
    one = closed(answered(cast), cast)
    sent = {"answer": str(Submission.objects.get().pk)}
    assert client_of(cast.coordinator).post(where(one), sent).status_code == 403
    assert client_of(cast.lead, opens=True).post(where(one), sent).status_code == 404
    assert client_of(cast.stranger, opens=True).post(where(one), sent).status_code == 404
    assert client_of(cast.coordinator, opens=True).get(where(one, 3)).status_code == 404
    wrong = client_of(cast.coordinator, opens=True).post(where(one), {"answer": "x"})
    assert wrong.status_code == 302
    assert not Line.objects.filter(act="answers.read").exists()


def test_what_stands_in_no_table_is_named_with_the_file_that_holds_it(cast):  # noqa: F811
    one = closed(answered(cast), cast)
    page = client_of(cast.coordinator).get(reverse("collection_results", args=[one.pk]))
    told = page.content.decode()
    for asked in ("When did it open?", "At what time?", "The code on the box"):
        after = told.partition(asked)[2].partition("</section>")[0]
        assert "one row for each answer" in after, asked
    assert [one.place for one in results.items_of([one])][2:] == ["day", "hour", "bar"]
    sheet = {"what": "rows", "words": "codes", "form": "csv"}
    export = reverse("collection_export", args=[one.pk])
    rows = client_of(cast.coordinator).post(export, sheet).content.decode()
    assert FILLED["date"] in rows
