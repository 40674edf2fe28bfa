"""Open links with a limit, called back; languages that are offered; a last day that moves."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.surveys.answering import actions, links, queries
from communitylinkage.surveys.answering.models import Invitation, OpenLink, Submission
from communitylinkage.surveys.answering.rules import FullError, NotTakenError, has_place
from communitylinkage.surveys.answering.tests.cast import Filler, begin, collection_of, invited

pytestmark = pytest.mark.django_db(databases=["default", "locks"])


def linked(cast, most=2):  # noqa: F811
    collection = collection_of(cast)
    link, token = links.open_link(
        collection=collection, group={"country": "es"}, most=most, by=cast.lead.pk,
        now=timezone.now(),
    )  # fmt: skip
    return link, reverse("answer", args=[token])


def somebody(address):
    """Begins through the link, and keeps a page."""
    filler = Filler(address)
    filler.get()
    filler.post("page:0")
    filler.address = filler.answer.redirect_chain[-1][0].partition("?")[0]
    filler.post("next", **{"/data/first/children": "n"})
    return filler


def test_a_link_takes_as_many_answers_as_it_was_made_for(cast):  # noqa: F811
    link, address = linked(cast, most=2)
    first = somebody(address)
    somebody(address)
    page = Filler(address)
    assert "As many people have answered through this link" in page.get()
    assert "As many people have answered" in page.post("page:0")
    assert queries.through(link) == 2
    first.post("review")
    assert "Your answers were sent" in first.post("send")
    links.limit_link(link=link, most=3, by=cast.lead.pk, now=timezone.now())
    assert "Begin" in Filler(address).get()


def test_who_only_looks_takes_no_place_but_a_machine_does_not_fill_the_disk(cast):  # noqa: F811
    link, address = linked(cast, most=1)
    for _time in range(10):
        links.begin_by_link(link=link, now=timezone.now())
    assert queries.through(link) == 0
    with pytest.raises(FullError):
        links.begin_by_link(link=link, now=timezone.now())
    assert "As many people" in Client().post(address, {"go": "page:0"}).content.decode()


def test_of_two_who_began_for_the_last_place_one_keeps_it(cast):  # noqa: F811
    link, _address = linked(cast, most=1)
    one, other = (links.begin_by_link(link=link, now=timezone.now()) for _n in range(2))
    filler, late = begin(one[1]), begin(other[1])
    assert "Have you children?" in filler.page
    assert "As many people have answered" in late.page


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 5))
def test_a_place_is_never_given_twice(begun, more, most):
    assert not has_place(begun=most + begun, opened=most + begun + more, most=most)
    assert has_place(begun=0, opened=0, most=most)


def test_a_link_that_was_called_back_lets_nobody_begin_and_who_began_may_finish(cast):  # noqa: F811
    link, address = linked(cast)
    inside = somebody(address)
    links.call_back(link=link, by=cast.lead.pk, now=timezone.now())
    assert "the link was called back" in Filler(address).get()
    assert Client().post(address, {"go": "page:0"}).status_code == 200
    assert Invitation.objects.filter(by_link=True).count() == 1
    inside.post("review")
    assert "Your answers were sent" in inside.post("send")
    assert Line.objects.filter(act="collection.link_called_back").count() == 1
    with pytest.raises(NotTakenError):
        links.call_back(link=OpenLink.objects.get(), by=cast.lead.pk, now=timezone.now())


def test_only_the_languages_of_the_collection_are_offered(cast):  # noqa: F811
    _row, token = invited(cast, collection_of(cast, languages=["العربية (ar)"]))
    filler = begin(token)
    assert "هل لديك أطفال؟" in filler.page
    assert 'value="language:English (en)"' not in filler.page
    assert "هل لديك أطفال؟" in filler.post("language:English (en)")
    _row, token = invited(cast, collection_of(cast, languages=["No longer there (xx)"]))
    assert "Have you children?" in begin(token).page


def test_the_last_day_moves_either_way_and_never_into_the_past(cast):  # noqa: F811
    now = timezone.now()
    one = collection_of(cast, closes=now + timedelta(days=1))
    for days in (9, 2):
        moved = actions.reschedule(
            collection=one, closes=now + timedelta(days=days), by=cast.lead.pk, now=now
        )
        assert moved.closes == now + timedelta(days=days)
    assert Line.objects.filter(act="collection.rescheduled").count() == 2
    with pytest.raises(NotTakenError):
        actions.reschedule(collection=one, closes=now, by=cast.lead.pk, now=now)
    actions.close_collection(collection=one, by=cast.lead.pk, now=now)
    with pytest.raises(NotTakenError):
        actions.reschedule(collection=one, closes=now + timedelta(days=5), by=cast.lead.pk, now=now)


def test_what_was_asked_and_left_empty_is_told_from_what_was_not_asked(cast):  # noqa: F811
    one = collection_of(cast)
    for children in ("y", "n"):
        _row, token = invited(cast, one)
        filler = begin(token)
        filler.post("next", **{"/data/first/children": children})
        filler.post("review")
        filler.post("send")
    kept = {row.answers["first/children"]: row.answers for row in Submission.objects.all()}
    assert kept["y"]["first/how_many"] is None
    assert "first/how_many" not in kept["n"]
    assert "own_code" not in kept["n"]
