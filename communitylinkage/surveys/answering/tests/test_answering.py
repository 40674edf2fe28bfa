"""Answering by the pages: nothing is lost, what is wrong is said beside its field."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.surveys.answering import actions
from communitylinkage.surveys.answering.models import (
    Invitation,
    Submission,
    Unfinished,
    UnfinishedFile,
)
from communitylinkage.surveys.answering.tests.cast import Filler, picture, started, version_of

pytestmark = pytest.mark.django_db(databases=["default", "locks"])


def test_a_question_that_an_answer_brings_up_is_asked_on_the_same_page(cast):  # noqa: F811
    _row, _token, filler = started(cast)
    assert "How many?" not in filler.page
    filler.post("next", **{"/data/first/children": "y"})
    assert "there is more on this page" in filler.page
    assert "How many?" in filler.page
    filler.post("next", **{"/data/first/how_many": "2"})
    assert "Page 2 of 3" in filler.page


def test_a_missing_answer_is_asked_for_beside_its_field_and_going_back_never_complains(cast):  # noqa: F811
    _row, _token, filler = started(cast)
    filler.post("next", **{"/data/first/words": "kept words"})
    assert "Please answer this question." in filler.page
    assert "kept words" in filler.page
    assert 'role="alert"' in filler.page
    filler.post("back")
    assert "Please answer this question." not in filler.page
    assert "kept words" in filler.page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("many", "Please write a whole number"),
        ("99", "That is many."),
        ("9" * 10_001, "too long"),
        ("1\x00", "invisible sign"),
        ("\u202e3", "Please write a whole number"),
    ],
)
def test_a_wrong_value_is_said_beside_its_field_with_what_was_typed(cast, typed, said):  # noqa: F811
    _row, _token, filler = started(cast)
    filler.post("next", **{"/data/first/children": "y"})
    filler.post("next", **{"/data/first/how_many": typed, "/data/first/words": "w"})
    assert filler.answer.status_code == 200
    assert said in filler.page
    assert 'aria-invalid="true"' in filler.page
    assert typed[:200].replace("\x00", "") in filler.page.replace("\x00", "")
    filler.get("?p=0")
    assert typed[:200].replace("\x00", "") in filler.page.replace("\x00", "")


def test_the_language_is_switched_midway_and_no_answer_is_lost(cast):  # noqa: F811
    _row, token, filler = started(cast)
    arabic = reverse("answer", args=[token]).replace("/en/", "/ar/")
    filler.post(
        "language:العربية (ar)",
        arabic,
        **{"/data/first/words": "typed", "/data/first/children": "n"},
    )
    assert filler.answer.request["PATH_INFO"].startswith("/ar/")
    assert "هل لديك أطفال؟" in filler.page
    assert 'dir="rtl"' in filler.page
    assert "typed" in filler.page
    assert 'value="n" checked' in filler.page
    filler.post("language:English (en)", arabic.replace("/ar/", "/en/"))
    assert "Have you children?" in filler.page
    assert "typed" in filler.page


def test_the_form_begins_in_the_language_of_the_page(cast):  # noqa: F811
    _row, _token, filler = started(cast, language="ar")
    assert "هل لديك أطفال؟" in filler.page
    assert '<html lang="ar" dir="rtl"' in filler.page


def test_posting_a_page_again_is_harmless(cast):  # noqa: F811
    _row, _token, filler = started(cast)
    filler.to_the_end()
    sent = {"at": "1", "seen": "", "go": "add:/data/child:1"}
    for _again in range(3):
        filler.send(sent)
    assert "Child 2" in filler.page
    assert "Child 3" not in filler.page
    filler.post("review")
    first = filler.post("send")
    assert "Your answers were sent" in first
    filler.send({"go": "send"})
    assert "Your answers were sent" in filler.page
    assert Submission.objects.count() == 1


def test_an_instance_is_added_and_taken_out_and_its_file_moves_with_it(cast):  # noqa: F811
    _row, _token, filler = started(cast)
    filler.post("next", **{"/data/first/children": "n"})
    filler.post("add:/data/child:1", **{"/data/child[1]/nick": "one"})
    photo = SimpleUploadedFile("second.png", picture())
    filler.post("next", **{"/data/child[2]/nick": "two", "/data/child[2]/picture": photo})
    filler.post("back")
    assert "second.png" in filler.page
    filler.post("remove:/data/child:2-1")
    assert "two" in filler.page
    assert 'value="one"' not in filler.page
    assert "second.png" in filler.page
    assert "Child 2" not in filler.page
    assert "Child 1 · A name for it" in filler.to_the_end()
    filler.post("send")
    assert len(Submission.objects.get().files) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.png", b"GIF89a", "JPEG or PNG"),
        ("a.png", picture()[:60], "broken"),
        ("a.png", b"", "empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(5_100_000), "larger than 5 megabytes"),
    ],
)
def test_a_file_that_is_no_picture_is_refused(cast, name, content, said):  # noqa: F811
    _row, _token, filler = started(cast)
    filler.post("next", **{"/data/first/children": "n"})
    filler.post("next", **{
        "/data/child[1]/nick": "kept", "/data/child[1]/picture": SimpleUploadedFile(name, content),
    })  # fmt: skip
    assert filler.answer.status_code == 200
    assert said in filler.page
    assert "kept" in filler.page
    assert not UnfinishedFile.objects.exists()


def test_one_respondent_cannot_fill_the_disk(cast, monkeypatch):  # noqa: F811
    monkeypatch.setattr("communitylinkage.surveys.answering.uploads.MOST", 1)
    _row, _token, filler = started(cast)
    filler.post("next", **{"/data/first/children": "n"})
    for number in (1, 2):
        photo = SimpleUploadedFile("a.png", picture())
        filler.post(f"add:/data/child:{number}", **{f"/data/child[{number}]/picture": photo})
    assert "too many files" in filler.page
    assert UnfinishedFile.objects.count() == 1


def test_a_file_is_taken_away_again(cast):  # noqa: F811
    _row, _token, filler = started(cast)
    filler.post("next", **{"/data/first/children": "n"})
    filler.post("next", **{"/data/child[1]/picture": SimpleUploadedFile("a.png", picture())})
    filler.post("back")
    filler.post("next", away="/data/child[1]/picture")
    assert not UnfinishedFile.objects.exists()
    filler.post("back")
    assert "a.png" not in filler.page


def test_before_sending_everything_is_looked_at_and_missing_answers_hold_it_back(cast):  # noqa: F811
    _row, _token, filler = started(cast)
    filler.get("?p=99")
    assert "Please answer this question." in filler.page
    assert "Something is missing" in filler.page
    filler.post("send")
    assert not Submission.objects.exists()
    assert "Something is missing" in filler.page
    filler.post("page:0")
    assert "Have you children?" in filler.page


def test_everything_is_evaluated_again_when_it_is_sent(cast):  # noqa: F811
    _row, _token, filler = started(cast)
    filler.post("next", **{"/data/first/children": "y"})
    filler.post("next", **{"/data/first/how_many": "3"})
    filler.get("?p=0")
    filler.post("review", **{"/data/first/children": "n"})
    filler.post("send")
    kept = Submission.objects.get().answers
    assert kept == {"first/children": "n", "first/words": None, "child[1]/nick": None}


def test_an_answer_may_be_changed_until_it_closes_where_that_was_promised(cast):  # noqa: F811
    _row, _token, filler = started(cast, anonymous=False, editable=True)
    filler.to_the_end()
    filler.post("send")
    assert "Change my answers" in filler.page
    sent = Submission.objects.get()
    assert sent.day == timezone.now().date()
    assert sent.invitation is not None
    filler.post("page:0")
    filler.post("review", **{"/data/first/children": "n"})
    filler.post("send")
    again = Submission.objects.get()
    assert again.pk == sent.pk
    assert again.answers["first/children"] == "n"
    actions.close_collection(collection=again.collection, by=cast.lead.pk, now=timezone.now())
    filler.get()
    assert "They cannot be changed any more" in filler.page
    assert not Unfinished.objects.exists()
    filler.send({"go": "page:0"})
    assert Submission.objects.get().answers == again.answers


def test_what_is_unfinished_can_be_thrown_away(cast):  # noqa: F811
    row, _token, filler = started(cast)
    filler.post("next", **{"/data/first/words": "gone"})
    filler.get()
    filler.post("forget")
    row.refresh_from_db()
    assert row.state == "open"
    assert not Unfinished.objects.exists()
    assert "gone" not in filler.get("?p=0")


FORGED = [
    {"at": "99999999999", "seen": "/data/first/words", "go": "next"},
    {"at": "-1", "seen": "/data/nothing /x[999999]/y ]][[", "go": "page:99999999999"},
    {"seen": "/data/child[9]/nick", "/data/child[9]/nick": "x", "go": "add:/data/child:x"},
    {"seen": "/data/echo /data/start", "/data/echo": "x", "go": "remove:/data/child:1-9"},
    {"seen": "/data/child[7]/picture", "away": "/data/child[7]/picture", "go": "\x00"},
    {"go": "language:nothing"}, {"go": "add:/data:1"}, {"go": "remove:::"}, {"go": ""},
    {"seen": "\ud800".encode("utf-8", "surrogatepass"), "go": "next"},
]  # fmt: skip


@pytest.mark.parametrize("sent", FORGED, ids=range(len(FORGED)))
def test_a_forged_form_is_no_error_of_ours(cast, sent):  # noqa: F811
    _row, _token, filler = started(cast)
    filler.send(sent)
    assert filler.answer.status_code == 200
    assert filler.get("?p=1\x00").startswith("<!doctype")
    assert Invitation.objects.get().state == "begun"


def test_trying_out_goes_to_the_end_and_keeps_nothing(cast):  # noqa: F811
    version = version_of(cast.service, state="draft")
    client = client_of(cast.coordinator)
    page = client.get(reverse("questionnaire", args=[version.questionnaire_id])).content.decode()
    address = reverse("questionnaire_try", args=[version.questionnaire_id, 1])
    assert address in page
    filler = Filler(address, client, text="SECRETWORDS")
    filler.get()
    assert "Nothing is kept" in filler.page
    filler.to_the_end()
    filler.post("send")
    assert "You came to the end" in filler.page
    assert "first/children" in filler.page
    assert "SECRETWORDS" in filler.page
    assert not Submission.objects.exists()
    assert not Unfinished.objects.exists()
    filler.send({"state": "forged", "go": "next"})
    assert filler.answer.status_code == 200
    assert client_of(cast.stranger).get(address).status_code in (302, 404)


def test_what_another_answer_fills_in_on_the_same_page_is_not_blanked(cast):  # noqa: F811
    sheets = {"survey": [
        ["type", "name", "label", "calculation", "trigger"],
        ["integer", "a", "A", "", ""], ["integer", "b", "B", "${a} * 2", "${a}"],
    ]}  # fmt: skip
    _row, _token, filler = started(cast, sheets)
    filler.post("next", **{"/data/a": "4"})
    filler.post("send")
    assert Submission.objects.get().answers == {"a": 4, "b": 8}


OPENED_LATER = {
    "survey": [
        ["type", "name", "label", "default", "readonly"],
        ["begin_group", "g", "G", "", ""], ["select_one yn", "other", "Another?", "", ""],
        ["text", "town", "Town", "SURT", "${other} != 'y'"], ["end_group", "", "", "", ""],
    ],
    "choices": [["list_name", "name", "label"], ["yn", "y", "Yes"], ["yn", "n", "No"]],
}  # fmt: skip


def test_what_was_only_shown_keeps_its_words_when_an_answer_opens_it_for_writing(cast):  # noqa: F811
    _row, _token, filler = started(cast, OPENED_LATER)
    assert 'name="/data/g/town"' not in filler.page
    filler.post("next", **{"/data/g/other": "y"})
    # The page comes again, now with a field, and with what stood there.
    assert 'name="/data/g/town"' in filler.page
    assert filler.standing()["/data/g/town"] == ["SURT"]
    filler.post("next", **{"/data/g/town": "HOLON"})
    assert 'value="send"' in filler.page
    assert "HOLON" in filler.page


def test_what_a_page_that_was_looked_at_opened_is_taken(cast):  # noqa: F811
    _row, _token, filler = started(cast, OPENED_LATER)
    filler.post("look", **{"/data/g/other": "y"})
    filler.post("next", **{"/data/g/other": "y", "/data/g/town": "HOLON"})
    assert "HOLON" in filler.page


def test_what_can_still_only_be_read_does_not_bring_its_page_back(cast):  # noqa: F811
    _row, _token, filler = started(cast, OPENED_LATER)
    filler.post("next", **{"/data/g/other": "n"})
    assert 'value="send"' in filler.page
    assert "SURT" in filler.page
