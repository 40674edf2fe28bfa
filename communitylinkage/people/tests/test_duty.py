"""Who is on duty when, and the pages that say so."""

import datetime
import uuid

import pytest
from django.core import mail as sent
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.organisations.models import Post
from communitylinkage.outbox.actions import run_due
from communitylinkage.people import duties, mail, posts
from communitylinkage.people.models import Duty
from communitylinkage.people.rules import NotAllowed, Shift, is_on
from communitylinkage.people.tests.cast import NOW, cast, client_of  # noqa: F401

NIGHT = Shift(1, datetime.time(22), datetime.time(6))
MADRID = "Europe/Madrid"
LONG = "x" * 10_000
# Whole sentences that the pages answer wrong input with.
HIDDEN = "invisible sign"


def at(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("when", "on"),
    [
        ("2026-11-24 20:59", False),
        ("2026-11-24 21:00", True),
        ("2026-11-25 04:59", True),
        ("2026-11-25 05:00", False),
        ("2026-11-26 00:00", False),
    ],
)
def test_a_night_ends_on_the_next_day_by_the_clock_of_the_country(when, on):
    assert is_on(NIGHT, at(when), MADRID) is on


@given(st.integers(0, 6), st.times(), st.times(), st.datetimes(timezones=st.just(datetime.UTC)))
def test_no_time_is_too_odd(weekday, opens, closes, now):
    if 1900 < now.year < 9000:
        assert is_on(Shift(weekday, opens, closes), now, MADRID) in (True, False)


@pytest.mark.django_db
def test_who_is_on_duty_is_told_else_all_who_may_open(cast):  # noqa: F811
    post = cast.service.post
    assert set(posts.on_duty(post, NOW)) == {cast.professional, cast.coordinator}
    shift = Shift(1, datetime.time(9), datetime.time(17))
    duty = duties.add_duty(
        post=post, account=cast.professional, shift=shift, by=cast.coordinator.pk, now=NOW
    )
    assert posts.on_duty(post, NOW) == [cast.professional]
    assert len(posts.on_duty(post, NOW + datetime.timedelta(days=1))) == 2
    assert posts.on_duty(post, NOW, except_for={cast.professional.pk}) == [cast.coordinator]
    duties.remove_duty(duty=duty, by=cast.coordinator.pk, now=NOW)
    assert len(posts.on_duty(post, NOW)) == 2


@pytest.mark.django_db
def test_who_left_is_not_on_duty(cast):  # noqa: F811
    from communitylinkage.people import actions

    post = cast.service.post
    week = Shift(starts=NOW, ends=NOW + datetime.timedelta(days=7))
    duties.add_duty(
        post=post, account=cast.professional, shift=week, by=cast.coordinator.pk, now=NOW
    )
    actions.leave(membership=cast.professional.membership, by=cast.coordinator, now=NOW)
    assert posts.on_duty(post, NOW) == [cast.coordinator]
    assert not Duty.objects.exists()
    assert not Duty.objects.exists()


@pytest.mark.django_db
def test_only_who_may_open_is_put_on_duty(cast):  # noqa: F811
    with pytest.raises(NotAllowed):
        duties.add_duty(
            post=cast.service.post, account=cast.lead, shift=NIGHT, by=cast.lead.pk, now=NOW
        )


