"""The pages of procedures, as coordinators, mentors and strangers see them."""

import io
import json
import uuid

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from communitylinkage.people.tests.cast import NOW, cast, client_of  # noqa: F401
from communitylinkage.procedures import actions
from communitylinkage.procedures.graph.document import to_text
from communitylinkage.procedures.models import Comment, Meeting, Objection, Procedure, Version
from communitylinkage.procedures.queries import findings, mark_of, text_of
from communitylinkage.procedures.rules import State
from communitylinkage.procedures.tests.cast import a_draft, a_proposal, in_force, other_signer

pytestmark = pytest.mark.django_db
STEP = {
    "what": "Call her", "party": "service", "role": "professional", "unit": "hours", "count": "24",
    "fallback": "night", "way0-to": "helped", "way0-hours": "any",
}  # fmt: skip

# The version on whose page the button stood.
ONE = {"version": "1"}


def at(page, row, *more):
    with translation.override("en"):
        return reverse(page, args=[row.procedure_id, *more])


def text(client, address):
    return client.get(address).content.decode()


def test_an_empty_list_says_how_to_begin(cast):  # noqa: F811
    assert "None yet. Start from one of ours" in text(
        client_of(cast.coordinator), reverse("procedures")
    )
    assert "Your coordinator can start one" in text(client_of(cast.mentor), reverse("procedures"))


def test_a_coordinator_starts_from_one_of_ours(cast):  # noqa: F811
    client = client_of(cast.coordinator)
    assert "Going with her to court" in text(client, reverse("procedure_new"))
    page = client.post(reverse("procedure_new"), {"start": "emergency"}, follow=True)
    assert "make it your own" in page.content.decode()
    assert "A safe place out of hours" in text(client, reverse("procedures"))
    for wrong in ("", "x", "\x00"):
        assert client.post(reverse("procedure_new"), {"start": wrong}).status_code == 200
    assert Procedure.objects.count() == 1


def test_a_search_finds_a_title_in_any_language(cast):  # noqa: F811
    a_draft(cast)
    client = client_of(cast.coordinator)
    address = reverse("procedures")
    spanish = dict(Version.objects.get().value.title)["es"]
    assert "Signs seen" in client.get(address, {"q": spanish}).content.decode()
    assert "No title has these words" in client.get(address, {"q": "zz\x00"}).content.decode()


def test_the_page_shows_text_and_picture_of_the_same(cast):  # noqa: F811
    row = a_draft(cast)
    page = text(client_of(cast.mentor), at("procedure", row))
    assert "Find a quiet moment" in page
    assert '<svg class="procedure-picture" role="img"' in page
    assert page.count("<rect") == len(row.value.steps)
    assert "Change the agreement" not in page


def test_a_party_reads_and_a_stranger_finds_no_such_page(cast):  # noqa: F811
    row = in_force(cast)
    for page in ("procedure", "procedure_findings", "procedure_rehearsal", "procedure_trail",
                 "procedure_talk", "procedure_meetings"):  # fmt: skip
        assert client_of(cast.mentor).get(at(page, row)).status_code == 200
        assert client_of(cast.stranger).get(at(page, row)).status_code == 404
    assert client_of(cast.mentor).get(at("procedure_agreement", row)).status_code == 404
    assert client_of(cast.stranger).post(at("procedure_sign", row, 1)).status_code == 404


def test_the_agreement_names_parties_and_keeps_what_was_typed(cast):  # noqa: F811
    row = a_draft(cast, named=False)
    client, address = client_of(cast.coordinator), at("procedure_agreement", row)
    given = {"title": "Ours", "languages": ["ur"], "may_share": ["need"], "never": ["children"],
             "review_months": "6", "party_service": str(cast.service.pk)}  # fmt: skip
    wrong = [
        ("title", ""), ("title", "\u202eabc"), ("title", "x" * 10_000), ("languages", []),
        ("languages", ["xx"]), ("review_months", "0"), ("may_share", ["passport"]),
        ("party_service", str(uuid.uuid4())),
    ]  # fmt: skip
    for field, value in wrong:
        page = client.post(address, given | {field: value})
        assert page.status_code == 200
        assert b"Something is missing or not right" in page.content, (field, value)
    assert client.post(address, given).status_code == 302
    value = Version.objects.get().value
    assert (dict(value.title)["en"], value.languages, value.review_months) == ("Ours", ("ur",), 6)
    assert [one.organisation for one in row.parties.all()] == [cast.service]


