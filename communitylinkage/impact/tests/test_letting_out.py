"""What others see of the frozen figures gives nobody away, nor with what was let out before."""

import json
from datetime import date

import pytest

from communitylinkage.directory.models import Place
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.impact import freezing, queries, sources, telling, wording
from communitylinkage.impact.models import Frozen, Released
from communitylinkage.impact.rules.definition import Unit
from communitylinkage.impact.rules.evaluating import Amount
from communitylinkage.impact.rules.release import CorrectedError, Point, release
from communitylinkage.impact.rules.states import Refused, RefusedError
from communitylinkage.impact.tests import cast as made
from communitylinkage.impact.tests.cast import NOW, one_of
from communitylinkage.network.models import Community, Engagement, Member
from communitylinkage.organisations.models import Programme
from communitylinkage.people.tests.cast import cast
from communitylinkage.support.counting.actions import count_woman
from communitylinkage.support.counting.rules import Standing

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]


def shown(row, code, audience="partners"):
    return next(s for s in queries.released(row, audience) if s.indicator.code == code)


def test_partners_see_no_small_figure_and_none_that_gives_one_away(cast):
    row = made.with_set(cast)
    made.happened("signs_noticed", 20, "ES")
    made.happened("signs_noticed", 2, "IT")
    made.frozen(row, cast.lead.pk)
    cells = shown(row, "signs_noticed").cells
    assert cells["IT"] == {"state": "hidden"}
    # Of each that is hidden the same is said: which is the small one, nobody reads.
    assert telling.shown(cells["IT"], Unit.TIMES) == "hidden, so that nobody can be found"
    # One of the two others is hidden as well, or Italy would be what remains.
    assert [cells[one]["state"] for one in ("", "ES")].count("hidden") >= 1


def a_community(country):
    place, _new = Place.objects.get_or_create(
        pk=["ES", "IT"].index(country),
        defaults={"name": country, "country": country, "latitude": 1, "longitude": 1,
                  "population": 1},
    )  # fmt: skip
    return Community.objects.create(name=country, language="ar", origin="MA", place=place)


def engaged(organisation, number, since, place):
    for _member in range(number):
        one = Member.objects.create(organisation=organisation)
        Engagement.objects.create(member=one, community=place, how="contact", since=since)


@pytest.mark.parametrize("theirs", [1, 7])
def test_who_takes_her_organisations_part_away_does_not_learn_of_the_few_of_another(cast, theirs):
    row, spain, italy = made.with_set(cast), a_community("ES"), a_community("IT")
    for organisation, number in ((cast.service, 7), (cast.other, theirs)):
        engaged(organisation, number, date(2026, 3, 1), spain)
        engaged(organisation, 20, date(2026, 3, 1), italy)
    kept = made.frozen(row, cast.lead.pk)
    cells = shown(row, "women_engaged").cells
    told = {country: cells[country]["state"] == "value" for country in ("ES", "IT", "")}
    assert told["ES"] == (theirs >= 5), "8 less our 7 is the one of the other"
    assert all(told.values()) == (theirs >= 5), "else the two others say it"
    figure = Frozen.objects.get(freeze=kept, version__indicator__code="women_engaged", country="ES")
    told = {who: next(iter(inputs.values()))["low"] for who, inputs in figure.parts.items()}
    assert sorted(told.values()) == sorted([7, theirs])


def test_nor_of_the_few_whom_another_added_since_the_last_reporting_date(cast):
    row, place, italy = made.with_set(cast), a_community("ES"), a_community("IT")
    for organisation, number in ((cast.service, 6), (cast.other, 6)):
        engaged(organisation, number, date(2026, 3, 1), place)
        engaged(organisation, 20, date(2026, 3, 1), italy)
    made.frozen(row, cast.lead.pk, "2026-04")
    assert shown(row, "women_engaged").cells["ES"]["value"] == 12
    for organisation, number in ((cast.service, 6), (cast.other, 1)):
        engaged(organisation, number, date(2026, 6, 1), place)
    made.frozen(row, cast.lead.pk)
    assert shown(row, "women_engaged").cells["ES"] == {"state": "hidden"}


def test_how_few_women_may_be_counted_twice_is_told_to_nobody_outside(cast):
    row = made.with_set(cast)
    for woman in range(30):
        organisation = (cast.service, cast.other)[woman % 2]
        code = "" if woman < 2 else f"woman {woman}"
        count_woman(organisation=organisation, consent=None, code=code, standing=Standing.KNOWN,
                    day=date(2026, 10, 20), by=cast.mentor.pk, now=NOW)  # fmt: skip
    kept = made.frozen(row, cast.lead.pk)
    assert one_of(queries.frozen(kept), "women_supported").result == Amount(28, 30)
    told = shown(row, "women_supported").cells
    assert {(one["value"], one["high"]) for one in told.values()} == {(28, 28), (14, 14)}


