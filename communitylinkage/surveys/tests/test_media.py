"""Files beside questions: brought, checked, written anew, shown to who answers, given out again."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.surveys import actions, rules
from communitylinkage.surveys.answering.serving import part_of
from communitylinkage.surveys.answering.tests.cast import (
    SHOWN,
    begin,
    collection_of,
    invited,
    picture,
    version_of,
    waves,
)
from communitylinkage.surveys.media import Taken, put
from communitylinkage.surveys.models import Incoming, MediaFile, Version
from communitylinkage.surveys.tests.bringing import bring, bring_in
from communitylinkage.surveys.xlsform import exporting

pytestmark = pytest.mark.django_db


def png(name):
    return SimpleUploadedFile(name, picture())


def wav(name):
    return SimpleUploadedFile(name, waves())


def test_files_come_with_a_workbook_and_lose_what_was_hidden_in_them(cast):  # noqa: F811
    client, answer = bring(
        cast.coordinator, exporting.xlsx(SHOWN), media_files=[png("map.png"), wav("map.wav")]
    )
    page = client.get(answer["Location"]).content.decode()
    assert "The file door.png did not come along" in page
    assert "The file map.png" not in page
    client.post(answer["Location"])
    version = Version.objects.get()
    kept = {one.name: one for one in version.media.all()}
    assert {name: one.kind for name, one in kept.items()} == {
        "map.png": "image/png", "map.wav": "audio/wav"
    }  # fmt: skip
    assert b"PLACEMARK" not in bytes(kept["map.png"].content)
    page = client.get(reverse("questionnaire", args=[version.questionnaire_id])).content.decode()
    assert "named and are not here" in page
    assert "door.png" in page


WRONG = [
    (png("other.png"), "names no file with this name: other.png"),
    (SimpleUploadedFile("map.png", b""), "This file is empty: map.png"),
    (SimpleUploadedFile("map.png", b"<svg onload=x>"), "We cannot show this file: map.png"),
    (SimpleUploadedFile("map.png", waves()), "We cannot show this file: map.png"),
    (SimpleUploadedFile("map.png", b"\x89PNG\r\n\x1a\nbroken"), "This picture is broken: map.png"),
    (SimpleUploadedFile("map.wav", b"RIFF\0\0\0\0WAVE"), "This recording cannot be read: map.wav"),
    (SimpleUploadedFile("map.png", b"x" * 5_000_001), "larger than 5 megabytes"),
]


@pytest.mark.parametrize(("file", "sentence"), WRONG, ids=[one[1] for one in WRONG])
def test_a_wrong_file_is_said_beside_the_field_and_none_is_kept(cast, file, sentence):  # noqa: F811
    file.seek(0)
    _client, answer = bring(cast.coordinator, exporting.xlsx(SHOWN), media_files=[file])
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not MediaFile.objects.exists()


def test_that_the_name_of_a_file_is_too_long_is_said_and_how_long_it_may_be(cast):  # noqa: F811
    name = "m" * 200 + ".png"
    shown = {**SHOWN, "survey": [[name if cell == "map.png" else cell for cell in row]
                                 for row in SHOWN["survey"]]}  # fmt: skip
    _client, answer = bring(cast.coordinator, exporting.xlsx(shown), media_files=[png(name)])
    page = answer.content.decode()
    assert "The name of this file is too long" in page
    assert "at most 200 letters" in page
    name = "t" * 100 + ".csv"
    towns = {"survey": [SHOWN["survey"][0], [f"select_one_from_file {name}", "town", "W?", "", ""]]}
    file = SimpleUploadedFile(name, b"name,label\nx,X\n")
    _client, answer = bring(cast.coordinator, exporting.xlsx(towns), choice_files=[file])
    page = answer.content.decode()
    assert "The name of this file is too long" in page
    assert "at most 100 letters" in page
    assert not Incoming.objects.exists()


def test_missing_files_are_brought_later_and_a_published_version_stays_as_it_is(cast):  # noqa: F811
    client, version = bring_in(cast.coordinator, SHOWN)
    address = reverse("questionnaire_media", args=[version.questionnaire_id, 1])
    assert client.get(address).content.decode().count("It is missing") == 3
    assert "Choose at least one file" in client.post(address, {}).content.decode()
    client.post(address, {"media_files": [png("map.png"), png("door.png")]})
    assert version.media.count() == 2
    actions.move(version=version, act="publish", by=cast.lead.pk, now=timezone.now())
    page = client.post(address, {"media_files": [wav("map.wav")]}, follow=True).content.decode()
    assert "The files are kept in a draft" in page
    assert version.media.count() == 2
    fresh = Version.objects.get(number=2)
    assert [one.name for one in fresh.media.all()] == ["door.png", "map.png", "map.wav"]
    assert Line.objects.filter(act="questionnaire.media_brought").count() == 2
    out = client.get(reverse("questionnaire_files", args=[fresh.questionnaire_id, 2])).content
    assert sorted(zipfile.ZipFile(io.BytesIO(out)).namelist()) == ["door.png", "map.png", "map.wav"]
    # A workbook that is brought again keeps the files that it names.
    bring_in(cast.coordinator, SHOWN,
             address=reverse("questionnaire_again", args=[fresh.questionnaire_id]))  # fmt: skip
    assert Version.objects.get(number=3).media.count() == 3


def test_too_many_files_are_said(cast, monkeypatch):  # noqa: F811
    monkeypatch.setattr(rules, "MEDIA_TOGETHER", 10)
    _client, answer = bring(cast.coordinator, exporting.xlsx(SHOWN), media_files=[png("map.png")])
    assert "too many files" in answer.content.decode()


@pytest.fixture
def asked(cast):  # noqa: F811
    """Somebody who answers a form with pictures, one of which is missing."""
    one = collection_of(cast, SHOWN)
    found = {"map.png": Taken("image/png", picture()), "map.wav": Taken("audio/wav", waves()),
             "door.png": Taken("image/png", picture())}  # fmt: skip
    put(found, version=one.version)
    _row, token = invited(cast, one)
    return one, token


def test_who_answers_sees_and_hears_them_from_our_own_address(cast, asked):  # noqa: F811
    one, token = asked
    page = begin(token).page
    map_, door = (one.version.media.get(name=f"{name}.png") for name in ("map", "door"))
    assert f'<img class="medium" src="/en/answer/{token}/media/{map_.pk}/" alt="Where would' in page
    # Fourteen choices would fold into a list, which shows no pictures; a choice's words name it.
    assert page.count(f'media/{door.pk}/" alt=""') == 2
    assert page.count('type="radio"') == 14
    assert 'aria-label="Sound: Where would you go?"' in page
    assert "map.png" not in page
    answer = Client().get(f"/en/answer/{token}/media/{map_.pk}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content == picture()
    assert not answer.cookies
    part = Client().get(f"/en/answer/{token}/media/{map_.pk}/", headers={"range": "bytes=1-3"})
    assert (part.status_code, part.content) == (206, b"PNG")
    assert part["Content-Range"] == f"bytes 1-3/{len(picture())}"


def test_nobody_else_sees_them(cast, asked):  # noqa: F811
    one, token = asked
    file = one.version.media.first().pk
    other = collection_of(cast, SHOWN)
    _row, stranger = invited(cast, other)
    for wrong in (stranger, "x", token[:-1] + "!"):
        assert Client().get(f"/en/answer/{wrong}/media/{file}/").status_code == 404
    shown = reverse("questionnaire_shown", args=[one.version.questionnaire_id, 1, file])
    assert client_of(cast.coordinator).get(shown).status_code == 200
    assert client_of(cast.other_professional).get(shown).status_code == 404


def test_a_file_that_is_missing_is_said_while_trying_and_not_to_who_answers(cast, asked):  # noqa: F811
    one, token = asked
    one.version.media.filter(name="map.png").delete()
    tried = reverse("questionnaire_try", args=[one.version.questionnaire_id, 1])
    page = client_of(cast.coordinator).get(tried).content.decode()
    assert 'The file <bdi dir="ltr">map.png</bdi> is missing' in page
    page = begin(token).page
    assert "is missing" not in page
    assert 'alt="Where' not in page


@pytest.mark.parametrize(
    ("asked", "part"),
    [("", None), ("bytes=0-", (0, 9)), ("bytes=2-4", (2, 4)), ("bytes=-3", (7, 9)),
     ("bytes=5-99", (5, 9)), ("bytes=-99", (0, 9)), ("bytes=10-", None), ("bytes=4-2", None),
     ("bytes=-", None), ("bytes=0-1,3-4", None), ("bytes=-0", None), ("lines=1-2", None)],
)  # fmt: skip
def test_a_part_of_ten_bytes(asked, part):
    assert part_of(asked, 10) == part


def towns(required="yes"):
    """A picture beside a question whose choices stand in a file."""
    names = ["type", "name", "label", "required", "media::image"]
    asked = ["select_one_from_file towns.csv", "town", "Which town?", required, "map.png"]
    return {"survey": [names, asked]}


def test_a_list_that_did_not_come_along_is_named_until_it_does(cast):  # noqa: F811
    client, version = bring_in(cast.coordinator, towns())
    page = client.get(reverse("questionnaire", args=[version.questionnaire_id])).content.decode()
    assert "These files of choices are named and are not here" in page
    assert "towns.csv" in page
    address = reverse("questionnaire_media", args=[version.questionnaire_id, 1])
    file = SimpleUploadedFile("towns.csv", b"name,label\nx,X\n")
    page = client.post(address, {"media_files": [file]}).content.decode()
    assert "Bring the workbook again, together with this file" in page
    file.seek(0)
    bring_in(
        cast.coordinator, towns(), choice_files=[file],
        address=reverse("questionnaire_again", args=[version.questionnaire_id]),
    )  # fmt: skip
    page = client.get(reverse("questionnaire", args=[version.questionnaire_id])).content.decode()
    assert "These files of choices" not in page


@pytest.mark.parametrize(
    ("required", "content", "sent"),
    [
        ("yes", None, False),
        ("yes", "name,label\n", False),
        ("yes", "code,label\nx,X\n", False),
        ("yes", "name,label\nx,X\n", True),
        ("no", None, True),
        ("", None, True),
    ],
)
def test_a_demanded_choice_of_nothing_is_not_published(cast, required, content, sent):  # noqa: F811
    files = {} if content is None else {"towns.csv": content}
    version = version_of(cast.service, towns(required), state="draft", files=files)
    act = reverse("questionnaire_act", args=[version.questionnaire_id, 1, "publish"])
    page = client_of(cast.coordinator).post(act, follow=True).content.decode()
    version.refresh_from_db()
    assert (version.state == "published") is sent
    assert ("Nobody could send this questionnaire" in page) is not sent
