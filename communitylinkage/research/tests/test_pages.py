"""The pages: a mentor researches with a colleague; those concerned answer and take back."""

import csv
import io
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from communitylinkage.people.tests.cast import cast, client_of, member  # noqa: F401
from communitylinkage.research import actions, coding, findings, queries
from communitylinkage.research.models import (
    Answer,
    Cycle,
    Evidence,
    Finding,
    Picture,
    Settled,
)
from communitylinkage.research.rules.checking import mark_of
from communitylinkage.research.rules.uses import Use
from communitylinkage.research.tests.cast import (
    NOW,
    a_community,
    answered,
    begun,
    coded,
    drawn,
    given,
    group,
    marked,
    shown,
    told_back,
)
from communitylinkage.surveys.answering.tests.cast import picture
from communitylinkage.surveys.answering.tests.test_uploads import SOUND, recording
from communitylinkage.vault.models import Record

pytestmark = pytest.mark.django_db(databases=["default", "locks"])


@pytest.fixture
def mentor(cast):  # noqa: F811
    return client_of(cast.mentor, opens=True)


def at(name, *arguments):
    return reverse(name, args=arguments)


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


def test_a_picture_stands_in_a_finding_while_its_giver_agrees(cast, mentor):  # noqa: F811
    cycle = begun(cast.mentor, cast.community)
    finding, piece = told_back(cycle, cast.mentor), drawn(cycle, cast.mentor)
    kept = drawn(cycle, cast.mentor, uses=(Use.ANALYSIS, Use.IMAGE))
    address = at("research_picture", cycle.pk, finding.pk)
    asked = mentor.get(address).content.decode()
    assert piece.reference in asked
    assert kept.reference not in asked, "not for everybody"
    said = {"piece": piece.reference, "alt": "", "language": "en"}
    assert "Please fill this in" in mentor.post(address, said).content.decode()
    forged = mentor.post(address, said | {"alt": "A counter", "piece": kept.reference})
    assert "none of the answers" in forged.content.decode()
    mentor.post(address, said | {"alt": "A counter without a chair"})
    row = Picture.objects.get()
    seen = at("research_picture_seen", cycle.pk, finding.pk, row.pk)
    assert seen in mentor.get(at("research_finding", cycle.pk, finding.pk)).content.decode()
    public = at("told_picture", row.pk)
    told = Client().get(at("told_back_to", cycle.community_id)).content.decode()
    assert public in told
    assert "A counter without a chair" in told
    answer = Client().get(public)
    assert answer["Content-Type"] == "image/jpeg"
    assert b"PLACEMARK" not in answer.content
    assert b"Exif" not in answer.content
    # She takes back one use, and it is gone from the page; what else she gave stays.
    assert actions.take_back(evidence=piece, gone=["image"], by=None, now=NOW) == (
        Use.ANALYSIS, Use.PUBLICATION,
    )  # fmt: skip
    assert Client().get(public).status_code == 404
    assert mentor.get(seen).status_code == 404
    finding.refresh_from_db()
    assert finding.look_again
    assert Client().get(at("told_back_to", cycle.community_id)).status_code == 404


def test_the_group_takes_a_picture_out_and_nobody_sees_one_of_a_hidden_finding(cast, mentor):  # noqa: F811
    cycle = begun(cast.mentor, cast.community)
    finding = told_back(cycle, cast.mentor)
    row = shown(finding, cast.mentor)
    findings.hide(finding=finding, by=cast.mentor.pk, now=NOW)
    assert Client().get(at("told_picture", row.pk)).status_code == 404
    mentor.post(at("research_picture_seen", cycle.pk, finding.pk, row.pk))
    assert not Picture.objects.exists()


@pytest.mark.parametrize("sent", [b"", b"MZ not a picture", b"%PDF-1.4"])
def test_a_wrong_file_gets_a_message_and_nothing_is_kept(cast, mentor, sent):  # noqa: F811
    cycle = begun(cast.mentor, cast.community)
    piece = {
        "kind": "photograph", "language": "ar", "uses": ["analysis"], "file": io.BytesIO(sent),
    }  # fmt: skip
    assert 'class="error"' in mentor.post(at("research_give", cycle.pk), piece).content.decode()
    assert not Evidence.objects.exists()


