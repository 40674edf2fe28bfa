"""Findings told back: those concerned read them, answer, take back what they gave."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.research import actions, findings
from communitylinkage.research.models import (
    Answer,
    Cycle,
    Evidence,
    Finding,
    Picture,
)
from communitylinkage.research.rules.checking import mark_of
from communitylinkage.research.rules.uses import Use
from communitylinkage.research.tests.cast import (
    NOW,
    answered,
    at,
    begun,
    drawn,
    group,
    marked,
    mentor,  # noqa: F401
    shown,
    told_back,
)

pytestmark = pytest.mark.django_db(databases=["default", "locks"])


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
