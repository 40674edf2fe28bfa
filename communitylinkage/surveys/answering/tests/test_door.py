"""The door of a questionnaire: what it says, whom it lets in and until when, and who is counted."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.surveys.answering import actions, keys, links, queries
from communitylinkage.surveys.answering.models import Collection, Unfinished
from communitylinkage.surveys.answering.rules import NotTakenError
from communitylinkage.surveys.answering.tests.cast import (
    Filler,
    begin,
    collection_of,
    invited,
    started,
    version_of,
)
from communitylinkage.vault.models import Holder

pytestmark = pytest.mark.django_db(databases=["default", "locks"])


def test_the_door_says_what_is_known_and_what_is_not(cast):  # noqa: F811
    collection = collection_of(cast)
    _row, token = invited(cast, collection, country="es")
    page = Filler(reverse("answer", args=[token])).get()
    assert "they are cut off from this link" in page
    assert "please write no names" in page
    assert "we keep for whom this link was made" in page
    _row, token = invited(cast, collection)
    assert "for whom this link" not in Filler(reverse("answer", args=[token])).get()
    collection = collection_of(cast, anonymous=False, editable=True)
    _row, token = invited(cast, collection)
    page = Filler(reverse("answer", args=[token])).get()
    assert "Your answers stay with this link" in page
    assert "cut off" not in page


def test_looking_at_the_door_begins_nothing(cast):  # noqa: F811
    row, token = invited(cast, collection_of(cast))
    Client().get(reverse("answer", args=[token]))
    row.refresh_from_db()
    assert row.state == "open"
    assert not Unfinished.objects.exists()


def test_the_door_says_so_where_the_questions_speak_another_language(cast):  # noqa: F811
    _row, token = invited(cast, collection_of(cast))
    where = reverse("answer", args=[token]).removeprefix("/en")
    spanish = Filler(f"/es{where}").get()
    assert '<bdi lang="en">English</bdi> · <bdi lang="ar">العربية</bdi>' in spanish
    for language in ("en", "ar"):
        assert '<bdi lang="en">' not in Filler(f"/{language}{where}").get()


def test_an_open_link_gives_each_her_own_and_counts_in_no_rate(cast):  # noqa: F811
    collection = collection_of(cast)
    _link, token = links.open_link(
        collection=collection, group={"country": "it"}, by=cast.lead.pk, now=timezone.now()
    )
    first, second = begin(token), begin(token)
    assert first.answer.request["PATH_INFO"] != second.answer.request["PATH_INFO"]
    first.address = first.answer.request["PATH_INFO"]
    first.to_the_end()
    first.post("send")
    assert "Your answers were sent" in first.page
    (row,) = queries.response(collection)
    assert (row.invited, row.finished, row.by_link) == (0, 0, 1)


def test_rates_are_counted_by_group(cast):  # noqa: F811
    collection = collection_of(cast)
    for country in ("es", "es", "it"):
        _row, token = invited(cast, collection, country=country)
    filler = begin(token)
    filler.to_the_end()
    filler.post("send")
    found = [
        (r.group["country"], r.invited, r.begun, r.finished) for r in queries.response(collection)
    ]
    assert found == [("es", 2, 0, 0), ("it", 1, 1, 1)]
    actions.close_collection(collection=collection, by=cast.lead.pk, now=timezone.now())
    assert [row.answers["first/children"] for row in queries.submissions(collection)] == ["y"]


def test_a_stranger_or_a_broken_link_reads_no_form(cast):  # noqa: F811
    for token in (keys.new_token(), "x", "a" * 5000, "é"):
        answer = Client().get(f"/en/answer/{token}/")
        assert answer.status_code == 404
        assert "This link does not work" in answer.content.decode()
    # What no database takes is refused for every address alike.
    assert Client().get("/en/answer/%00/").status_code == 404


def test_a_closed_collection_takes_nothing_more(cast):  # noqa: F811
    row, _token, filler = started(cast, closes=timezone.now() + timedelta(hours=1))
    Collection.objects.update(closes=timezone.now() - timedelta(seconds=1))
    filler.post("next", **{"/data/first/children": "n"})
    assert "No answers are taken here now" in filler.page
    assert actions.sweep(now=timezone.now()) == 1
    assert Collection.objects.get().closed
    assert not Unfinished.objects.exists()
    with pytest.raises(NotTakenError):
        invited(cast, row.collection)


def test_only_a_published_version_is_opened(cast):  # noqa: F811
    with pytest.raises(NotTakenError):
        actions.open_collection(
            version=version_of(cast.service, state="draft"), anonymous=True, editable=False,
            team=Holder.objects.filter(pk=cast.service.post.key_holder), closes=None,
            by=cast.lead.pk, now=timezone.now(),
        )  # fmt: skip