def test_opening_marking_and_settling(cast, mentor):  # noqa: F811
    made = group(cast)
    address = at("research_piece", made.cycle.pk, made.piece.reference)
    assert "Nobody spoke" not in mentor.get(address).content.decode()
    page = mentor.post(address).content.decode()
    assert "Nobody spoke my language." in page
    address = at("research_mark", made.cycle.pk, made.piece.reference)
    for forged in ("x", "1-²", "1-2-3"):
        assert mentor.post(address, {"mark": [forged]}).status_code == 404
    mentor.post(address, {"mark": [f"1-{made.word.pk}", "9-9"], "through": "1"})
    marked(made.piece, cast.professional, [])
    page = mentor.get(at("research_agreement", made.cycle.pk)).content.decode()
    assert "nobody translates" in page
    assert "2 of 3" in page
    settled = {
        "reference": made.piece.reference, "unit": 1, "code": made.word.pk, "holds": "yes",
        "why": "She says so.",
    }  # fmt: skip
    mentor.post(at("research_agreement", made.cycle.pk), settled)
    assert queries.held(made.cycle) == [(made.piece.pk, 1, made.word.pk)]
    page = mentor.get(at("research_agreement", made.cycle.pk)).content.decode()
    assert "1 sentence is settled." in page


def test_what_was_taken_back_while_its_agreement_page_stood_open_is_not_settled(cast, mentor):  # noqa: F811
    made = group(cast)
    marked(made.piece, cast.mentor, [(1, made.word.pk)])
    marked(made.piece, cast.professional, [])
    address = at("research_agreement", made.cycle.pk)
    assert "This is what we say together" in mentor.get(address).content.decode()
    actions.take_back(evidence=made.piece, gone=[Use.ANALYSIS], by=None, now=NOW)
    typed = {"reference": made.piece.reference, "unit": 1, "code": made.word.pk, "holds": "yes",
             "why": "MARKED what we said of her"}  # fmt: skip
    page = mentor.post(address, typed).content.decode()
    assert "does not open any more" in page
    assert "MARKED" not in page
    assert not Settled.objects.exists()
    assert queries.held(made.cycle) == []


def test_a_forged_sentence_is_not_settled(cast, mentor):  # noqa: F811
    made = group(cast)
    typed = {"reference": made.piece.reference, "unit": made.piece.units, "code": made.word.pk,
             "holds": "yes", "why": "x"}  # fmt: skip
    assert mentor.post(at("research_agreement", made.cycle.pk), typed).status_code == 404
    assert not Settled.objects.exists()


def test_who_signed_in_without_her_key_is_asked_to_sign_in_again(cast):  # noqa: F811
    made = group(cast)
    keyless = client_of(cast.mentor)
    address = at("research_piece", made.cycle.pk, made.piece.reference)
    page = keyless.post(address).content.decode()
    assert "sign in again" in page
    assert "Nobody spoke" not in page


def test_the_original_with_its_marking_and_the_translation_stand_on_one_page(cast, mentor):  # noqa: F811
    made = group(cast)
    address = at("research_piece", made.cycle.pk, made.piece.reference)
    translating = at("research_translate", made.cycle.pk, made.piece.reference)
    mentor.post(translating, {"language": "ar", "text": "MARKED أول"})
    kept = Record.objects.count()
    page = mentor.post(address, {"language": "ar"}).content.decode()
    assert "Nobody spoke my language." in page
    assert f'name="mark" value="1-{made.word.pk}"' in page
    assert '<div class="card" lang="ar" dir="auto"><p>MARKED أول</p></div>' in page
    assert page.index("Keep what I marked") < page.index("MARKED أول")
    assert "MARKED أول" not in mentor.post(address).content.decode()
    mentor.post(translating, {"language": "ar", "text": "MARKED ثان"})
    mentor.post(translating, {"language": "es", "text": "MARKED tercero"})
    page = mentor.post(address, {"language": "ar"}).content.decode()
    assert "MARKED ثان" in page
    assert "MARKED أول" not in page
    assert "MARKED tercero" not in page
    assert Record.objects.count() == kept + 1, "the older one of a language is erased"


