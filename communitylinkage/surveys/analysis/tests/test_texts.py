"""What people wrote in their own words: who reads it, gives it codes, takes it out."""

import csv
import io
import re
import uuid

import pytest
from django.urls import reverse

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import NOW, cast, client_of  # noqa: F401
from communitylinkage.surveys.analysis import actions, codes, releasing
from communitylinkage.surveys.analysis.models import Code, Coded, Read
from communitylinkage.surveys.analysis.tests.made import (
    FORM,
    address,
    baseline,
    body,
    closed,
    sent,
    text_of,
)
from communitylinkage.surveys.answering import actions as answering
from communitylinkage.surveys.answering.models import Collection, Submission
from communitylinkage.surveys.answering.tests.cast import version_of
from communitylinkage.surveys.rules import NotNowError
from communitylinkage.vault.models import Holder

pytestmark = pytest.mark.django_db


def test_free_text_goes_out_only_when_asked_for_and_only_with_a_key(cast):  # noqa: F811
    one = baseline(cast)
    sheet = {"what": "rows", "words": "codes", "form": "csv", "texts": "on"}
    where = address("collection_export", one)
    locked = client_of(cast.coordinator).post(where, sheet)
    assert locked.status_code == 403
    assert "Your key is not at hand" in text_of(locked)
    opened = client_of(cast.coordinator, opens=True).post(where, sheet)
    assert "'=Because we are full" in body(opened).decode()
    assert Line.objects.filter(act="answers.read").count() == 1
    del sheet["texts"]
    without = client_of(cast.coordinator, opens=True).post(where, sheet)
    assert "Because" not in body(without).decode()


def test_texts_are_read_one_after_another_and_given_codes(cast):  # noqa: F811
    one = closed(cast)
    sent(one, "es", words={"why": "No beds\nat night"})
    sent(one, "it", words={"other": "not this question"})
    sent(one, "it", words={"why": "No money"})
    client = client_of(cast.coordinator, opens=True)
    client.post(address("collection_code", one, at=6), {"name": "full"})
    code = Code.objects.get()
    read = address("collection_read", one, at=6)
    page = client.post(read).content.decode()
    seen = []
    while "One text" in page:
        seen.append("beds" if "No beds" in page else "money")
        number = re.search(r'name="text" value="([^"]+)"', page)[1]
        ticked = [str(code.pk)] if seen[-1] == "beds" else []
        page = client.post(read, {"text": number, "codes": ticked}).content.decode()
    assert sorted(seen) == ["beds", "money"]
    assert "Every text was read." in page
    assert '<th scope="row" dir="auto">full</th><td>1 <span class="quiet">(50 %)' in page
    assert (Coded.objects.count(), Read.objects.filter(blank=False).count()) == (1, 2)
    assert Read.objects.filter(blank=True).count() == 1
    assert Line.objects.filter(act="results.coded").count() == 2
    releasing.release(collections=[one], audience="partners", by=cast.lead.pk, now=NOW)
    page = client_of(cast.lead).get(address("collection_results", one)).content.decode()
    assert "Free text. Only the team reads it." in page
    assert '<th scope="row" dir="auto">full</th><td>1' not in page


def test_partners_see_how_many_texts_say_what_once_all_were_read(cast):  # noqa: F811
    one = closed(cast)
    texts = sent(one, "es", words={"why": "No beds"}, times=20)
    told = {"collection": one, "place": "why", "by": cast.lead.pk, "now": NOW}
    code = actions.make_code(name="full", **told)
    for at, text in enumerate(texts[:-1]):
        actions.tick(submission=text, ticked=[code] if at < 12 else [], **told)
    release = {"collections": [one], "audience": "partners", "by": cast.lead.pk, "now": NOW}
    releasing.release(**release)
    where = address("collection_results", one)
    assert "full" not in text_of(client_of(cast.lead).get(where))
    actions.tick(submission=texts[-1], ticked=[], **told)
    releasing.release(**release)
    assert "full 12 (60 %)" in text_of(client_of(cast.lead).get(where))


def test_texts_stay_closed_without_a_key_or_outside_the_team(cast):  # noqa: F811
    one = closed(cast)
    sent(one, "es", words={"why": "No beds"})
    where = address("collection_read", one, at=6)
    assert client_of(cast.coordinator).post(where).status_code == 403
    assert client_of(cast.lead).post(where).status_code == 404
    assert client_of(cast.stranger, opens=True).post(where).status_code == 404
    assert (
        client_of(cast.coordinator).post(address("collection_read", one, at=1)).status_code == 404
    )
    assert client_of(cast.coordinator).get(where).status_code == 302