def test_where_there_is_no_figure_others_read_why(cast, monkeypatch):
    row = made.with_set(cast)
    monkeypatch.setattr(sources.apps, "is_installed", lambda _app: False)
    made.frozen(row, cast.lead.pk)
    told = shown(row, "population_reached")
    assert (told.refused, told.cells[""]) == ("", {"state": "missing", "why": "not_installed"})


def test_what_stands_for_nobody_is_shown_as_it_is(cast):
    row = made.with_set(cast)
    made.frozen(row, cast.lead.pk)
    assert shown(row, "practices_abroad").cells[""] == {
        "state": "value", "value": 0, "low": 0, "high": 0
    }  # fmt: skip


def test_what_a_month_added_is_not_given_away_by_the_next_freeze(cast):
    row = made.with_set(cast)
    made.happened("signs_noticed", 30, "ES", month=2)
    made.happened("signs_noticed", 30, "IT", month=2)
    made.frozen(row, cast.lead.pk, "2026-09")
    assert shown(row, "signs_noticed").cells["IT"]["value"] == 30
    made.happened("signs_noticed", 1, "IT", month=10)
    made.frozen(row, cast.lead.pk)
    after = shown(row, "signs_noticed")
    assert after.refused or after.cells["IT"]["state"] == "hidden"


def a_date(through, **numbers):
    """A reporting date with so many by country."""
    told = {country: Amount.of(number) for country, number in numbers.items()}
    return Point(through, told | {"": Amount.of(sum(numbers.values()))}, {})


def test_an_older_date_told_after_a_newer_one_does_not_give_away_what_lies_between():
    older, newer = a_date("2026-09", ES=30, IT=30), a_date("2026-10", ES=50, IT=31)
    shown, entry = release("x", [older, newer], "partners", True, Ledger())
    assert shown["IT"]["value"] == 31
    after, _entry = release("x", [older], "partners", True, Ledger((entry,)), [newer])
    assert after["IT"] == {"state": "hidden"}, "31 less 30 is the one of October"
    assert "hidden" in (after["ES"]["state"], after[""]["state"]), "else the others say it"


def test_an_older_date_that_a_newer_one_after_a_correction_left_out_is_not_told():
    first, older, newer = (
        a_date(through, ES=es, IT=30)
        for through, es in (("2026-08", 30), ("2026-09", 40), ("2026-10", 35))
    )
    _shown, before = release("x", [first], "partners", True, Ledger())
    _shown, after = release("x", [first, older, newer], "partners", True, Ledger((before,)))
    assert after.periods == ("2026-08", "2026-10")
    with pytest.raises(CorrectedError):
        release("x", [first, older], "public", True, Ledger((before, after)), [newer])


def test_an_older_date_is_judged_by_what_was_let_out_of_newer_ones(cast, monkeypatch):
    row, told = made.with_set(cast), []
    older, _newer = (made.frozen(row, cast.lead.pk, at) for at in ("2026-09", "2026-10"))
    monkeypatch.setattr(freezing, "release", lambda *given: told.append(given) or ({}, None))
    freezing.let_out(row=older, by=cast.lead.pk, now=NOW)
    assert {tuple(one.through for one in points) for _s, points, *_rest in told} == {("2026-09",)}
    assert {tuple(one.through for one in given[-1]) for given in told} == {("2026-10",)}


def test_after_a_correction_downwards_nothing_is_let_out_and_it_says_why(cast):
    row = made.with_set(cast)
    awards = [
        made.award(cast, row, f"{country}{n}", date(2026, 3, 1), country=country)
        for country in ("ES", "IT") for n in range(12)
    ]  # fmt: skip
    made.frozen(row, cast.lead.pk, "2026-09")
    assert shown(row, "women_empowered").cells["ES"]["value"] == 12
    for one in awards[:2]:
        one.revoked_on, one.why = date(2026, 10, 1), "mistake"
        one.save()
    made.frozen(row, cast.lead.pk)
    assert shown(row, "women_empowered").refused == "corrected"


def a_correction(cast, row):
    """Two of twelve in Spain were a mistake, after a reporting date at which twelve were told."""
    awards = [
        made.award(cast, row, f"{country}{n}", date(2026, 3, 1), country=country)
        for country in ("ES", "IT") for n in range(12)
    ]  # fmt: skip
    made.frozen(row, cast.lead.pk, "2026-07")
    for one in awards[:2]:
        one.revoked_on, one.why = date(2026, 8, 1), "mistake"
        one.save()
    made.frozen(row, cast.lead.pk, "2026-08")
    assert shown(row, "women_empowered").refused == "corrected"


def test_after_a_correction_later_dates_speak_again_once_as_many_are_counted_as_were_told(cast):
    row = made.with_set(cast)
    a_correction(cast, row)
    for n in range(20):
        made.award(cast, row, f"new {n}", date(2026, 9, 1), country=("ES", "IT")[n % 2])
    made.frozen(row, cast.lead.pk, "2026-09")
    told = shown(row, "women_empowered")
    assert (told.refused, told.cells["ES"]["value"]) == ("", 20), "ten that stand, and ten new ones"


