"""What was frozen stays; what changes afterwards is shown beside it."""

from datetime import UTC, date, datetime

import pytest

from communitylinkage.facts import actions as facts
from communitylinkage.impact import actions, queries
from communitylinkage.impact.models import Freeze
from communitylinkage.impact.rules.definition import DefinitionError
from communitylinkage.impact.rules.evaluating import Amount
from communitylinkage.impact.rules.states import Refused, RefusedError
from communitylinkage.impact.tests import cast as made
from communitylinkage.impact.tests.cast import NOW, THROUGH, one_of
from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast
from communitylinkage.support.counting.actions import count_woman
from communitylinkage.support.counting.rules import Standing

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]


def test_facts_that_come_late_change_no_frozen_figure_and_show_as_a_difference(cast):
    row = made.with_set(cast)
    made.happened("signs_noticed", 7)
    kept = made.frozen(row, cast.lead.pk)
    assert queries.differences(kept) == []
    made.happened("signs_noticed", 2, "IT", month=9)
    made.happened("signs_noticed", 5, "IT", month=11)  # after the reporting date
    assert one_of(queries.frozen(kept), "signs_noticed").result == Amount.of(7)
    found = {one.country: one for one in queries.differences(kept)}
    assert set(found) == {"", "IT"}
    assert (found[""].frozen, found[""].now) == (Amount.of(7), Amount.of(9))
    assert found[""].changed == (("count(signs_noticed)", Amount.of(7), Amount.of(9)),)


def test_a_certificate_found_to_be_a_mistake_shows_as_a_difference(cast):
    row = made.with_set(cast)
    awards = [made.award(cast, row, name, date(2026, 3, 1)) for name in "ABC"]
    kept = made.frozen(row, cast.lead.pk)
    awards[0].revoked_on, awards[0].why = date(2026, 11, 1), "mistake"
    awards[0].save()
    found = {(one.indicator.code, one.country): one for one in queries.differences(kept)}
    one = found["women_empowered", "ES"]
    assert (one.frozen, one.now) == (Amount.of(3), Amount.of(2))


def test_a_definition_changed_after_publication_is_a_new_version_and_the_figure_keeps_its_own(cast):
    row = made.with_set(cast)
    made.happened("signs_noticed", 3, codes=["met:street"])
    made.happened("signs_noticed", 4, codes=["met:home"])
    kept = made.frozen(row, cast.lead.pk)
    text = made.text_of(
        row, words={"count(signs_noticed)": "count(signs_noticed, met:home)",
                    "Signs noticed early": "Signs noticed at home"},
    )  # fmt: skip
    indicator = made.indicator(row)
    draft = actions.keep_draft(indicator=indicator, text=text, by=cast.coordinator.pk, now=NOW)
    live = one_of(queries.values(row, THROUGH, NOW), "signs_noticed")
    assert live.result == Amount.of(7), "a draft changes no figure"
    actions.publish(indicator=indicator, mark=draft.mark, by=cast.lead.pk, now=NOW)
    live = one_of(queries.values(row, THROUGH, NOW), "signs_noticed")
    assert (live.indicator.number, live.result) == (2, Amount.of(4))
    old = one_of(queries.frozen(kept), "signs_noticed")
    assert (old.indicator.number, old.result) == (1, Amount.of(7))
    assert old.indicator.words.title == "Signs noticed early"
    assert queries.differences(kept) == [], "the frozen figure is compared by its own formula"
    assert [one.number for one in queries.history(indicator)] == [2, 1]


def test_a_draft_with_mistakes_is_refused_and_nothing_is_kept(cast):
    row = made.with_set(cast)
    indicator = made.indicator(row)
    text = made.text_of(row, words={"count(signs_noticed)": "count(unicorns)"})
    with pytest.raises(DefinitionError):
        actions.keep_draft(indicator=indicator, text=text, by=cast.coordinator.pk, now=NOW)
    other = made.text_of(row, words={'code = "signs_noticed"': 'code = "another"'})
    with pytest.raises(RefusedError) as refused:
        actions.keep_draft(indicator=indicator, text=other, by=cast.coordinator.pk, now=NOW)
    assert refused.value.why == Refused.OTHER_CODE
    with pytest.raises(RefusedError) as refused:
        actions.publish(indicator=indicator, mark="", by=cast.lead.pk, now=NOW)
    assert refused.value.why == Refused.NO_DRAFT
    assert indicator.versions.count() == 1


@pytest.mark.parametrize("through", ["2026-11", "2025-12", "2028-01", "soon", ""])
def test_only_a_month_of_the_programme_that_is_over_is_frozen(cast, through):
    row = made.with_set(cast)
    with pytest.raises(RefusedError) as refused:
        made.frozen(row, cast.lead.pk, through)
    assert refused.value.why == Refused.MONTH_NOT_OVER


def test_a_month_is_frozen_once_and_none_before_it_later(cast):
    row = made.with_set(cast)
    made.frozen(row, cast.lead.pk)
    for through in (THROUGH, "2026-09"):
        with pytest.raises(RefusedError) as refused:
            made.frozen(row, cast.lead.pk, through)
        assert refused.value.why == Refused.FROZEN_ALREADY
    assert Freeze.objects.count() == 1


def test_what_waits_of_a_month_that_is_over_is_in_the_frozen_figures(cast):
    row = made.with_set(cast)
    facts.count(kind="signs_noticed", region="ES", codes=[], now=datetime(2026, 10, 2, tzinfo=UTC))
    kept = made.frozen(row, cast.lead.pk)
    assert one_of(queries.frozen(kept), "signs_noticed").result == Amount.of(1)


def test_a_woman_met_after_the_reporting_date_is_in_no_frozen_figure_and_no_difference(cast):
    row = made.with_set(cast)

    def met(code, day):
        count_woman(organisation=cast.service, consent=None, code=code, standing=Standing.KNOWN,
                    day=day, by=cast.mentor.pk, now=NOW)  # fmt: skip

    met("Amina 1", date(2026, 3, 5))
    met("Fatou 2", date(2026, 11, 20))
    early = made.frozen(row, cast.lead.pk, "2026-02")
    kept = made.frozen(row, cast.lead.pk)
    for one, number in ((early, 0), (kept, 1)):
        assert one_of(queries.frozen(one), "women_supported").result == Amount.of(number)
    met("Sara 3", date(2026, 11, 21))
    met("Amina 1", date(2026, 11, 22))
    assert queries.differences(kept) == []
    met("Leyla 4", date(2026, 10, 30))
    found = {one.country: (one.frozen, one.now) for one in queries.differences(kept)}
    assert found[""] == (Amount.of(1), Amount.of(2)), "what is reported late is a difference"


def test_the_journal_says_who_froze_and_who_published(cast):
    row = made.with_set(cast)
    made.frozen(row, cast.lead.pk)
    lines = Line.objects.filter(act="impact.frozen", by=str(cast.lead.pk), reference=THROUGH)
    assert lines.count() == 1
