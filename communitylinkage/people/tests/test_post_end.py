"""Removing a post: a question first, and only where nothing is open."""

import pytest
from django.urls import reverse

from communitylinkage.organisations.models import Post
from communitylinkage.people import duties, posts
from communitylinkage.people.rules import NotAllowed
from communitylinkage.people.tests.cast import NOW, cast, client_of, key_of

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


def page(post):
    return reverse("people:post_end", args=[post.pk])


@pytest.fixture
def second(cast):
    return posts.new_post(organisation=cast.service, name="Nights", by=cast.coordinator.pk, now=NOW)


def test_the_page_asks_first_and_then_the_post_is_gone(cast, second):
    browser = client_of(cast.coordinator)
    said = browser.get(page(second)).content.decode()
    assert "Read first what happens" in said
    assert "only post" not in said
    assert browser.post(page(second)).url == reverse("people:posts")
    assert "Nights" not in browser.get(reverse("people:posts")).content.decode()
    assert browser.get(reverse("people:post", args=[second.pk])).status_code == 404
    assert list(Post.objects.receiving().filter(organisation=cast.service)) == [cast.service.post]
    # Its name is free again.
    posts.new_post(organisation=cast.service, name="Nights", by=cast.coordinator.pk, now=NOW)


def test_that_it_is_the_last_one_is_said(cast):
    assert (
        "It is the only post here"
        in client_of(cast.coordinator).get(page(cast.service.post)).content.decode()
    )


def test_what_came_before_can_still_be_opened_and_a_leaver_loses_the_key(cast, second):
    duties.end_post(post=second, by=cast.coordinator.pk, now=NOW)
    key = posts.key_of_post(
        holder=second.key_holder, account=cast.professional, private_key=key_of(cast.professional)
    )
    assert key
    browser = client_of(cast.coordinator, opens=True)
    browser.post(reverse("people:leave", args=[cast.professional.membership.pk]))
    assert not posts.has_key(second, cast.professional)


def test_nothing_is_sealed_to_it_any_more(cast, second):
    both = posts.receivers([cast.service.pk])
    assert {one.pk for one in both} == {cast.service.post.key_holder, second.key_holder}
    duties.end_post(post=second, by=cast.coordinator.pk, now=NOW)
    left = posts.receivers([cast.service.pk])
    assert [one.pk for one in left] == [cast.service.post.key_holder]


def test_while_something_is_open_it_stays_and_the_page_says_what(cast, second, settings):
    settings.POST_HOLDS = [f"{__name__}.two_are_open"]
    browser = client_of(cast.coordinator)
    said = browser.get(page(second)).content.decode()
    assert "Two are open." in said
    assert '<form method="post"><' not in said.split("<main")[1].split("</main>")[0]
    assert "Nothing was changed" in browser.post(page(second)).content.decode()
    assert Post.objects.get(pk=second.pk).ended is None
    with pytest.raises(NotAllowed):
        duties.end_post(post=second, by=cast.coordinator.pk, now=NOW)


def two_are_open(post):
    return ["Two are open."]


def test_a_stranger_and_other_roles_find_no_such_page(cast, second):
    for account in (cast.stranger, cast.mentor, cast.professional, cast.lead, cast.administrator):
        assert client_of(account).post(page(second)).status_code == 404
    assert Post.objects.get(pk=second.pk).ended is None
