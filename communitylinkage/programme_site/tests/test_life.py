"""A page from its draft to an earlier version and back."""

import pytest

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast
from communitylinkage.programme_site import actions, queries
from communitylinkage.programme_site.models import Face, Version
from communitylinkage.programme_site.rules.states import Kind, RefusedError, Why
from communitylinkage.programme_site.tests import cast as made
from communitylinkage.programme_site.tests.cast import now

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


def refused(why):
    return pytest.raises(RefusedError, match=why.value)


def read(page):
    """Title by language of what anybody reads."""
    row = queries.published(page.face, Kind(page.kind), page.number)
    return {one.language: one.title for one in row.texts.all()} if row else {}


def test_a_draft_changes_nothing_that_anybody_reads(cast):
    by = cast.coordinator.pk
    page = made.published(made.a_programme(cast.service), by)
    made.written(page, by, title="Changed")
    assert read(page) == {"en": made.TITLE}
    actions.publish(page=page, by=by, now=now())
    assert read(page) == {"en": "Changed"}


def test_a_new_draft_begins_with_all_languages_of_what_is_published(cast):
    by = cast.coordinator.pk
    page = made.published(made.a_programme(cast.service), by)
    made.written(page, by, title="Enlace", language="es")
    actions.publish(page=page, by=by, now=now())
    assert read(page) == {"en": made.TITLE, "es": "Enlace"}


def test_going_back_publishes_the_earlier_words_and_keeps_the_trail_and_the_draft(cast):
    by = cast.coordinator.pk
    page = made.published(made.a_programme(cast.service), by)
    made.written(page, by, title="Second")
    actions.publish(page=page, by=by, now=now())
    made.written(page, by, title="A draft")
    actions.go_back(page=page, number=1, organisation=cast.service, by=by, now=now())
    assert read(page) == {"en": made.TITLE}
    assert [(one.number, one.state) for one in page.versions.all()] == [
        (4, "draft"), (3, "published"), (2, "replaced"), (1, "replaced"),
    ]  # fmt: skip
    assert page.versions.get(number=3).copy_of == 1
    with refused(Why.SAME):
        actions.go_back(page=page, number=3, organisation=cast.service, by=by, now=now())
    actions.publish(page=page, by=by, now=now())
    assert read(page) == {"en": "A draft"}
    assert Line.objects.filter(act="programme_site.back").count() == 1


def test_nothing_without_words_is_published_and_no_draft_is_gone_back_to(cast):
    by = cast.coordinator.pk
    page = made.a_page(made.a_programme(cast.service))
    with refused(Why.NOT_NOW):
        actions.publish(page=page, by=by, now=now())
    made.written(page, by, body=" ")
    with refused(Why.NO_TEXT):
        actions.publish(page=page, by=by, now=now())
    with refused(Why.NOT_NOW):
        actions.go_back(page=page, number=1, organisation=cast.service, by=by, now=now())


def test_a_page_that_was_taken_down_can_be_gone_back_to(cast):
    by = cast.coordinator.pk
    page = made.published(made.a_programme(cast.service), by)
    actions.take_down(page=page, by=by, now=now())
    assert read(page) == {}
    with refused(Why.NOT_NOW):
        actions.take_down(page=page, by=by, now=now())
    actions.go_back(page=page, number=1, organisation=cast.service, by=by, now=now())
    assert read(page) == {"en": made.TITLE}


def test_a_draft_that_is_let_go_leaves_what_is_published(cast):
    by = cast.coordinator.pk
    page = made.published(made.a_programme(cast.service), by)
    made.written(page, by, title="Never")
    actions.drop_draft(page=page, by=by, now=now())
    assert Version.objects.count() == 1
    with refused(Why.NOT_NOW):
        actions.drop_draft(page=page, by=by, now=now())


def test_news_has_numbers_and_keeps_its_first_day(cast):
    by = cast.coordinator.pk
    programme = made.a_programme(cast.service)
    first, second = (made.published(programme, by, kind=Kind.NEWS) for _n in range(2))
    assert (first.number, second.number) == (1, 2)
    since = first.since
    made.written(first, by, title="Mended")
    actions.publish(page=first, by=by, now=now())
    first.refresh_from_db()
    assert first.since == since


def test_two_programmes_of_one_name_have_two_addresses(cast):
    for number in ("p-1", "p-2", "p-3"):
        actions.face_of(programme=made.a_programme(cast.service, number))
    assert sorted(Face.objects.values_list("slug", flat=True)) == [
        "the-link", "the-link-2", "the-link-3",
    ]  # fmt: skip


def test_the_programme_that_runs_now_stands_first(cast):
    by = cast.coordinator.pk
    made.published(made.a_programme(cast.service, "p-1", begun=50), by)
    made.published(made.a_programme(cast.service, "p-2", "To come", begun=-5), by)
    today = now().date()
    assert queries.current(today).programme.contract_number == "p-1"
    assert [one.programme.contract_number for one in queries.faces()] == ["p-2", "p-1"]
