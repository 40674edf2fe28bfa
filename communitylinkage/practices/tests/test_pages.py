"""The pages of practices: what anybody reads, what who is signed in does, and strangers."""

import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.practices import actions, queries, reviewing, wording
from communitylinkage.practices.models import Adoption, Practice, Question, Review, Wanted
from communitylinkage.practices.rules.content import Rights
from communitylinkage.practices.rules.review import Criterion
from communitylinkage.practices.tests import cast as made
from communitylinkage.practices.tests.cast import ENGLISH, NOW, SPANISH

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


def page(name, *arguments, client=None, query=""):
    answer = (client or Client()).get(reverse(name, args=arguments) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def bilingual(cast):
    """Published in English and Spanish."""
    by = cast.coordinator.pk
    row = made.a_draft(cast.service, by)
    actions.keep_words(version=row, language="es", texts=SPANISH, by=by, now=NOW)
    return made.passed(reviewing.submit(version=row, by=by, now=NOW), by)


def test_a_practice_is_read_without_an_account_with_its_citation_and_its_reviews(cast):
    row = made.published(cast.service, cast.coordinator.pk)
    told = page("practice", row.practice.reference)
    for words in (ENGLISH["title"], ENGLISH["failed"], "CC BY 4.0", "Report of the year",
                  "I see it: safe.", "Elsewhere GR"):  # fmt: skip
        assert words in told, words
    address = f"/practices/{row.practice.reference}/1/"
    assert f"Service (2026). {ENGLISH['title']}. Version 1. http://127.0.0.1:8000{address}" in told
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.url == f"/en{address}", "the lasting address has no language"


def test_a_text_in_another_language_says_so_and_two_stand_side_by_side(cast):
    row = bilingual(cast)
    reference = row.practice.reference
    assert "not in your language" not in page("practice", reference)
    assert "not in your language" in page("practice", reference, query="?language=es")
    both = page("practice", reference, query="?beside=es")
    assert ENGLISH["done"] in both
    assert SPANISH["done"] in both
    arabic = Client().get(f"/ar/practices/{reference}/").content.decode()
    assert ENGLISH["done"] in arabic
    assert '<bdi lang="en">English</bdi></p>' in arabic
    assert '<bdi lang="ar">' in arabic.partition("<main")[2], "it is still wanted in Arabic"
    assert 'href="/ar/practices/?language=ar"' in arabic
    assert 'dir="ltr"' in arabic
    spanish = Client().get(f"/es/practices/{reference}/").content.decode()
    assert SPANISH["done"] in spanish
    assert '<bdi lang="es">' not in spanish.split("<details")[0]


def test_what_is_not_published_is_nowhere_to_be_read(cast):
    row = made.in_review(cast.service, cast.coordinator.pk)
    reference = row.practice.reference
    assert Client().get(reverse("practice", args=[reference])).status_code == 404
    assert Client().get(reverse("practice_version", args=[reference, 1])).status_code == 404
    assert ENGLISH["title"] not in page("practices")


def test_a_withdrawn_practice_keeps_its_page_and_says_why(cast):
    row = made.published(cast.service, cast.coordinator.pk)
    client = client_of(cast.coordinator)
    address = reverse("practice_withdraw", args=[row.practice.reference])
    assert "Please fill this in" in client.post(address, {}).content.decode()
    client.post(address, {"reason": "A woman was followed."})
    assert "A woman was followed." in page("practice", row.practice.reference)
    assert ENGLISH["title"] not in page("practices")


def newer(old, by, sent=False):
    """Its next version: a draft, or in review."""
    row = actions.again(version=old, by=by, now=NOW)
    actions.keep_facts(
        version=row, topics=["trust"], rights=Rights.BY, evidence=[], changed="The day.", by=by,
        now=NOW,
    )  # fmt: skip
    return reviewing.submit(version=row, by=by, now=NOW) if sent else row


@pytest.mark.parametrize("sent", [False, True])
def test_what_is_published_is_withdrawn_also_while_its_next_version_is_on_its_way(cast, sent):
    old = made.published(cast.service, cast.coordinator.pk)
    draft, reference = newer(old, cast.coordinator.pk, sent), old.practice.reference
    client, withdraw = client_of(cast.coordinator), reverse("practice_withdraw", args=[reference])
    assert withdraw in page("practice_work", reference, client=client)
    client.post(withdraw, {"reason": "It did harm."})
    assert "It did harm." in page("practice", reference)
    assert queries.found("", [], 1)[0] == []
    draft.refresh_from_db()
    assert draft.state == ("in_review" if sent else "draft")
    after = page("practice_work", reference, client=client)
    assert withdraw not in after
    assert reverse("practice_questions", args=[reference]) not in after, "nobody reads them now"


def test_a_practice_is_taken_over_also_while_its_next_version_is_reviewed(cast):
    old = made.published(cast.service, cast.coordinator.pk)
    newer(old, cast.coordinator.pk, sent=True)
    reference, client = old.practice.reference, client_of(cast.stranger)
    told = page("practice_work", reference, client=client)
    for name in ("practice_review", "practice_adopt", "practice_adapt", "practice"):
        assert f'href="{reverse(name, args=[reference])}"' in told, name
    client.post(reverse("practice_adopt", args=[reference]), {"since": "2026-11-01"})
    assert Adoption.objects.get().version == old
    mine = page("practice_work", reference, client=client_of(cast.coordinator))
    assert reverse("practice_adopt", args=[reference]) not in mine


def test_what_was_changed_from_a_withdrawn_practice_says_so(cast):
    row = made.published(cast.other, cast.stranger.pk)
    ours = actions.adapt(
        version=row, organisation=cast.service, changed="x", agreed=False,
        by=cast.coordinator.pk, now=NOW,
    )  # fmt: skip
    ours = made.passed(
        reviewing.submit(version=ours, by=cast.coordinator.pk, now=NOW), cast.coordinator.pk
    )
    words = "What this was changed from was withdrawn."
    assert words not in page("practice", ours.practice.reference)
    reviewing.withdraw(version=row, reason="Harm.", by=cast.stranger.pk, now=NOW)
    assert words in page("practice", ours.practice.reference)


def test_the_list_is_searched_filtered_and_taken_out_as_files(cast):
    made.published(cast.service, cast.coordinator.pk)
    made.published(cast.other, cast.stranger.pk, texts=ENGLISH | {"title": "=Legal café"},
                   topics=("legal",))  # fmt: skip
    assert ENGLISH["title"] in page("practices")
    found = page("practices", query="?q=CAFE")
    assert "Legal" in found
    assert ENGLISH["title"] not in found
    assert "No practice has all of this" in page("practices", query="?q=submarine")
    assert ENGLISH["title"] not in page("practices", query="?topic=legal")
    text = Client().get(reverse("practices") + "?as=csv&topic=legal").content.decode("utf-8-sig")
    head, line = csv.reader(io.StringIO(text))
    assert line[head.index("Title")] == "'=Legal café"
    told = json.loads(Client().get(reverse("practices") + "?as=json").content)
    assert {one["country"] for one in told} == {"ES", "IT"}
    assert told[0]["texts"]["en"]["done"] == ENGLISH["done"]


def test_a_mentor_writes_a_draft_and_only_her_coordinator_sends_it_on(cast):
    client = client_of(cast.professional)
    answer = client.post(reverse("practice_new"), ENGLISH | {"language": "en", "done": ""})
    assert ENGLISH["problem"] in answer.content.decode(), "what was typed is kept"
    client.post(reverse("practice_new"), ENGLISH | {"language": "en"})
    reference = Practice.objects.get().reference
    client.post(
        reverse("practice_facts", args=[reference]),
        {"topics": ["legal"], "rights": "cc-by", "evidence": "https://example.org/a A report"},
    )
    act = reverse("practice_act", args=[reference, "submit"])
    assert client.post(act).status_code == 404
    assert "act-submit" not in page("practice_work", reference, client=client)
    coordinator = client_of(cast.coordinator)
    assert "act-submit" in page("practice_work", reference, client=coordinator)
    coordinator.post(act)
    assert "In review" in page("practice_work", reference, client=coordinator)
    early = coordinator.post(reverse("practice_act", args=[reference, "publish"]), follow=True)
    assert "Two organisations of other countries" in early.content.decode()


def test_a_wrong_proof_is_named_beside_its_field(cast):
    row = made.a_draft(cast.service, cast.coordinator.pk)
    address = reverse("practice_facts", args=[row.practice.reference])
    said = {"topics": ["legal"], "rights": "cc-by", "evidence": "javascript:alert(1) x"}
    answer = client_of(cast.coordinator).post(address, said).content.decode()
    assert 'id="id_evidence_error">This line is not understood: javascript:alert(1) x' in answer


def test_a_reviewer_of_another_country_says_something_to_each_criterion(cast):
    row = made.in_review(cast.service, cast.coordinator.pk)
    address = reverse("practice_review", args=[row.practice.reference])
    assert client_of(cast.coordinator).get(address).status_code == 404
    client = client_of(cast.stranger)
    said = {f"mark_{one}": "yes" for one in Criterion} | {
        f"words_{one}": "So." for one in Criterion
    }
    assert "Please fill this in" in client.post(address, said | {"words_safe": ""}).content.decode()
    assert not Review.objects.exists()
    client.post(address, said)
    assert Review.objects.get().ready
    assert client.get(address).status_code == 404, "once"


def test_a_practice_is_taken_over_asked_about_and_answered(cast):
    row = made.published(cast.other, cast.stranger.pk)
    reference = row.practice.reference
    client = client_of(cast.coordinator)
    address = reverse("practice_adopt", args=[reference])
    assert "still to come" in client.post(address, {"since": "2099-01-01"}).content.decode()
    client.post(address, {"since": "2026-11-01"})
    assert Adoption.objects.get().organisation == cast.service
    again = client.post(address, {"since": "2026-11-01"}, follow=True).content.decode()
    assert "taken it over already" in again
    assert "Service" in page("practice", reference)
    questions = reverse("practice_questions", args=[reference])
    client.post(questions, {"text": "Which tea?"})
    home = page("people:home", client=client_of(cast.stranger))
    assert "Somebody asks about a practice of yours." in home
    asked = Question.objects.get()
    client_of(cast.stranger).post(questions, {"text": "Mint.", "answers": str(asked.pk)})
    told = page("practice_questions", reference, client=client_of(cast.mentor))
    assert "Mint." in told
    assert "Somebody asks" not in page("people:home", client=client_of(cast.stranger))


def test_a_question_of_our_own_does_not_wait_for_us(cast):
    row = made.published(cast.service, cast.coordinator.pk)
    client = client_of(cast.coordinator)
    client.post(reverse("practice_questions", args=[row.practice.reference]), {"text": "Who?"})
    assert "Somebody asks" not in page("people:home", client=client)


def test_who_took_it_over_too_hears_the_question_and_who_asked_hears_the_answer(cast):
    row = made.published(made.elsewhere("IT"), cast.coordinator.pk)
    for home, by in ((cast.service, cast.coordinator), (cast.other, cast.stranger)):
        made.adopted(row, home, by.pk)
    ours, theirs = client_of(cast.coordinator), client_of(cast.stranger)
    questions = reverse("practice_questions", args=[row.practice.reference])
    theirs.post(questions, {"text": "Which tea?"})
    waits, answered = "a practice that you took over too", "Your question about a practice was answ"
    assert waits in page("people:home", client=ours)
    assert waits not in page("people:home", client=theirs), "her own question"
    ours.post(questions, {"text": "Mint.", "answers": str(Question.objects.get().pk)})
    assert waits not in page("people:home", client=ours)
    assert answered in page("people:home", client=theirs)
    assert answered not in page("people:home", client=ours)
    later = timezone.now() + queries.ANSWER_IS_NEW
    viewer = Viewer(cast.stranger, tuple(cast.stranger.memberships.select_related("organisation")))
    told = [one.sentence for one in queries.today(viewer, later)]
    assert not any(answered in one for one in told), "an answer is news for two weeks"


def test_what_reviewers_look_at_is_open_to_everybody_before_anything_is_reviewed():
    told = page("practices")
    assert "Two organisations of other countries have read it" in told
    for words in wording.CRITERIA.values():
        assert str(words) in told


def test_an_organisation_says_what_it_needs_and_gets_suggestions(cast):
    made.published(cast.other, cast.stranger.pk, topics=("legal",))
    client = client_of(cast.mentor)
    answer = client.post(reverse("practices_wanted"), {"topics": ["legal"]}, follow=True)
    assert ENGLISH["title"] in answer.content.decode()
    assert Wanted.objects.get().organisation == cast.community
    client.post(reverse("practices_wanted"), {})
    assert not Wanted.objects.exists()


def test_the_picture_says_the_same_as_its_table(cast):
    row = made.published(cast.other, cast.stranger.pk, topics=("legal",))
    made.adopted(row, cast.service, cast.coordinator.pk)
    told = page("practices_travelled")
    assert told.count(">Italy<") == 2
    assert 'Spain<br><bdi class="quiet">Service</bdi>' in told
    assert "none yet" in told
    text = Client().get(reverse("practices_travelled") + "?as=csv").content.decode()
    assert "IT,ES,Service,2026-11-01" in text


STAFF = [
    ("practice_work", ()), ("practice_facts", ()), ("practice_words", ("en",)),
    ("practice_review", ()), ("practice_adapt", ()), ("practice_adopt", ()),
    ("practice_questions", ()), ("practice_withdraw", ()), ("practice_result", (3,)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "more"), STAFF)
def test_a_stranger_finds_no_draft(cast, name, more):
    row = made.a_draft(cast.service, cast.coordinator.pk)
    address = reverse(name, args=[row.practice.reference, *more])
    assert client_of(cast.stranger).get(address).status_code == 404
    assert client_of(cast.stranger).post(address).status_code == 404


def test_nobody_changes_what_another_published(cast):
    row = made.published(cast.other, cast.stranger.pk)
    client = client_of(cast.coordinator)
    for name in ("practice_facts", "practice_withdraw"):
        assert client.get(reverse(name, args=[row.practice.reference])).status_code == 404
    for name, more in (("practice_act", ("take_back",)), ("practice_again", ())):
        answer = client.post(reverse(name, args=[row.practice.reference, *more]))
        assert answer.status_code == 404