def test_a_correction_below_what_was_told_says_how_long_nothing_is_let_out(cast):
    row = made.with_set(cast)
    a_correction(cast, row)
    made.frozen(row, cast.lead.pk, "2026-09")
    assert shown(row, "women_empowered").refused == "corrected"
    said = str(wording.NOT_LET_OUT["corrected"])
    assert "until as many are counted again as were let out" in said


def test_a_correction_of_what_was_never_told_silences_nothing(cast):
    row = made.with_set(cast)
    awards = [made.award(cast, row, f"IT{n}", date(2026, 3, 1), country="IT") for n in range(3)]
    for n in range(30):
        made.award(cast, row, f"ES{n}", date(2026, 3, 1), country="ES")
    made.frozen(row, cast.lead.pk, "2026-08")
    before = shown(row, "women_empowered").cells
    assert before["IT"]["state"] == "hidden"
    awards[0].revoked_on, awards[0].why = date(2026, 9, 1), "mistake"
    awards[0].save()
    for n in range(12):
        made.award(cast, row, f"new {n}", date(2026, 9, 1), country="ES")
    made.frozen(row, cast.lead.pk, "2026-09")
    after = shown(row, "women_empowered")
    assert after.refused == ""
    assert after.cells["IT"]["state"] == "hidden"
    assert {one["state"] for one in after.cells.values()} != {"hidden"}


def another(cast, **more):
    """A programme of somebody else, which works in Italy as well."""
    return Programme.objects.create(**{
        "name": "Beside", "contract_number": "beside", "countries": ["IT", "GR"],
        "starts": date(2026, 6, 1), "ends": date(2028, 5, 31), "lead_organisation": cast.other,
    } | more)  # fmt: skip


@pytest.mark.parametrize("audience", ["partners", "public"])
def test_what_may_be_another_programmes_as_well_is_let_out_to_nobody(cast, audience):
    row = made.with_set(cast)
    made.happened("signs_noticed", 40, "ES")
    for woman in range(20):
        count_woman(organisation=cast.service, consent=None, code=f"woman {woman}",
                    day=date(2026, 10, 20), standing=Standing.KNOWN, by=cast.mentor.pk,
                    now=NOW)  # fmt: skip
    another(cast)
    kept = made.frozen(row, cast.lead.pk, "2026-10")
    if audience == "public":
        freezing.let_out(row=kept, by=cast.lead.pk, now=NOW)
    assert one_of(queries.frozen(kept), "signs_noticed").result == Amount.of(40), "she who leads"
    for code in ("signs_noticed", "women_empowered", "time_to_first_contact", "women_engaged"):
        told = shown(row, code, audience)
        assert (told.refused, told.cells) == ("shared", {}), code
    assert "Another programme works" in str(wording.NOT_LET_OUT["shared"])
    # What says for which programme it was, and what stands for nobody, goes its way.
    for code in ("women_supported", "population_reached", "practices_abroad"):
        assert shown(row, code, audience).refused != "shared", code


@pytest.mark.parametrize("apart", [
    {"countries": ["GR"]}, {"starts": date(2028, 1, 1)},
])  # fmt: skip
def test_a_programme_elsewhere_or_at_another_time_silences_nothing(cast, apart):
    row = made.with_set(cast)
    for country in ("ES", "IT"):
        made.happened("signs_noticed", 40, country)
    another(cast, **apart)
    made.frozen(row, cast.lead.pk)
    assert shown(row, "signs_noticed").cells["ES"]["value"] == 40


def test_everybody_sees_what_was_let_out_to_everybody_once_and_rounded(cast):
    row = made.with_set(cast)
    made.happened("signs_noticed", 33, "ES")
    made.happened("signs_noticed", 41, "IT")
    kept = made.frozen(row, cast.lead.pk)
    assert queries.released(row, "public") == []
    freezing.let_out(row=kept, by=cast.lead.pk, now=NOW)
    assert shown(row, "signs_noticed", "public").cells["ES"]["value"] == 35
    with pytest.raises(RefusedError) as refused:
        freezing.let_out(row=kept, by=cast.lead.pk, now=NOW)
    assert refused.value.why == Refused.RELEASED_ALREADY


def test_what_is_kept_for_readers_holds_no_hidden_number(cast):
    row = made.with_set(cast)
    made.happened("support_feedback", 2, codes=["by:woman", "helped:yes"])
    made.happened("support_feedback", 37, codes=["by:woman", "helped:no"])
    made.frozen(row, cast.lead.pk)
    told = json.dumps([one.shown for one in Released.objects.filter(
        version__indicator__code="support_that_helped")])  # fmt: skip
    assert "value" not in told
