"""The life of a round: planned, opened, moved, closed; by hand and by the clock."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.assessment import actions, queries, rules
from communitylinkage.assessment.models import Assessment, Round
from communitylinkage.assessment.rules import Act, NotNowError, State
from communitylinkage.assessment.tests.made import DAY, NOW, a_round, an_open_round, invited
from communitylinkage.journal.models import Line
from communitylinkage.outbox.actions import run_due
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.surveys import actions as surveys
from communitylinkage.surveys.models import Questionnaire, Version
from communitylinkage.surveys.xlsform import wording
from communitylinkage.surveys.xlsform.converting import convert
from communitylinkage.vault.models import Holder


def viewer(account):
    return Viewer(account, (account.membership,))


def test_a_ready_questionnaire_is_taken_once(cast):  # noqa: F811
    first = a_round(cast.service, cast.coordinator.pk)
    actions.take(name="gbv-services-needs", organisation=cast.service.pk, by=first.pk, now=NOW)
    assert Questionnaire.objects.count() == 1


def test_opening_publishes_the_version_and_seals_free_text_to_all_who_run_it(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk, partners=[cast.other])
    assert row.version.state == "published"
    posts = {str(cast.service.post.key_holder), str(cast.other.post.key_holder)}
    assert set(row.collection.team) == posts
    assert Holder.objects.filter(pk__in=row.collection.team).count() == 2
    assert row.collection.anonymous
    assert not row.collection.editable
    assert all(len(door.token) == 24 for door in row.doors.all())


def test_a_round_that_is_over_is_not_opened(cast):  # noqa: F811
    row = a_round(cast.service, cast.coordinator.pk)
    with pytest.raises(NotNowError):
        actions.open_round(row=row, by=row.pk, now=row.closes)
    assert Round.objects.get().state == State.DRAFT


@pytest.mark.parametrize(("name", "act"), [("open", actions.open_round), ("plan", actions.plan)])
def test_a_round_whose_questions_nobody_could_answer_does_not_open(cast, name, act):  # noqa: F811
    row = a_round(cast.service, cast.coordinator.pk, opens=NOW + 7 * DAY)
    broken = row.version.xform.replace('relevant="', 'relevant="foo() and ', 1)
    assert broken != row.version.xform
    Version.objects.update(xform=broken)
    row.refresh_from_db()
    with pytest.raises(NotNowError, match=rules.UNANSWERABLE):
        act(row=row, by=row.pk, now=NOW)
    address = reverse("round_act", args=[row.pk, name])
    page = client_of(cast.coordinator).post(address, follow=True).content.decode()
    assert "Nobody could answer its questionnaire" in page
    assert (Round.objects.get().state, Version.objects.get().state) == (State.DRAFT, "draft")


def test_a_round_that_nobody_could_send_for_want_of_choices_says_so_and_does_not_open(cast):  # noqa: F811
    row = a_round(cast.service, cast.coordinator.pk, opens=NOW + 7 * DAY)
    made = convert({"survey": [["type", "name", "label", "required"],
                               ["select_one_from_file towns.csv", "t", "T", "yes"]]})  # fmt: skip
    Version.objects.update(xform=made.xform, sheets=made.sheets)
    row.refresh_from_db()
    with pytest.raises(NotNowError, match=rules.NO_CHOICES):
        actions.plan(row=row, by=row.pk, now=NOW)
    client = client_of(cast.coordinator)
    page = client.post(reverse("round_act", args=[row.pk, "open"]), follow=True).content.decode()
    assert "Nobody could send this questionnaire" in page
    assert "These files of choices are named and are not here" in page
    assert "towns.csv" in page


def test_a_round_opens_with_the_version_that_took_the_place_of_its_own(cast):  # noqa: F811
    row = a_round(cast.service, cast.coordinator.pk, opens=NOW + DAY)
    surveys.move(version=row.version, act="publish", by=row.pk, now=NOW)
    actions.plan(row=Round.objects.get(), by=row.pk, now=NOW)
    cell = next(one for one in wording.words(row.version.sheets) if one.text)
    newer = surveys.mend(
        version=row.version, changes={cell.key: "Said otherwise"}, by=row.pk, now=NOW,
    )  # fmt: skip
    surveys.move(version=newer, act="publish", by=row.pk, now=NOW)
    assert actions.sweep(now=NOW + DAY) == 1
    opened = Round.objects.get()
    assert (opened.state, opened.version) == (State.OPEN, newer)


def test_a_round_whose_questionnaire_is_out_of_use_says_so_and_waits_on_home(cast):  # noqa: F811
    row = a_round(cast.service, cast.coordinator.pk, opens=NOW + DAY)
    actions.plan(row=row, by=row.pk, now=NOW)
    Version.objects.update(state="retired")
    later = NOW + DAY + rules.CLOCK_IS_LATE
    assert actions.sweep(now=later) == 0
    (line,) = queries.today(viewer(cast.coordinator), later)
    assert "did not open on its day" in line.sentence
    with pytest.raises(NotNowError, match=rules.RETIRED):
        actions.open_round(row=row, by=row.pk, now=later)


@pytest.mark.parametrize("there", ["Europe/Madrid", "Europe/Athens", "Europe/Lisbon", "UTC"])
@pytest.mark.parametrize("season", [1, 6])
def test_the_last_day_is_the_same_on_every_clock(there, season):
    midnight = datetime(2027, season, 11, tzinfo=ZoneInfo("Europe/Madrid"))
    with timezone.override(ZoneInfo(there)):
        assert timezone.localdate(Round(closes=midnight).last_day) == date(2027, season, 10)


def test_each_act_is_in_the_journal(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    invited(row, "a@example.org")
    actions.remind(row=row, by=row.pk, now=NOW + DAY)
    actions.close(row=row, by=row.pk, now=NOW + DAY)
    acts = set(Line.objects.filter(reference=str(row.pk)).values_list("act", flat=True))
    assert acts == {
        "round.made", "round.opened", "round.invited", "round.reminded", "round.closed"
    }  # fmt: skip


def test_the_clock_opens_reminds_and_closes(cast):  # noqa: F811
    row = a_round(cast.service, cast.coordinator.pk, opens=NOW + DAY)
    actions.plan(row=row, by=row.pk, now=NOW)
    assert actions.sweep(now=NOW) == 0
    assert actions.sweep(now=NOW + DAY) == 1
    invited(Round.objects.get(), "a@example.org", now=NOW + DAY)
    mail.outbox.clear()
    near = row.closes - timedelta(days=2)
    assert [actions.sweep(now=near), actions.sweep(now=near)] == [1, 0]
    run_due(now=near)
    assert len(mail.outbox) == 1
    assert actions.sweep(now=row.closes) == 1
    assert Round.objects.get().state == State.CLOSED


def test_a_draft_is_not_opened_by_the_clock(cast):  # noqa: F811
    row = a_round(cast.service, cast.coordinator.pk)
    assert actions.sweep(now=NOW + DAY) == 0
    assert Round.objects.get(pk=row.pk).state == State.DRAFT


def test_a_dropped_draft_takes_its_empty_assessment_along(cast):  # noqa: F811
    row = a_round(cast.service, cast.coordinator.pk)
    actions.drop(row=row, by=row.pk, now=NOW)
    assert not Assessment.objects.exists()
    opened = an_open_round(cast.other, cast.stranger.pk)
    with pytest.raises(NotNowError):
        actions.drop(row=opened, by=row.pk, now=NOW)


def test_home_tells_of_a_round_that_closes_with_few_answers(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    invited(row, "a@example.org")
    assert queries.today(viewer(cast.coordinator), NOW) == []
    [line] = queries.today(viewer(cast.coordinator), row.closes - DAY)
    assert "few have answered" in line.sentence
    assert queries.today(viewer(cast.stranger), row.closes - DAY) == []


def test_home_tells_of_a_draft_that_nobody_opened(cast):  # noqa: F811
    a_round(cast.service, cast.coordinator.pk)
    assert queries.today(viewer(cast.coordinator), NOW) == []
    [line] = queries.today(viewer(cast.coordinator), NOW + 3 * DAY)
    assert "nobody opened" in line.sentence


@given(st.sampled_from(list(Act)), st.sampled_from(list(State)))
def test_an_act_outside_the_table_is_refused(act, state):
    if (act, state) in rules.MOVES:
        assert rules.after(act, state) == rules.MOVES[act, state]
    else:
        with pytest.raises(NotNowError):
            rules.after(act, state)


def test_nothing_leaves_closed():
    assert rules.acts(State.CLOSED) == []


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_rate_is_between_nothing_and_all(answered, asked):
    rate = rules.share(answered, asked)
    assert rate is None if asked == 0 else 0 <= rate <= 1


def test_a_round_offers_just_its_languages(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    assert row.collection.languages == row.languages == ["English (en)"]


def test_an_open_round_ends_later_or_earlier_and_letters_go_on(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    for days in (60, 5):
        closes = NOW + days * DAY
        moved = actions.set_dates(row=row, opens=None, closes=closes, by=row.pk, now=NOW)
        moved.collection.refresh_from_db()
        assert moved.closes == moved.collection.closes == closes
    assert Line.objects.filter(act="round.dates_moved").count() == 2
    assert moved.opens == row.opens
    with pytest.raises(NotNowError):
        actions.set_dates(row=row, opens=None, closes=NOW, by=row.pk, now=NOW)
    actions.sweep(now=NOW + 5 * DAY)
    assert Round.objects.get().state == State.CLOSED
    with pytest.raises(NotNowError):
        actions.set_dates(row=row, opens=None, closes=NOW + 9 * DAY, by=row.pk, now=NOW)


def test_a_draft_moves_both_days_but_does_not_end_before_it_begins(cast):  # noqa: F811
    row = a_round(cast.service, cast.coordinator.pk)
    moved = actions.set_dates(
        row=row, opens=NOW + 3 * DAY, closes=NOW + 9 * DAY, by=row.pk, now=NOW
    )
    assert (moved.opens, moved.closes) == (NOW + 3 * DAY, NOW + 9 * DAY)
    with pytest.raises(NotNowError):
        actions.set_dates(row=row, opens=NOW + 9 * DAY, closes=NOW + 8 * DAY, by=row.pk, now=NOW)