@pytest.mark.django_db
def test_a_coordinator_makes_names_and_fills_a_post(cast):  # noqa: F811
    browser = client_of(cast.coordinator)
    said = {"name": "Night line", "organisation": cast.service.pk}
    address = browser.post(reverse("people:posts"), said).url
    made = Post.objects.get(name="Night line")
    assert posts.has_key(made, cast.professional)
    weekly = {
        "kind": "weekly",
        "account": cast.professional.pk,
        "weekday": "1",
        "opens_at": "22:00",
        "closes_at": "06:00",
    }
    assert browser.post(address, weekly).status_code == 302
    once = {
        "kind": "once",
        "account": cast.coordinator.pk,
        "first": "2026-12-24",
        "last": "2026-12-25",
    }
    assert browser.post(address, once).status_code == 302
    duty = Duty.objects.get(account=cast.coordinator)
    assert duty.starts == at("2026-12-23 23:00")
    assert duty.ends == at("2026-12-25 23:00")
    page = browser.get(address).content.decode()
    assert "Tuesday, 22:00 to 06:00" in page
    assert "From 24 December 2026 until 25 December 2026" in page
    browser.post(reverse("people:off_duty", args=[made.pk, duty.pk]))
    assert Duty.objects.count() == 1
    browser.post(reverse("people:post_name", args=[made.pk]), {"name": "Nights"})
    assert Post.objects.filter(name="Nights").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"name": LONG}, "at most 120"),
        ({"name": "a\x07b"}, HIDDEN),
        ({"name": "a\u202eb"}, HIDDEN),
        ({"name": "a\x00b"}, "invisible sign"),
        ({"name": "On duty"}, "with this name already"),
        ({"organisation": str(uuid.uuid4())}, "none of the answers"),
        ({"organisation": "no id"}, "none of the answers"),
        ({"name": ""}, "Please fill this in"),
    ],
)
def test_a_wrong_post_is_refused_beside_the_field(cast, said, answer):  # noqa: F811
    said = {"name": "Good", "organisation": cast.service.pk, **said}
    page = client_of(cast.coordinator).post(reverse("people:posts"), said)
    assert page.status_code == 200
    assert answer in page.content.decode()
    assert Post.objects.filter(organisation=cast.service).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [
        {"kind": "weekly", "weekday": "9", "opens_at": "22:00", "closes_at": "06:00"},
        {"kind": "weekly", "weekday": "1", "opens_at": "late", "closes_at": LONG},
        {"kind": "once", "first": "2026-12-25", "last": "2026-12-24"},
        {"kind": "once", "first": "9999-12-31", "last": "9999-12-31"},
        {"kind": "once", "first": "0001-01-01", "last": "0001-01-01"},
        {"kind": "never"},
        {"kind": "once", "account": "x", "first": "\x00", "last": ""},
    ],
)
def test_wrong_times_are_refused(cast, said):  # noqa: F811
    said = {"account": cast.professional.pk, **said}
    address = reverse("people:post", args=[cast.service.post.pk])
    assert client_of(cast.coordinator).post(address, said).status_code == 200
    assert not Duty.objects.exists()


@pytest.mark.django_db
def test_a_forged_person_is_not_put_on_duty(cast):  # noqa: F811
    address = reverse("people:post", args=[cast.service.post.pk])
    said = {"kind": "once", "first": "2026-12-25", "last": "2026-12-25"}
    for pk in (cast.mentor.pk, cast.lead.pk, uuid.uuid4()):
        client_of(cast.coordinator).post(address, {**said, "account": pk})
    assert not Duty.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["mentor", "professional", "lead", "administrator", "stranger"])
def test_a_stranger_sees_no_post(cast, who):  # noqa: F811
    browser, pk = client_of(getattr(cast, who)), cast.service.post.pk
    for name in ("post", "post_name"):
        assert browser.get(reverse(f"people:{name}", args=[pk])).status_code == 404
        assert browser.post(reverse(f"people:{name}", args=[pk])).status_code == 404
    off = reverse("people:off_duty", args=[pk, uuid.uuid4()])
    assert browser.post(off).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_a_letter_that_cannot_wait_says_so_and_nothing_else(cast, language):  # noqa: F811
    cast.professional.language = language
    cast.professional.save()
    mail.tell(accounts=[cast.professional], now=NOW, at_once=True)
    assert run_due(now=NOW) == 1
    (letter,) = sent.outbox
    assert letter.to == [cast.professional.email]
    words = {"en": "Please sign in now.", "es": "Entra ahora", "ar": "سجّلي الدخول الآن"}
    assert words[language] in letter.body
    for said in (cast.service.name, "visit", "mentor", "woman"):
        assert said not in letter.subject + letter.body