@pytest.mark.parametrize("who", ["coordinator", "stranger"])
def test_who_does_not_research_here_gets_neither_original_nor_translation(cast, mentor, who):  # noqa: F811
    made = group(cast)
    told = {"language": "ar", "text": "MARKED ترجمة"}
    mentor.post(at("research_translate", made.cycle.pk, made.piece.reference), told)
    client = client_of(getattr(cast, who), opens=True)
    for sent in ({}, {"language": "ar"}):
        answer = client.post(at("research_piece", made.cycle.pk, made.piece.reference), sent)
        assert answer.status_code == 404
        assert "MARKED" not in answer.content.decode()


def test_words_by_theme_stand_in_their_context_and_go_out_as_a_file(cast, mentor):  # noqa: F811
    made = group(cast)
    marked(made.piece, cast.mentor, [(1, made.word.pk)])
    address = at("research_quotes", made.cycle.pk)
    assert "Nobody spoke" not in mentor.get(address).content.decode()
    page = mentor.post(address).content.decode()
    assert "<strong>Nobody spoke my language.</strong>" in page
    assert "MARKED I called." in page
    table = mentor.post(address, {"file": "csv"}).content.decode()
    assert "Nobody spoke my language.,language,nobody translates,mentor" in table


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_files_have_the_same_headings_in_every_language(cast, mentor, language):  # noqa: F811
    made = group(cast)
    coding.keep_code(
        cycle=made.cycle, code=made.word, name="nobody translates", theme="language",
        meaning="She is not understood.", by=cast.mentor.pk, now=NOW,
    )  # fmt: skip
    coded(made.cycle, "a relative translates", "language", cast.mentor)
    marked(made.piece, cast.mentor, [(1, made.word.pk)])
    with translation.override(language):
        quotes, codes = at("research_quotes", made.cycle.pk), at("research_codes", made.cycle.pk)
    assert quotes.startswith(f"/{language}/")
    assert f"{codes}?as=csv" in mentor.get(codes).content.decode()
    assert f"{codes}?as=csv" in mentor.get(quotes).content.decode()
    assert _lines(mentor.post(quotes, {"file": "csv"})) == [{
        "piece": made.piece.reference, "language": "en", "sentence": "2",
        "words": "Nobody spoke my language.", "theme": "language", "code": "nobody translates",
        "coder": "mentor",
    }]  # fmt: skip
    assert _lines(mentor.get(f"{codes}?as=csv")) == [
        {"tag": "a relative translates", "description": "language"},
        {"tag": "nobody translates", "description": "language: She is not understood."},
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_tables_have_the_headings_for_which_nvivo_and_maxqda_ask(cast, mentor, language):  # noqa: F811
    made = group(cast)
    coding.keep_code(
        cycle=made.cycle, code=made.word, name="nobody > translates", theme="a\\b",
        meaning="=She is not understood.", by=cast.mentor.pk, now=NOW,
    )  # fmt: skip
    piece, _code = given(made.cycle, cast.mentor, text="=1+1, he wrote. I went.")
    marked(piece, cast.mentor, [(0, made.word.pk)])
    with translation.override(language):
        quotes, codes = at("research_quotes", made.cycle.pk), at("research_codes", made.cycle.pk)
    assert f"{codes}?as=xlsx" in mentor.get(quotes).content.decode()
    assert _cells(mentor.get(f"{codes}?as=xlsx"), "codebook.xlsx") == [
        ("Code", "Memo"), ("a/b\\nobody › translates", "=She is not understood."),
    ]  # fmt: skip
    assert _cells(mentor.post(quotes, {"file": "xlsx"}), "coded.xlsx") == [
        ("piece", "language", "sentence", "words", "theme", "code", "coder"),
        (piece.reference, "en", 1, "=1+1, he wrote.", "a\\b", "nobody > translates", "mentor"),
    ]


def _cells(answer, name):
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    [sheet] = load_workbook(io.BytesIO(answer.content)).worksheets
    assert not any(cell.data_type == "f" for row in sheet for cell in row)
    return list(sheet.iter_rows(values_only=True))


def _lines(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def overlaps_of(mentor, cast, both, only_one, only_other):  # noqa: F811
    """The page: of each group how many there are, and how many spoke of fear."""
    cycle = begun(cast.mentor, cast.community)
    word = coded(cycle, "fear of papers", "papers", cast.mentor)
    for (many, spoke), situations in (
        (both, {"status": "none", "children": "yes"}),
        (only_one, {"status": "none", "children": "no"}),
        (only_other, {"status": "papers", "children": "yes"}),
        ((2, 2), {"status": "waiting", "children": "yes"}),
    ):
        for number in range(many):
            row, _code = given(
                cycle, cast.mentor, text="Words.", giver=f"{situations}{number}",
                situations=situations,
            )  # fmt: skip
            if number < spoke:
                marked(row, cast.mentor, [(0, word.pk)])
    told = {"one": "status", "other": "children"}
    return cycle, mentor.post(at("research_overlaps", cycle.pk), told).content.decode()


SHOWS = "clearly more of those with both “has no papers” and “has children” spoke of it"


def test_what_shows_only_in_the_overlap_is_said_without_shares(cast, mentor):  # noqa: F811
    _cycle, page = overlaps_of(mentor, cast, (9, 9), (9, 1), (9, 0))
    assert "29 persons gave something" in page
    assert SHOWS in page
    assert not re.search(r"\d\s*%", page)
    assert "hidden" in page


def test_one_of_seven_is_told_by_nothing_on_the_page(cast, mentor):  # noqa: F811
    cycle, page = overlaps_of(mentor, cast, (7, 7), (7, 1), (7, 0))
    assert not re.search(r"\d\s*%", page)
    assert SHOWS not in page
    assert "Nothing that stands on enough persons." in page
    assert "hidden" in page
    same = mentor.post(at("research_overlaps", cycle.pk), {"one": "age", "other": "age"})
    assert "Choose two different ones." in same.content.decode()


def test_from_a_finding_to_what_the_community_reads(cast, mentor):  # noqa: F811
    made = group(cast)
    marked(made.piece, cast.mentor, [(1, made.word.pk)])
    told = {"language": "en", "theme": "language", "text": "Nobody translates.", "did": "A rota."}
    mentor.post(at("research_finding_new", made.cycle.pk), told)
    row = Finding.objects.get()
    address = at("research_finding", made.cycle.pk, row.pk)
    page = mentor.post(address, {"offer": "1"}).content.decode()
    assert "Nobody spoke my language." in page
    mentor.post(at("research_quote", made.cycle.pk, row.pk), {"quote": f"{made.piece.reference}.1"})
    assert row.quotes.get().words == "Nobody spoke my language."
    mentor.post(at("research_ask", made.cycle.pk))
    door = at("research_door", Cycle.objects.get().door)
    anybody = Client(enforce_csrf_checks=True)
    assert "Nobody translates." in anybody.get(door).content.decode()
    told = {"number": uuid4(), "finding": row.pk, "shown": mark_of("Nobody translates."),
            "said": "no", "words": "MARKED not so"}  # fmt: skip
    anybody.post(door, told)
    anybody.post(door, told)
    assert Answer.objects.get().said == "no"
    assert not anybody.cookies
    page = mentor.post(address).content.decode()
    assert "MARKED not so" in page
    public = at("told_back_to", made.cycle.community_id)
    assert anybody.get(public).status_code == 404
    page = mentor.get(at("research_publish", made.cycle.pk, row.pk)).content.decode()
    assert "Not even half" in page
    mentor.post(at("research_publish", made.cycle.pk, row.pk))
    page = anybody.get(public).content.decode()
    assert "A rota." in page
    assert "Nobody spoke my language." in page
    assert made.cycle.community.name in anybody.get(at("told_back")).content.decode()
    mentor.post(at("research_ask", made.cycle.pk), {"stop": "1"})
    assert anybody.get(door).status_code == 404


def test_an_answer_without_a_choice_is_asked_again_and_her_words_stay(cast):  # noqa: F811
    made = group(cast)
    row = findings.write(
        cycle=made.cycle, finding=None, theme="", language="en", text="T", did="", changed="",
        by=cast.mentor.pk, now=NOW,
    )  # fmt: skip
    door = at("research_door", findings.ask(cycle=made.cycle, by=cast.mentor.pk, now=NOW))
    page = (
        Client()
        .post(door, {"number": uuid4(), "finding": row.pk, "words": "my words"})
        .content.decode()
    )
    assert "my words" in page
    assert not Answer.objects.exists()


def _sent(page, finding):
    """The hidden fields of a finding's form at the door."""
    [form] = [one for one in page.split("<form")[1:] if f'value="{finding.pk}"' in one]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


def test_an_answer_to_words_that_were_written_anew_meanwhile_is_asked_again(cast):  # noqa: F811
    made = group(cast)
    row = told_back(made.cycle, cast.mentor)
    door = at("research_door", findings.ask(cycle=made.cycle, by=cast.mentor.pk, now=NOW))
    anybody = Client(enforce_csrf_checks=True)
    sent = _sent(anybody.get(door).content.decode(), row) | {"said": "yes", "words": "my words"}

    def written(language, text):
        findings.write(
            cycle=made.cycle, finding=row, theme="", language=language, text=text, did="",
            changed="", by=cast.mentor.pk, now=NOW,
        )  # fmt: skip
        findings.publish(finding=row, by=cast.mentor.pk, now=NOW)

    written("en", "MARKED Somebody always translates.")
    page = anybody.post(door, sent).content.decode()
    assert "were changed while you read" in page
    assert "MARKED Somebody always translates." in page
    assert "my words" in page
    assert not re.search(r"<input[^>]*checked", page), "she chose for other words"
    assert not Answer.objects.exists()
    again = _sent(page, row) | {"said": "no", "words": "my words"}
    assert again["number"] == sent["number"]
    # Words in one language more leave those that she read as they are.
    written("es", "Siempre traduce alguien.")
    for _time in range(2):
        assert anybody.post(door, again).status_code == 302
    assert Answer.objects.get().said == "no"


def test_an_answer_that_does_not_say_to_which_words_it_was_given_is_asked_again(cast):  # noqa: F811
    made = group(cast)
    row = told_back(made.cycle, cast.mentor)
    door = at("research_door", findings.ask(cycle=made.cycle, by=cast.mentor.pk, now=NOW))
    page = Client().post(door, {"number": uuid4(), "finding": row.pk, "said": "yes"})
    assert "were changed while you read" in page.content.decode()
    assert not Answer.objects.exists()


def test_nobody_is_asked_about_what_the_group_looks_at_again(cast):  # noqa: F811
    made = group(cast)
    row = told_back(made.cycle, cast.mentor)
    door = at("research_door", findings.ask(cycle=made.cycle, by=cast.mentor.pk, now=NOW))
    assert "Nobody translates." in Client().get(door).content.decode()
    actions.take_back(evidence=made.piece, gone=["analysis"], by=None, now=NOW)
    assert "Nobody translates." not in Client().get(door).content.decode()
    told = {"number": uuid4(), "finding": row.pk, "shown": mark_of("Nobody translates."),
            "said": "yes", "words": ""}  # fmt: skip
    Client().post(door, told)
    assert not Answer.objects.exists()


def test_other_words_for_an_answered_finding_are_refused_and_stay_typed(cast, mentor):  # noqa: F811
    row = told_back(begun(cast.mentor, cast.community), cast.mentor)
    answered(row)
    told = {"language": "en", "theme": "", "text": "MARKED other words"}
    page = mentor.post(at("research_finding_edit", row.cycle.pk, row.pk), told).content.decode()
    assert "write a new finding" in page
    assert "MARKED other words" in page
    assert row.texts.get().text == "Nobody translates."


def test_she_takes_back_with_her_slip_alone(cast):  # noqa: F811
    made = group(cast)
    anybody = Client(enforce_csrf_checks=True)
    wrong = anybody.post(at("take_back"), {"code": "1"}).content.decode()
    assert "no such number" in wrong
    page = anybody.post(at("take_back"), {"code": made.slip}).content.decode()
    assert "Repeat her words" in page
    assert "Nobody spoke" not in page
    nothing = {"code": made.slip, "back": "1"}
    page = anybody.post(at("take_back"), nothing).content.decode()
    assert "Choose what is taken back." in page
    page = anybody.post(at("take_back"), nothing | {"use": "analysis"}).content.decode()
    assert "Nobody can open it." in page
    assert Evidence.objects.get().uses == []
    assert not anybody.cookies


def test_who_does_not_take_part_finds_no_cycle(cast):  # noqa: F811
    made = group(cast)
    for account in (cast.coordinator, cast.stranger):
        client = client_of(account, opens=True)
        assert client.get(at("research_cycle", made.cycle.pk)).status_code == 404
        piece = at("research_piece", made.cycle.pk, made.piece.reference)
        assert client.post(piece).status_code == 404


def test_home_says_that_something_was_taken_back(cast, mentor):  # noqa: F811
    made = group(cast)
    row = findings.write(
        cycle=made.cycle, finding=None, theme="language", language="en", text="T", did="",
        changed="", by=cast.mentor.pk, now=NOW,
    )  # fmt: skip
    marked(made.piece, cast.mentor, [(0, made.word.pk)])
    mentor.post(
        at("research_piece_back", made.cycle.pk, made.piece.reference), {"use": [Use.ANALYSIS]}
    )
    row.refresh_from_db()
    assert row.look_again
    assert "was taken back" in mentor.get(at("people:home")).content.decode()
    page = mentor.get(at("research_finding", made.cycle.pk, row.pk)).content.decode()
    assert "kept it anew" in page
    told = {"language": "en", "theme": "language", "text": "T"}
    mentor.post(at("research_finding_edit", made.cycle.pk, row.pk), told)
    assert "was taken back" not in mentor.get(at("people:home")).content.decode()


def test_a_code_is_worded_anew_and_a_second_of_the_name_refused(cast, mentor):  # noqa: F811
    made = group(cast)
    coded(made.cycle, "second", "language", cast.mentor)
    told = {"name": "second", "theme": "x"}
    page = mentor.post(at("research_code", made.cycle.pk, made.word.pk), told).content.decode()
    assert "a code of this name already" in page
    mentor.post(at("research_code", made.cycle.pk, made.word.pk), told | {"name": "third"})
    made.word.refresh_from_db()
    assert made.word.name == "third"


def test_who_shares_a_programme_or_an_organisation_can_be_added(cast, mentor):  # noqa: F811
    colleague = member("colleague", "mentor", cast.community)
    cycle = begun(cast.mentor, cast.community)
    told = {"account": str(colleague.pk)}
    page = mentor.post(at("research_join", cycle.pk), told, follow=True).content.decode()
    assert "with the same rights" in page
    assert cycle.researchers.count() == 2
    hers = cycle.researchers.get(account=colleague)
    page = mentor.get(at("research_leave", cycle.pk, hers.pk)).content.decode()
    assert "opens nothing of this cycle any more" in page
    mentor.post(at("research_leave", cycle.pk, hers.pk))
    assert [one.account for one in queries.researchers(cycle)] == [cast.mentor]
    hers.refresh_from_db()
    assert hers.until is not None, "that she researched stays counted"
