"""What is given to a cycle: words, pictures, voices, drawings; kept without what hides in them."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.research import queries
from communitylinkage.research.models import Cycle, Evidence, Picture
from communitylinkage.research.tests.cast import (
    a_community,
    at,
    begun,
    group,
    mentor,  # noqa: F401
    told_back,
)
from communitylinkage.surveys.answering.tests.cast import picture
from communitylinkage.surveys.answering.tests.test_uploads import SOUND, recording

pytestmark = pytest.mark.django_db(databases=["default", "locks"])


def test_from_a_question_to_the_first_piece(cast, mentor):  # noqa: F811
    community = a_community()
    assert "do not take part in a cycle yet" in mentor.get(at("research")).content.decode()
    told = {"title": "Interpreters", "question": "Who translates?", "community": community.pk}
    answer = mentor.post(at("research_new"), told, follow=True)
    assert "Nobody researches alone" in answer.content.decode()
    cycle = Cycle.objects.get()
    page = mentor.post(at("research_move", cycle.pk))
    assert 'role="alert"' in page.content.decode()
    mentor.post(at("research_join", cycle.pk), {"account": cast.coordinator.pk})
    assert cycle.researchers.count() == 1, "of another organisation without a programme"
    piece = {"kind": "text", "language": "ar", "text": "MARKED words", "uses": ["analysis"]}
    page = mentor.post(at("research_give", cycle.pk), piece).content.decode()
    [code] = re.findall(r"\d{5} \d{5} \d{5} \d{5}", page)
    assert queries.piece_of_slip(code) == Evidence.objects.get()
    assert "MARKED" not in mentor.get(at("research_evidence", cycle.pk)).content.decode()


def test_without_a_yes_to_the_first_use_nothing_is_kept_and_her_words_stay(cast, mentor):  # noqa: F811
    cycle = begun(cast.mentor, cast.community)
    piece = {"kind": "text", "language": "ar", "text": "MARKED words", "uses": ["quotation"]}
    page = mentor.post(at("research_give", cycle.pk), piece).content.decode()
    assert "Without her yes" in page
    assert "MARKED words" in page
    assert not Evidence.objects.exists()


def test_a_photograph_is_kept_without_what_a_telephone_hides_in_it(cast, mentor):  # noqa: F811
    cycle = begun(cast.mentor, cast.community)
    taken = picture()
    assert b"PLACEMARK" in taken
    piece = {
        "kind": "photograph", "language": "ar", "uses": ["analysis", "image"],
        "file": io.BytesIO(taken),
    }  # fmt: skip
    mentor.post(at("research_give", cycle.pk), piece)
    row = Evidence.objects.get()
    answer = mentor.post(at("research_file", cycle.pk, row.reference))
    assert answer["Content-Type"].startswith("image/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"PLACEMARK" not in answer.content


def test_a_voice_is_taken_out_without_its_tags_and_marked_as_one_whole(cast, mentor):  # noqa: F811
    made = group(cast)
    assert b"PLACEMARK" in recording()
    voice = {
        "kind": "voice", "language": "ar", "uses": ["analysis", "image"],
        "file": SimpleUploadedFile("Maria at home.mp3", recording()),
    }  # fmt: skip
    mentor.post(at("research_give", made.cycle.pk), voice)
    row = Evidence.objects.get(kind="voice")
    assert (row.units, row.uses) == (1, ["analysis"]), "a voice is no picture"
    answer = mentor.post(at("research_file", made.cycle.pk, row.reference))
    assert answer.content == SOUND
    assert answer["Content-Type"] == "audio/mpeg"
    assert answer["Content-Disposition"] == f'attachment; filename="{row.reference}.mp3"'
    page = mentor.post(at("research_piece", made.cycle.pk, row.reference)).content.decode()
    assert page.count('class="field card"') == 1
    assert "The whole file" in page
    word = made.word.pk
    told = {"mark": [f"0-{word}", f"1-{word}"], "through": "1"}
    mentor.post(at("research_mark", made.cycle.pk, row.reference), told)
    assert queries.held(made.cycle) == [(row.pk, 0, word)]


def test_minutes_are_words_and_have_no_file(cast, mentor):  # noqa: F811
    cycle = begun(cast.mentor, cast.community)
    give = at("research_give", cycle.pk)
    minutes = {"kind": "minutes", "language": "en", "uses": ["analysis"]}
    page = mentor.post(give, minutes).content.decode()
    assert "Please write the words." in page
    words = minutes | {"text": "Six of us met. Nobody is asked twice."}
    page = mentor.post(
        give, words | {"file": SimpleUploadedFile("x.mp3", recording())}
    ).content.decode()
    assert "Words and minutes have no file." in page
    assert "Six of us met." in page
    assert not Evidence.objects.exists()
    mentor.post(give, words)
    row = Evidence.objects.get()
    assert (row.kind, row.units) == ("minutes", 2)
    page = mentor.post(at("research_piece", cycle.pk, row.reference)).content.decode()
    assert "Six of us met." in page
    counted = mentor.post(at("research_overlaps", cycle.pk), {"one": "status", "other": "age"})
    assert "0 persons gave something" in counted.content.decode(), "minutes are nobody's"


def test_a_drawing_is_given_by_the_form_and_may_be_shown_where_she_agreed(cast, mentor):  # noqa: F811
    finding = told_back(begun(cast.mentor, cast.community), cast.mentor)
    cycle = finding.cycle
    drawing = {
        "kind": "drawing", "language": "ar", "uses": ["analysis", "publication", "image"],
        "file": SimpleUploadedFile("x.png", picture()),
    }  # fmt: skip
    mentor.post(at("research_give", cycle.pk), drawing)
    row = Evidence.objects.get()
    assert (row.kind, row.units) == ("drawing", 1)
    answer = mentor.post(at("research_file", cycle.pk, row.reference))
    assert answer["Content-Type"] == "image/png"
    assert b"PLACEMARK" not in answer.content
    told = {"piece": row.reference, "alt": "A counter", "language": "en"}
    mentor.post(at("research_picture", cycle.pk, finding.pk), told)
    assert Picture.objects.get().evidence == row


@pytest.mark.parametrize("sent", [b"", b"MZ not a picture", b"%PDF-1.4"])
def test_a_wrong_file_gets_a_message_and_nothing_is_kept(cast, mentor, sent):  # noqa: F811
    cycle = begun(cast.mentor, cast.community)
    piece = {
        "kind": "photograph", "language": "ar", "uses": ["analysis"], "file": io.BytesIO(sent),
    }  # fmt: skip
    assert 'class="error"' in mentor.post(at("research_give", cycle.pk), piece).content.decode()
    assert not Evidence.objects.exists()