@pytest.mark.parametrize("name", ["x" * 81, "", "a\x00b"])
def test_a_code_that_cannot_be_is_told_beside_its_field(cast, name):  # noqa: F811
    one = closed(cast)
    page = client_of(cast.coordinator).post(address("collection_code", one, at=6), {"name": name})
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert not Code.objects.exists()


def test_ticking_waits_until_the_collection_is_closed(cast):  # noqa: F811
    row = closed(cast)
    (text,) = sent(row, "es", words={"why": "No beds"})
    Collection.objects.update(closed=None)
    with pytest.raises(NotNowError):
        actions.tick(
            collection=row, submission=text, place="why", ticked=[], by=cast.lead.pk, now=NOW
        )
    page = client_of(cast.coordinator).get(address("collection_texts", row, at=6))
    assert "when the collection is closed" in text_of(page)


def still_open(cast, mixed=5, waiting=3):  # noqa: F811
    """An open anonymous round; who came last waits to be mixed, and her row would stand first."""
    one = closed(cast)
    for n in range(mixed):
        sent(one, "es", team=n, words={"why": f"words of {n}"})
    for n in range(waiting):
        (row,) = sent(one, "es", team=90 + n, words={"why": f"newest words {n}"})
        Submission.objects.filter(pk=row.pk).update(id=uuid.UUID(int=n), mixed=False)
    Collection.objects.update(closed=None)
    one.refresh_from_db()
    return one


def test_each_row_of_an_open_round_carries_its_own_words_and_the_newest_stay_closed(cast):  # noqa: F811
    one = still_open(cast)
    sheet = {"what": "rows", "words": "codes", "form": "csv", "texts": "on"}
    opened = client_of(cast.coordinator, opens=True).post(address("collection_export", one), sheet)
    head, *rows = csv.reader(io.StringIO(body(opened).decode()))
    told = {(row[head.index("team")], row[head.index("why")]) for row in rows}
    assert told == {(str(n), f"words of {n}") for n in range(5)}
    assert Line.objects.filter(act="answers.read").count() == 5


def test_no_text_of_an_open_round_is_opened_to_be_read(cast):  # noqa: F811
    one = still_open(cast)
    client = client_of(cast.coordinator, opens=True)
    for sent_along in ({}, {"text": str(one.submissions.first().pk)}):
        page = client.post(address("collection_read", one, at=6), sent_along, follow=True)
        assert not re.search("words of|newest words", text_of(page))
        assert "when the collection is closed" in text_of(page)
    assert not Line.objects.filter(act="answers.read").exists()
    assert not Read.objects.exists()
    assert codes.waiting(one, "why").count() == 5


def shared(cast):  # noqa: F811
    """A round that Spain asks with its questionnaire and Italy runs too."""
    posts = [cast.service.post.key_holder, cast.other.post.key_holder]
    one = answering.open_collection(
        version=version_of(cast.service, FORM), team=list(Holder.objects.filter(pk__in=posts)),
        anonymous=True, editable=False, closes=None, by=cast.coordinator.pk, now=NOW,
    )  # fmt: skip
    return answering.close_collection(collection=one, by=cast.coordinator.pk, now=NOW)


def test_a_partner_reads_what_is_sealed_to_her_of_a_questionnaire_of_others(cast):  # noqa: F811
    one = shared(cast)
    sent(one, "it", need_room="3", words={"why": "No beds"})
    client = client_of(cast.stranger, opens=True)
    assert "More room" in text_of(client.get(address("collection_results", one)))
    assert "No beds" in text_of(client.post(address("collection_read", one, at=6)))
    sheet = {"what": "rows", "words": "codes", "form": "csv", "texts": "on"}
    assert "No beds" in body(client.post(address("collection_export", one), sheet)).decode()
    # The questionnaire itself stays the other organisation's.
    theirs = reverse("questionnaire", args=[one.version.questionnaire_id])
    assert client.get(theirs).status_code == 404
    keeper = client_of(cast.mentor, opens=True)
    assert keeper.get(address("collection_results", one)).status_code == 404