def test_a_step_is_added_changed_and_dropped(cast):  # noqa: F811
    row, client = a_draft(cast), client_of(cast.coordinator)
    assert client.get(at("procedure_step_new", row)).status_code == 200
    assert client.post(at("procedure_step_new", row), STEP).status_code == 302
    row.refresh_from_db()
    step = row.value.step("step-1")
    assert dict(step.what) == {"en": "Call her"}
    assert (step.clock.count, step.fallback, step.next[0].to) == (24, "night", "helped")
    address = at("procedure_step", row, "step-1")
    client.post(address, STEP | {"way0-urgency": ["24 hours"], "way1-to": "night",
                                 "way1-other": "on", "way1-hours": "any"})  # fmt: skip
    row.refresh_from_db()
    assert [branch.when is None for branch in row.value.step("step-1").next] == [False, True]
    assert b"Yes, drop it" in client.get(at("procedure_step_drop", row, "step-1")).content
    client.post(at("procedure_step_drop", row, "step-1"))
    row.refresh_from_db()
    assert row.value.step("step-1") is None


WRONG = [
    ("what", ""), ("what", "x" * 10_000), ("what", "a\x00"), ("what", "\u202eabc"),
    ("party", "nobody"), ("role", "queen"), ("unit", "years"), ("count", ""), ("count", "0"),
    ("count", "999"), ("count", "x"), ("shares", ["passport"]), ("fallback", "gone"),
    ("languages", ["zz"]), ("way0-to", "gone"), ("way0-hours", "x"), ("way0-papers", ["x"]),
]  # fmt: skip


def test_a_wrong_step_is_said_and_nothing_is_kept(cast):  # noqa: F811
    row, client = a_draft(cast), client_of(cast.coordinator)
    for field, value in WRONG:
        page = client.post(at("procedure_step", row, "notice"), STEP | {field: value})
        assert page.status_code == 200, (field, value)
        assert b'class="error"' in page.content, (field, value)
    before = row.graph
    row.refresh_from_db()
    assert row.graph == before


def test_the_words_of_a_step_in_other_languages_stay(cast):  # noqa: F811
    row = a_draft(cast)
    arabic = dict(row.value.step("notice").what)["ar"]
    client_of(cast.coordinator).post(at("procedure_step", row, "notice"), STEP)
    row.refresh_from_db()
    assert dict(row.value.step("notice").what)["ar"] == arabic


def test_a_finding_is_mended_with_one_button(cast):  # noqa: F811
    row, client = a_draft(cast), client_of(cast.coordinator)
    page = text(client, at("procedure_findings", row))
    assert "The smallest change that mends it" in page
    assert "Nobody is there" in page
    mark = mark_of(row.value, findings(row, NOW)[0])
    answer = client.post(at("procedure_mend", row, 0), {"mark": mark}, follow=True)
    assert b"It is mended" in answer.content
    answer = client.post(at("procedure_mend", row, 999), {"mark": "x"}, follow=True)
    assert b"cannot be done" in answer.content


def test_a_friday_night_is_played(cast):  # noqa: F811
    row, client = a_draft(cast), client_of(cast.mentor)
    case = {"day": "4", "hour": "23", "language": "ur", "urgency": "24 hours",
            "children": "with children", "papers": "none", "place": "here"}  # fmt: skip
    page = client.get(at("procedure_rehearsal", row), case).content.decode()
    assert "Fri 23:00" in page
    assert "It stops here: nobody is there" in page
    for field in case:
        wrong = client.get(at("procedure_rehearsal", row), case | {field: "\x00x"})
        assert b"Something is missing or not right" in wrong.content, field


