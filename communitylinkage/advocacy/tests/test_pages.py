"""The pages of advocacy: what anybody reads, what a coordinator does, and strangers."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from communitylinkage.advocacy import actions
from communitylinkage.advocacy.models import Body, Demand, Evidence, Meeting, Promise
from communitylinkage.advocacy.tests import cast as made
from communitylinkage.advocacy.tests.cast import SPOKEN, WHAT, WHY, day, now
from communitylinkage.coverage.models import Measured
from communitylinkage.coverage.rules import levels
from communitylinkage.people.tests.cast import cast, client_of

pytestmark = pytest.mark.django_db
__all__ = ["cast"]
BODY = {"name": "The regional council", "level": "regional", "country": "ES", "address": ""}


def page(name, *arguments, client=None, query="", language="en"):
    with translation.override(language):
        address = reverse(name, args=arguments)
    answer = (client or Client()).get(address + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_from_a_draft_to_a_promise_that_everybody_reads(cast):
    client = client_of(cast.coordinator)
    client.post(reverse("body_new"), BODY)
    body = Body.objects.get()
    client.post(reverse("demand_new"), {"language": "en", "what": WHAT, "why": WHY})
    reference = Demand.objects.get().reference
    early = client.post(reverse("demand_act", args=[reference, "publish"]), follow=True)
    assert "Say first whom you ask." in early.content.decode()
    client.post(reverse("demand_bodies", args=[reference]), {"bodies": [body.pk]})
    client.post(
        reverse("demand_evidence", args=[reference]),
        {"kind": "gap", "address": "/en/find/", "label": "Nobody opens at night"},
    )
    client.post(reverse("demand_act", args=[reference, "publish"]))
    told = page("demand", reference)
    for words in (WHAT, WHY, "The regional council", "Nobody opens at night", "A gap"):
        assert words in told, words
    client.post(
        reverse("promise_new", args=[reference]),
        {"body": body.pk, "language": "en", "words": SPOKEN, "made_on": day(-3),
         "deadline": day(30), "source": "https://council.example.org/minutes",
         "source_label": "Minutes"},
    )  # fmt: skip
    promise = Promise.objects.get()
    assert SPOKEN in page("promises")
    assert "Still time" in page("promises_of", "ES")
    client.post(
        reverse("promise_work", args=[promise.reference]),
        {"act": "keep", "day": day(), "source": "https://news.example.org/a",
         "source_label": "The news", "words": "Ten services."},
    )  # fmt: skip
    told = page("promise", promise.reference)
    for words in ("It was kept", "Ten services.", "https://news.example.org/a", "Kept"):
        assert words in told, words


def test_the_map_of_gaps_of_whoever_is_asked_is_offered_as_evidence(cast):
    by, client = cast.coordinator.pk, client_of(cast.coordinator)
    row = made.whole(cast.service, by)
    for code in ("ES", "IT"):
        Measured.objects.create(country=code, night=now(), month="2026-11", codes=[], supply=b"",
                                cells=b"", changed=now(), shape=levels.AXES)  # fmt: skip
    told = page("demand_evidence", row.reference, client=client)
    assert "A gap: help that is missing: Where which help can be used: Spain" in told
    assert "Where which help can be used: Italy" not in told, "nobody there is asked"
    client.post(
        reverse("demand_evidence", args=[row.reference]),
        {"offered": "/gaps/?country=ES", "kind": "other"},
    )
    assert Evidence.objects.get(address="/gaps/?country=ES").kind == "gap"
    assert "Italy" not in page("demand_evidence", row.reference, client=client)
    assert "Spain" not in page("demand_evidence", row.reference, client=client), "named already"


def test_nothing_of_a_draft_is_public(cast):
    row = made.whole(cast.service, cast.coordinator.pk)
    assert Client().get(reverse("demand", args=[row.reference])).status_code == 404
    assert WHAT not in page("promises_of", "ES")


def test_notes_of_a_meeting_are_read_by_those_who_met_alone(cast):
    by = cast.coordinator.pk
    row = made.asked(cast.service, by)
    client = client_of(cast.coordinator)
    client.post(
        reverse("advocacy_meeting_new", args=[row.reference]),
        {"body": row.bodies.get().pk, "day": day(-1), "notes": "They are afraid of the costs."},
    )
    assert "afraid" in page("demand_work", row.reference, client=client)
    told = page("demand", row.reference)
    assert "afraid" not in told
    assert "Meetings" in told
    assert Meeting.objects.get().day == day(-1)


def test_a_text_in_another_language_says_so(cast):
    by = cast.coordinator.pk
    row = made.asked(cast.service, by)
    promise = made.promised(row, by)
    for name, reference in (("demand", row.reference), ("promise", promise.reference)):
        assert "not in your language" not in page(name, reference)
        arabic = page(name, reference, language="ar")
        assert '<bdi lang="en">English</bdi></p>' in arabic
    actions.keep_words(demand=row, language="ar", what="ترجمة", why="لأن", by=by, now=now())
    arabic = page("demand", row.reference, language="ar")
    assert "ترجمة" in arabic
    assert '<bdi lang="en">English</bdi></p>' not in arabic.split("<main")[1].split("<ul")[0]


def test_the_tracker_is_filtered_and_taken_out_as_a_file(cast):
    by = cast.coordinator.pk
    row = made.asked(cast.service, by)
    made.promised(row, by, words="=Kept café")
    made.told(Promise.objects.get(), "keep", by)
    made.promised(row, by, words="Late one", deadline=day(-3))
    late = page("promises", query="?stands=late")
    assert "Late one" in late
    assert "Kept café" not in late
    assert "No promise stands like this" in page("promises", query="?stands=broken")
    text = Client().get(reverse("promises") + "?as=csv&stands=kept").content.decode("utf-8-sig")
    head, line = csv.reader(io.StringIO(text))
    assert line[head.index("What was promised")] == "'=Kept café"
    assert line[head.index("How it stands")] == "kept"


def test_the_picture_has_a_square_for_each_promise_of_the_table(cast):
    by = cast.coordinator.pk
    row = made.asked(cast.service, by)
    for _n in range(18):
        made.promised(row, by)
    told = page("promises")
    picture = told.split("<figure")[1].split("</figure>")[0]
    assert picture.count("<rect") == 18
    assert "<strong>18</strong>" in told


def test_the_brief_is_an_accessible_paper_of_the_same_rows(cast):
    by = cast.coordinator.pk
    row = made.asked(cast.service, by)
    made.told(made.promised(row, by), "keep_partly", by)
    for language in ("en", "ar"):
        address = reverse("promises_brief", args=["ES"]).replace("/en/", f"/{language}/", 1)
        answer = Client().get(address)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
        assert b"pdfuaid" in answer.content
        assert f"brief-ES-{language}.pdf" in answer.headers["Content-Disposition"]
    assert Client().get(reverse("promises_brief", args=["XX"])).status_code == 404
    assert Client().get(reverse("promises_brief", args=["SI"])).status_code == 200, "empty too"


def test_what_is_typed_wrong_is_said_beside_its_field(cast):
    by = cast.coordinator.pk
    row = made.asked(cast.service, by)
    client = client_of(cast.coordinator)
    said = {"body": row.bodies.get().pk, "language": "en", "words": SPOKEN, "made_on": day(2),
            "source": "javascript:alert(1)", "source_label": "x"}  # fmt: skip
    told = client.post(reverse("promise_new", args=[row.reference]), said).content.decode()
    assert 'id="id_made_on_error">The day may not be still to come.' in told
    assert 'id="id_source_error">This leads nowhere.' in told
    assert SPOKEN in told
    said |= {"made_on": day(-2), "deadline": day(-9), "source": "https://a.example.org/"}
    told = client.post(reverse("promise_new", args=[row.reference]), said).content.decode()
    assert 'id="id_deadline_error">The last day may not be before' in told
    promise = made.promised(row, by)
    said = {"act": "postpone", "day": day(), "words": ""}
    told = client.post(reverse("promise_work", args=[promise.reference]), said).content.decode()
    for name in ("deadline", "source", "source_label"):
        assert f'id="id_{name}_error"' in told, name
    told = client.post(
        reverse("promise_work", args=[promise.reference]), {"act": "take_out", "day": day()}
    ).content.decode()
    assert 'id="id_words_error"' in told, "a mistake says why"
    wrong = BODY | {"level": "european"}
    told = client.post(reverse("body_new"), wrong).content.decode()
    assert 'id="id_country_error">A European body belongs' in told
    same = BODY | {"name": "The city council"}
    assert "in the list already" in client.post(reverse("body_new"), same).content.decode()


def test_a_source_too_early_for_silence_is_told_on_the_page(cast):
    by = cast.coordinator.pk
    promise = made.promised(made.asked(cast.service, by), by, deadline=day(9))
    said = {"act": "stay_silent", "day": day(), "source": "https://a.example.org/",
            "source_label": "x"}  # fmt: skip
    client = client_of(cast.coordinator)
    answer = client.post(reverse("promise_work", args=[promise.reference]), said, follow=True)
    assert "They still have time" in answer.content.decode()


STAFF = [
    ("demand_work", ()), ("demand_words", ("en",)), ("demand_bodies", ()),
    ("demand_evidence", ()), ("demand_withdraw", ()), ("advocacy_meeting_new", ()),
    ("promise_new", ()), ("demand_act", ("meet",)), ("demand_evidence_drop", (1,)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "more"), STAFF)
def test_a_stranger_changes_nothing(cast, name, more):
    row = made.asked(cast.service, cast.coordinator.pk)
    address = reverse(name, args=[row.reference, *more])
    for who in (cast.stranger, cast.professional):
        assert client_of(who).get(address).status_code in {404, 405}
        assert client_of(who).post(address).status_code == 404
    assert Evidence.objects.count() == 1


def test_a_stranger_mends_no_body_and_tells_nothing_of_a_promise(cast):
    by = cast.coordinator.pk
    promise = made.promised(made.asked(cast.service, by), by)
    for name, argument in (
        ("body_edit", Body.objects.get().pk),
        ("promise_work", promise.reference),
    ):
        address = reverse(name, args=[argument])
        assert client_of(cast.stranger).get(address).status_code == 404
        assert client_of(cast.stranger).post(address, BODY).status_code == 404


def test_a_long_tracker_is_read_page_by_page_and_counted_whole(cast):
    by = cast.coordinator.pk
    row = made.asked(cast.service, by)
    for number in range(51):
        made.promised(row, by, words=f"Promise {number}", deadline=day(number + 1))
    first, second = page("promises"), page("promises", query="?page=2")
    assert "<strong>51</strong>" in first
    assert "Promise 49<" in first
    assert "Promise 50<" not in first
    assert "Promise 50<" in second
    assert "?page=1" in second
    assert page("promises", query="?page=99").count("<strong>51</strong>") == 1
