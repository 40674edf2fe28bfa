"""Parties, working hours and moments in the plain editor; letters before a review."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.outbox.models import Task
from communitylinkage.people.tests.cast import NOW, cast, client_of
from communitylinkage.procedures import actions, letters, signing, talking
from communitylinkage.procedures.around_forms import hours_of, words_of
from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.cases import Urgency
from communitylinkage.procedures.graph.mending import FIRST
from communitylinkage.procedures.graph.values import Moment, Promise
from communitylinkage.procedures.models import Party, Version
from communitylinkage.procedures.queries import text_of
from communitylinkage.procedures.rules import review_on
from communitylinkage.procedures.tests.cast import a_draft, a_proposal, in_force, other_signer

__all__ = ["cast"]
CALL = {
    "what": "Call her", "party": "service", "role": "professional", "unit": "hours", "count": "24",
    "fallback": "night", "way0-to": "helped", "way0-hours": "any",
}  # fmt: skip
DAYS = {f"day_{n}": "9-13, 16-20" for n in range(5)}

pytestmark = pytest.mark.usefixtures("on_that_day")


def at(page, row, *more):
    return reverse(page, args=[row.procedure_id, *more])


def value():
    return Version.objects.get().value


@given(st.integers(0, (1 << 24) - 1))
def test_hours_of_a_day_come_back_as_they_are_typed(hours):
    assert hours_of(words_of(hours)) == hours


@pytest.mark.parametrize("wrong", ["9", "9-9", "13-9", "9-25", "9 to 5", "9-13 16-20", "-"])
def test_hours_that_cannot_be_read_are_refused(wrong):
    with pytest.raises(ValueError, match=re.escape(wrong.split(",")[0].strip())):
        hours_of(wrong)


def sent_by(answer):
    """All that the form of a page would send."""
    shown = [answer.context["form"], *(answer.context.get("ways") or [])]
    return {one.html_name: one.value() for form in shown for one in form if one.value()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "more", "hers", "theirs"),
    [
        ("procedure_step", ["notice"], {"what": "Hers"}, {"count": "7"}),
        ("procedure_agreement", [], {"title": "Hers"}, {"review_months": "7"}),
        ("procedure_hours", [], {"day_0": "9-11"}, {"day_1": "9-10"}),
        ("procedure_parties", [], {"name_service": "Hers"}, {"name_community": "Theirs"}),
    ],
)
def test_who_saves_second_does_not_erase_what_was_saved_meanwhile(cast, page, more, hers, theirs):
    row, client = a_draft(cast), client_of(cast.coordinator)
    address = at(page, row, *more)
    seen = sent_by(client.get(address))
    assert client.post(address, seen | theirs).status_code == 302
    kept = value()
    answer = client.post(address, seen | hers)
    assert answer.status_code == 200
    assert value() == kept, "what her colleague kept stands"
    again = answer.content.decode()
    assert "Somebody changed this meanwhile." in again
    assert next(iter(hers.values())) in again, "what she typed is not lost"
    assert client.post(address, sent_by(answer)).status_code == 302
    assert value() != kept


@pytest.mark.django_db
def test_two_new_steps_at_once_are_both_kept(cast):
    row, client = a_draft(cast), client_of(cast.coordinator)
    before, address = len(value().steps), at("procedure_step_new", row)
    seen = re.search(r'name="shown" value="([0-9a-f]{64})"', client.get(address).content.decode())
    for _both in range(2):
        assert client.post(address, CALL | {"shown": seen[1]}).status_code == 302
    assert len(value().steps) == before + 2


@pytest.mark.django_db
def test_working_hours_are_typed_a_day_a_line(cast):
    row, client = a_draft(cast), client_of(cast.coordinator)
    assert 'value="9-17"' in client.get(at("procedure_hours", row)).content.decode()
    said = {**DAYS, "serves_urgency": ["24 hours"], "serves_hours": "closed"}
    client.post(at("procedure_hours", row), said)
    split = sum(week.span(n, 9, 13) | week.span(n, 16, 20) for n in range(5))
    assert value().working == split
    assert value().serves.urgency == {Urgency.DAY}
    assert value().serves.hours == week.ALL & ~split


@pytest.mark.django_db
def test_what_is_wrong_is_said_beside_the_day_and_the_rest_is_kept(cast):
    row, client = a_draft(cast), client_of(cast.coordinator)
    said = {**DAYS, "day_2": "noon", "serves_hours": "any"}
    page = client.post(at("procedure_hours", row), said).content.decode()
    assert "Please write hours like this" in page
    assert 'value="noon"' in page
    page = client.post(at("procedure_hours", row), {"serves_hours": "any"}).content.decode()
    assert "A procedure needs some working hours." in page
    assert value().working == week.WORKING


@pytest.mark.django_db
def test_parties_are_named_added_and_dropped(cast):
    row, client = a_draft(cast), client_of(cast.coordinator)
    names = {f"name_{one.code}": "x" for one in value().parties}
    client.post(at("procedure_parties", row), {**names, "drop_line": "on", "new": "Health centre"})
    found = [one.code for one in value().parties]
    assert found == ["community", "service", "party-1"]
    assert dict(value().parties[0].name)["en"] == "x"
    assert len(dict(value().parties[0].name)) == 3  # the other languages stay
    # Who is no party any more is asked for no signature.
    assert set(Party.objects.values_list("code", flat=True)) == {"community", "service"}
    assert "It is not said who does this step." in client.get(
        at("procedure_findings", row)
    ).content.decode()  # fmt: skip


@pytest.mark.django_db
def test_the_last_party_stays(cast):
    row, client = a_draft(cast), client_of(cast.coordinator)
    said = {f"{what}_{one.code}": "x" for one in value().parties for what in ("name", "drop")}
    assert "A procedure needs a party." in client.post(
        at("procedure_parties", row), said
    ).content.decode()  # fmt: skip
    assert len(value().parties) == 3


@pytest.mark.django_db
def test_a_step_says_which_act_of_a_referral_does_it(cast):
    row, client = a_draft(cast), client_of(cast.coordinator)
    client.post(at("procedure_step", row, "answer"), CALL | {"moment": "contact"})
    assert value().step("answer").moment == Moment.CONTACT
    assert "the first talk with her" in client.get(at("procedure", row)).content.decode()


@pytest.mark.django_db
def test_what_is_no_draft_keeps_its_parties_and_hours(cast):
    row, client = a_proposal(cast), client_of(cast.coordinator)
    for page in ("procedure_parties", "procedure_hours"):
        assert client.post(at(page, row), DAYS).status_code == 404


def told():
    return set(Task.objects.filter(kind="people.notify").values_list("subject_id", flat=True))


@pytest.mark.django_db
def test_who_may_sign_gets_a_letter_when_it_is_proposed(cast):
    signer = other_signer(cast)
    a_proposal(cast)
    assert told() == {signer.pk}


def home_of(account):
    return client_of(account).get(reverse("people:home")).content.decode()


def say(row, cast, kind):
    return talking.say(version=row, step="", kind=kind, language="en", text="Too slow", now=NOW,
                       organisation=cast.community.pk, by=cast.mentor.pk)  # fmt: skip


@pytest.mark.django_db
def test_an_objection_is_told_to_who_may_sign_and_home_asks_its_keeper_for_an_answer(cast):
    signer, row, asks = other_signer(cast), a_proposal(cast), "An objection to a procedure waits"
    Task.objects.all().delete()
    say(row, cast, "comment")
    assert told() == set()
    assert asks not in home_of(cast.coordinator)
    objection = say(row, cast, "objection")
    assert told() == {signer.pk, cast.coordinator.pk}
    assert asks in home_of(cast.coordinator)
    assert asks not in home_of(signer)
    Task.objects.all().delete()
    talking.answer(objection=objection, text="Now 24 hours", by=cast.coordinator.pk, now=NOW)
    # Who objected signs nothing, and waits for the answer most of all.
    assert told() == {signer.pk, cast.mentor.pk}
    assert asks not in home_of(cast.coordinator)


@pytest.mark.django_db
def test_the_last_signature_is_told_and_home_asks_its_keeper_to_let_it_begin(cast):
    signer, row, asks = other_signer(cast), a_proposal(cast), "All have signed a procedure"
    Task.objects.all().delete()
    text = text_of(row)
    signing.sign(
        version=row, organisation=cast.service.pk, text=text, by=cast.coordinator.pk, now=NOW
    )
    assert told() == set()
    assert asks not in home_of(cast.coordinator)
    signing.sign(version=row, organisation=cast.community.pk, text=text, by=signer.pk, now=NOW)
    assert told() == {cast.coordinator.pk}
    assert asks in home_of(cast.coordinator)
    assert asks not in home_of(signer)


@pytest.mark.django_db
def test_the_parties_are_told_before_a_review_and_on_its_day(cast):
    row, signer = in_force(cast), other_signer(cast)
    Task.objects.all().delete()
    due = NOW + timedelta(days=365)
    assert letters.sweep(now=due - timedelta(days=31)) == 0
    assert letters.sweep(now=due - timedelta(days=30)) == 1
    assert told() == {signer.pk, cast.coordinator.pk}
    assert letters.sweep(now=due - timedelta(days=1)) == 0
    assert letters.sweep(now=due) == 1
    assert letters.sweep(now=due) == 0
    for account in (signer, cast.coordinator):
        page = client_of(account).get(reverse("people:home")).content.decode()
        assert "due for review" not in page
    Version.objects.filter(pk=row.pk).update(review_on=NOW.date())
    for account in (signer, cast.coordinator):
        page = client_of(account).get(reverse("people:home")).content.decode()
        assert "A procedure is due for review" in page


@pytest.mark.django_db
def test_a_promise_is_taken_back(cast):
    row, client = a_draft(cast), client_of(cast.coordinator)
    first, *more = row.value.parties
    promises = (Promise("ur", week.WORKING), Promise("ar", week.ALL))
    graph = replace(row.value, parties=(replace(first, promises=promises), *more))
    actions.change(version=row, graph=graph, by=cast.coordinator.pk, now=NOW)
    page = client.get(at("procedure_parties", row)).content.decode()
    assert "Take this promise back: العربية, day and night" in page
    said = {f"name_{one.code}": "x" for one in value().parties}
    client.post(at("procedure_parties", row), said | {"promise_community_0": "on"})
    assert value().parties[0].promises == (Promise("ar", week.ALL),)


@pytest.mark.django_db
def test_a_review_that_changes_nothing_sets_the_next_day(cast):
    row, client = in_force(cast), client_of(cast.coordinator)
    stays, act = "it stays as it is", at("procedure_act", row, "review")
    assert stays not in client.get(at("procedure", row)).content.decode()
    assert "why=not_now" in client.post(act, {"version": "1"}).url
    today = timezone.localdate()
    Version.objects.filter(pk=row.pk).update(review_on=today, reminded_on=today)
    assert stays in client.get(at("procedure", row)).content.decode()
    client.post(act, {"version": "1"})
    row.refresh_from_db()
    assert row.review_on == review_on(today, 12)
    assert row.reminded_on is None
    assert row.in_force_at == NOW


def order():
    return [one.code for one in value().steps]


@pytest.mark.django_db
def test_a_step_is_put_first_between_and_back(cast):
    row, client = a_draft(cast), client_of(cast.coordinator)
    first, second, *rest = order()
    page = client.get(at("procedure_step_new", row)).content.decode()
    assert "before all others" in page
    assert "at the end" in page
    new = at("procedure_step_new", row)
    client.post(new, CALL)
    assert order() == [first, second, *rest, "step-1"]
    client.post(new, CALL | {"after": first})
    assert order() == [first, "step-2", second, *rest, "step-1"]
    client.post(new, CALL | {"after": FIRST})
    assert order() == ["step-3", first, "step-2", second, *rest, "step-1"]
    for after, codes in (
        (second, [first, "step-2", second, "step-3", *rest, "step-1"]),
        ("", [first, "step-2", second, "step-3", *rest, "step-1"]),
        (FIRST, ["step-3", first, "step-2", second, *rest, "step-1"]),
        ("step-1", [first, "step-2", second, *rest, "step-1", "step-3"]),
    ):
        client.post(at("procedure_step", row, "step-3"), CALL | {"after": after})
        assert order() == codes
    before = value()
    for wrong in ("step-3", "gone", "x" * 10_000, "\x00"):
        page = client.post(at("procedure_step", row, "step-3"), CALL | {"after": wrong})
        assert page.status_code == 200, wrong
        assert b'class="error"' in page.content, wrong
    assert value() == before