def test_a_mentor_comments_in_her_language_and_objects(cast):  # noqa: F811
    row = a_proposal(cast)
    address = at("procedure_talk", row).replace("/en/", "/ar/")
    said = {"kind": "comment", "step": "notice", "text": "هذا بطيء"}
    assert client_of(cast.mentor).post(address, said).status_code == 302
    assert Comment.objects.get().language == "ar"
    assert Comment.objects.get().organisation == cast.community
    client_of(cast.mentor).post(address, said | {"kind": "objection"})
    client = client_of(cast.coordinator)
    assert "Nobody can sign before" in text(client, at("procedure_talk", row))
    answer = at("procedure_answer", row, Objection.objects.get().pk)
    assert client_of(cast.mentor).get(answer).status_code == 404
    assert client.post(answer, {"text": ""}).status_code == 200
    client.post(answer, {"text": "24 hours now"})
    assert "24 hours now" in text(client_of(cast.mentor), at("procedure_talk", row))
    for wrong in ({"text": ""}, {"text": "\x00"}, {"text": "x" * 10_000}, {"kind": "x"},
                  {"step": "gone"}):  # fmt: skip
        page = client_of(cast.mentor).post(at("procedure_talk", row), said | wrong)
        assert b"Something is missing or not right" in page.content, wrong


def test_what_is_said_is_shown_as_text_not_as_markup(cast):  # noqa: F811
    row = a_draft(cast)
    said = {"kind": "comment", "step": "", "text": "<script>alert(1)</script>"}
    client_of(cast.mentor).post(at("procedure_talk", row), said)
    assert "<script>alert" not in text(client_of(cast.mentor), at("procedure_talk", row))


def test_minutes_are_kept_by_who_keeps_the_procedure(cast):  # noqa: F811
    row = a_draft(cast)
    said = {"held_on": "2026-11-20", "minutes": "Both agreed on 24 hours."}
    assert client_of(cast.mentor).post(at("procedure_meetings", row), said).status_code == 404
    client_of(cast.coordinator).post(at("procedure_meetings", row), said)
    assert "Both agreed" in text(client_of(cast.mentor), at("procedure_meetings", row))
    wrong = client_of(cast.coordinator).post(at("procedure_meetings", row), said | {"held_on": "x"})
    assert wrong.status_code == 200
    assert Meeting.objects.count() == 1


def test_two_organisations_sign_and_it_enters_into_force(cast):  # noqa: F811
    row, client = a_draft(cast), client_of(cast.coordinator)
    community = client_of(other_signer(cast))
    client.post(at("procedure_act", row, "propose"), ONE)
    assert "You should know this before you sign" in text(client, at("procedure_sign", row, 1))
    read, address = {"text": text_of(row)}, at("procedure_sign", row, 1)
    ours = read | {"organisation": str(cast.service.pk)}
    theirs = read | {"organisation": str(cast.community.pk)}
    assert b"It is done" in client.post(address, ours, follow=True).content
    assert client_of(cast.lead).post(address, read).status_code == 404
    community.post(address, theirs)
    row.refresh_from_db()
    assert row.state == State.SIGNED
    assert community.post(at("procedure_act", row, "enter"), ONE).status_code == 404
    client.post(at("procedure_act", row, "enter"), ONE)
    assert "To be looked at again on" in text(client, at("procedure", row))
    community.post(at("procedure_unsign", row, 1), theirs)
    assert "Suspended" in text(client, at("procedure", row))


def test_an_act_out_of_turn_is_refused_in_words(cast):  # noqa: F811
    row, client = a_draft(cast), client_of(cast.coordinator)
    page = client.post(at("procedure_act", row, "enter"), ONE, follow=True)
    assert b"This cannot be done in this state" in page.content
    assert client.post(at("procedure_act", row, "complete"), ONE).status_code == 404
    assert client.post(at("procedure_sign", row, 1), follow=True).status_code == 200
    assert client.get(at("procedure", row) + "?why=x&said=x").status_code == 200


def test_a_new_version_stands_beside_the_old_one(cast):  # noqa: F811
    row, client = in_force(cast), client_of(cast.coordinator)
    client.post(at("procedure_again", row))
    client.post(at("procedure_step", row, "notice"), STEP)
    page = text(client, at("procedure_compare", row, 1, 2))
    assert "Find a quiet moment" in page
    assert "Call her" in page
    assert client.get(at("procedure_compare", row, 1, 9)).status_code == 404


def test_others_take_over_what_is_offered_with_its_trail(cast):  # noqa: F811
    row = in_force(cast)
    stranger = client_of(cast.stranger)
    assert stranger.get(at("procedure_take_over", row)).status_code == 404
    client_of(cast.coordinator).post(at("procedure_offer", row), ONE)
    assert "Offered by others" in text(stranger, reverse("procedures"))
    assert "Find a quiet moment" in text(stranger, at("procedure_take_over", row))
    assert stranger.get(at("procedure", row)).status_code == 404
    stranger.post(at("procedure_take_over", row))
    new = Version.objects.get(procedure__organisation=cast.other)
    stranger.post(at("procedure_step", new, "notice"), STEP)
    page = text(stranger, at("procedure_trail", new))
    assert "Taken over from: Service" in page
    assert "Call her" in page


def test_the_page_for_the_wall_leads_to_its_pdf(cast):  # noqa: F811
    row, client = in_force(cast), client_of(cast.mentor)
    page = text(client, at("procedure_wall", row, 1))
    assert f'href="{at("procedure_pdf", row, 1)}"' in page
    assert "112" in page
    arabic = text(client, at("procedure_wall", row, 1).replace("/en/", "/ar/"))
    assert 'dir="rtl"' in arabic
    assert dict(row.value.steps[0].what)["ar"] in arabic


@pytest.mark.parametrize(("language", "side"), [("en", "/L2R"), ("es", "/L2R"), ("ar", "/R2L")])
def test_the_pdf_for_the_wall_is_in_the_language_of_the_address(cast, language, side):  # noqa: F811
    row, client = in_force(cast), client_of(cast.mentor)
    made = client.get(at("procedure_pdf", row, 1).replace("/en/", f"/{language}/"))
    assert made["Content-Type"] == "application/pdf"
    file = pikepdf.open(io.BytesIO(made.content))
    assert str(file.Root.Lang) == language
    assert str(file.docinfo["/Title"]) == dict(row.value.title)[language]
    assert file.Root.ViewerPreferences.Direction == side
    assert "/StructTreeRoot" in file.Root


def test_a_file_goes_out_and_comes_in_after_a_look(cast):  # noqa: F811
    row, client = a_draft(cast), client_of(cast.coordinator)
    sent = client.get(at("procedure_file", row, 1)).content
    assert json.loads(sent)["format"] == "communitylinkage.procedure"
    page = client.post(
        reverse("procedure_bring"), {"file": SimpleUploadedFile("p.json", sent)}
    ).content.decode()
    assert "Nothing is kept yet" in page
    assert Procedure.objects.count() == 1
    client.post(reverse("procedure_bring"), {"text": to_text(row.value), "yes": "1"})
    assert Procedure.objects.count() == 2
    assert Version.objects.exclude(pk=row.pk).get().value == row.value


@pytest.mark.parametrize("content", [b"", b"\x00", b"[]", b"{}", b"x" * 1_100_000, b"[" * 90_000])
def test_a_file_that_is_no_procedure_is_refused_in_words(cast, content):  # noqa: F811
    page = client_of(cast.coordinator).post(
        reverse("procedure_bring"), {"file": SimpleUploadedFile("p.json", content)}
    )
    assert page.status_code == 200
    assert b'class="error"' in page.content
    assert not Procedure.objects.exists()


def test_a_draft_without_anything_has_its_pages_too(cast):  # noqa: F811
    empty = actions.Graph()
    row = actions.begin(organisation=cast.service.pk, graph=empty, by=cast.coordinator.pk, now=NOW)
    for page in ("procedure", "procedure_findings", "procedure_rehearsal", "procedure_step_new"):
        assert client_of(cast.coordinator).get(at(page, row)).status_code == 200
    assert client_of(cast.coordinator).get(at("procedure_wall", row, 1)).status_code == 200
    assert client_of(cast.coordinator).get(at("procedure_pdf", row, 1)).status_code == 200
    mends = client_of(cast.coordinator).post(
        at("procedure_mend", row, 0),
        {"mark": mark_of(row.value, findings(row, NOW)[0])},
        follow=True,
    )
    assert b"It is mended" in mends.content
