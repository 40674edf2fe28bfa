"""A report says what the dashboards say, leads to what was counted, and stays as handed in."""

from datetime import UTC, datetime, time

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from communitylinkage.assessment.tests.made import an_open_round
from communitylinkage.events.tests.cast import an_event
from communitylinkage.facts import actions as facts
from communitylinkage.impact import actions as impact_actions
from communitylinkage.impact import dashboards, freezing
from communitylinkage.impact import figures as counting
from communitylinkage.impact import queries as impact
from communitylinkage.impact import telling as impact_telling
from communitylinkage.impact.models import Freeze
from communitylinkage.impact.tests import cast as counted
from communitylinkage.journal.models import Line
from communitylinkage.organisations.models import Partnership
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast
from communitylinkage.reports import composing, figure_parts, queries, template_actions, writing
from communitylinkage.reports.models import Narrative, Report, Section
from communitylinkage.reports.rules.content import Definition, Note, Table, Words
from communitylinkage.reports.rules.sections import Kind as SectionKind
from communitylinkage.reports.rules.states import Act, Kind, RefusedError, State, Why
from communitylinkage.reports.tests import cast as made

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]


@pytest.fixture
def world(cast):
    cast.programme = made.programme(cast)
    made.things(cast, cast.programme)
    return cast


def content(row):
    return composing.content_of(row, made.now())


def tables(told, kind):
    section = next(one for one in told.sections if one.kind == kind)
    return [part for part in section.parts if isinstance(part, Table)]


def parts(told, kind):
    """All parts of a kind of class."""
    return [part for one in told.sections for part in one.parts if isinstance(part, kind)]


def viewer(who):
    return Viewer(who, tuple(who.memberships.select_related("organisation", "programme")))


def keep(world, row, body, language="en", at=0):
    section = queries.sections(world.programme)[at]
    writing.keep_words(report=row, section=section, language=language, body=body,
                       by=world.coordinator.pk, now=made.now())  # fmt: skip


def test_one_act_freezes_takes_the_ready_sections_and_fills_every_table(world):
    row = made.report(world.programme, world.lead.pk)
    assert row.freeze == Freeze.objects.get()
    assert row.freeze.through == impact.closed_months(world.programme, made.today())[0]
    told = content(row)
    assert [one.kind for one in told.sections][:2] == ["narrative", "indicators"]
    assert len(tables(told, "indicators")) == 2
    again, new = writing.make(programme=world.programme, kind=Kind.PERIODIC, by=world.lead.pk,
                              now=made.now())  # fmt: skip
    assert (again, new) == (row, False), "one that is begun is given back"
    final = made.report(world.programme, world.lead.pk, Kind.FINAL)
    assert final.freeze == row.freeze
    assert Line.objects.filter(act="reports.made").count() == 2


def test_every_figure_of_a_report_is_the_figure_of_the_dashboards(world):
    row = made.report(world.programme, world.lead.pk)
    # What comes later moves no figure of either.
    facts.count(kind="signs_noticed", region="ES", codes=["met:visit"], now=made.now())
    facts.flush(now=made.now())
    for language in ("en", "ar"):
        with translation.override(language):
            whole, by_country = tables(content(row), "indicators")
            heads = dict(zip(by_country.head[1:], range(1, 9), strict=False))
            for place in ("", "ES", "IT"):
                board = dashboards.dashboard(viewer(world.stranger), world.programme, place,
                                             made.now())  # fmt: skip
                assert not board.live
                at = 1 if not place else heads[impact_telling.country(place)]
                found = (whole if not place else by_country).rows
                assert [cells[at].text for cells in found] == [one.figure for one in board.lines]
                assert [cells[at].code for cells in found] == [
                    one.indicator.code for one in board.lines
                ]
            targets = [(cells[2].text, cells[3].text) for cells in whole.rows]
            board = dashboards.dashboard(viewer(world.stranger), world.programme, "", made.now())
            assert targets == [(one.unit, one.target) for one in board.lines]


def test_what_is_shown_exactly_is_what_was_frozen_and_the_small_is_hidden(world):
    row = made.report(world.programme, world.lead.pk)
    frozen = {(one.indicator.code, one.country): impact_telling.figure(one.result)
              for one in impact.frozen(row.freeze)}  # fmt: skip
    whole, by_country = tables(content(row), "indicators")
    exact = [cell for cells in whole.rows for cell in cells[1:2] if cell.number is not None]
    assert len(exact) >= 5
    for cell in exact:
        assert cell.text == frozen[cell.code, ""]
    signs = next(cells for cells in by_country.rows if cells[0].code == "signs_noticed")
    italy = by_country.head.index("Italy")
    assert signs[italy].text == "hidden, so that nobody can be found"
    assert signs[italy].number is None
    said = str(content(row))
    assert "'2 times'" not in said


def test_every_figure_has_its_definition_in_the_annex_with_what_was_left_out(world):
    made.happened("signs_noticed", 7, "FR")  # in no country of the programme
    made.happened("referral_first_contact", 3, "FR", ["waited:day"])
    row = made.report(world.programme, world.lead.pk)
    told = content(row)
    annex = {one.code: one for one in parts(told, Definition)}
    named = {cell.code for table in parts(told, Table) for cells in table.rows
             for cell in cells if cell.code}  # fmt: skip
    assert named == set(annex), "every figure, and nothing else"
    lines = {word: text for word, text, _language in annex["signs_noticed"].lines}
    assert lines["Formula"] == "count(signs_noticed)"
    assert lines["Left out"] == "In a country that is not in the programme"
    assert lines["Where it can be followed"].endswith(f"/{row.pk}/figures/signs_noticed/")
    few = {word: text for word, text, _language in annex["time_to_first_contact"].lines}
    assert few["Left out"] == "Nothing of which five or more were counted."
    for section in Section.objects.filter(kind=SectionKind.DEFINITIONS):
        template_actions.take_out(section=section, by=world.lead.pk, now=made.now())
    assert parts(content(row), Definition), "no report goes without its annex"


def test_what_was_handed_in_stays_whatever_is_corrected_or_defined_afterwards(world):
    package = made.package(world.programme, by=world.lead.pk)
    item = made.item(package, world.lead.pk)
    row = made.report(world.programme, world.lead.pk)
    keep(world, row, "We began.")
    row = made.handed_in(row, world.lead.pk)
    before = {}
    for language in ("en", "es", "ar"):
        with translation.override(language):
            before[language] = content(row)
    assert before["en"].language == "en"
    assert before["ar"].language == "ar"
    # A fact that comes late, a definition of another formula, a plan that changes, other sections.
    made.happened("signs_noticed", 9, "ES", ["met:visit"])
    indicator = counted.indicator(world.programme)
    text = counted.text_of(
        world.programme, words={"count(signs_noticed)": "count(signs_noticed, met:home)"}
    )
    draft = impact_actions.keep_draft(
        indicator=indicator, text=text, by=world.lead.pk, now=made.now()
    )
    impact_actions.publish(indicator=indicator, mark=draft.mark, by=world.lead.pk, now=made.now())
    item.delete()
    Section.objects.all().update(headings={"en": "x"})
    row = Report.objects.select_related("freeze__programme").get()
    for language, kept in before.items():
        with translation.override(language):
            assert content(row) == kept
    (change,) = [one for one in impact.differences(row.freeze) if not one.country]
    assert (change.frozen.low, change.now.low) == (35, 44)
    assert [(one.code, number) for one, number in queries.changed_since(row.freeze)] == [
        ("signs_noticed", 2)
    ]
    with pytest.raises(RefusedError):
        keep(world, row, "Otherwise.")
    with pytest.raises(RefusedError):
        writing.drop(report=row, by=world.lead.pk, now=made.now())


def test_a_table_that_cannot_be_made_safe_says_why_and_what_can_be_shown(world):
    months = impact.closed_months(world.programme, made.today())
    awards = [
        counted.award(world, world.programme, f"{place}{at}", counting.last_day(months[3]),
                      country=place)
        for place in ("ES", "IT") for at in range(12)
    ]  # fmt: skip
    freezing.freeze(programme=world.programme, through=months[2], by=world.lead.pk, now=made.now())
    # All of them were a mistake, and more: the figure goes down.
    for one in awards[:23]:
        one.revoked_on, one.why = made.today(), "mistake"
        one.save()
    row = made.report(world.programme, world.lead.pk)
    told = content(row)
    line = next(cells for cells in tables(told, "indicators")[0].rows
                if cells[0].code == "women_empowered")  # fmt: skip
    assert line[1].text == "–"
    assert "Nothing is let out, until" in line[4].text
    notes = [one.text for one in parts(told, Note)]
    assert any("It was corrected: fewer are counted" in one for one in notes)
    assert any(
        one.startswith("Let out before it was corrected, so it is not right any more:")
        and "24" in one for one in notes
    )  # fmt: skip


def test_the_days_of_a_report_are_those_of_where_it_is_led_and_of_where_an_event_takes_place(world):
    day = world.programme.starts + made.timedelta(days=30)
    # Half an hour before midnight UTC is the day after in Madrid, where the programme is led.
    late = datetime.combine(day, time(23, 30), UTC)
    event = an_event(world.service, world.lead.pk, now=late - made.timedelta(days=60),
                     begins=late, zone="America/Cayenne")  # fmt: skip
    item = made.item(made.package(world.programme, by=world.lead.pk), world.lead.pk)
    item.due = day
    item.save()
    row = made.report(world.programme, world.lead.pk)
    told = composing.composed(row, late)
    about = dict(told.about)
    assert about["Plan looked at on"] == date_format(day + made.timedelta(days=1))
    assert tables(told, "deliverables")[0].rows[0][5].text == "Late", "its day is over there"
    (line,) = tables(told, "events")[0].rows
    assert line[0].text == date_format(day), "there it is still the evening"
    event.begins = datetime.combine(world.programme.starts, time(0, 30), UTC)
    event.save()
    assert tables(composing.composed(row, late), "events") == [], "there it was the day before"


def test_no_figure_is_typed_and_what_was_estimated_carries_its_proof(world):
    row = made.report(world.programme, world.lead.pk)
    said = " ".join(one.text for one in parts(content(row), Note))
    assert "No figure is typed here; what a platform reported or was estimated" in said
    assert "Nobody types a figure" not in said


def test_a_new_report_begins_with_the_last_words_and_says_so(world):
    first = made.report(world.programme, world.lead.pk)
    keep(world, first, "# Heading\nWe began.")
    keep(world, first, "Empezamos.", "es")
    keep(world, first, "Of a section that goes.", at=2)
    made.handed_in(first, world.lead.pk)
    template_actions.take_out(
        section=queries.sections(world.programme)[2], by=world.lead.pk, now=made.now()
    )
    second = made.report(world.programme, world.lead.pk, Kind.FINAL)
    assert second.began_with == first
    found = {(one.language, one.body, one.carried) for one in second.narratives.all()}
    assert found == {("en", "# Heading\nWe began.", True), ("es", "Empezamos.", True)}
    keep(world, second, "We ended.")
    carried = dict(second.narratives.values_list("language", "carried"))
    assert carried == {"en": False, "es": True}
    with translation.override("ar"):
        (words,) = parts(content(second), Words)
    assert (words.language, words.text) == ("en", "We ended."), "in English where Arabic is missing"
    keep(world, second, "")
    assert not Narrative.objects.filter(report=second, language="en").exists()


def test_a_new_version_has_the_same_figures_and_the_old_one_stays(world):
    first = made.report(world.programme, world.lead.pk)
    keep(world, first, "We began.")
    with pytest.raises(RefusedError):
        writing.again(report=first, by=world.lead.pk, now=made.now())
    made.handed_in(first, world.lead.pk)
    second = writing.again(report=first, by=world.lead.pk, now=made.now())
    assert (second.version, second.freeze, second.state) == (2, first.freeze, State.DRAFT)
    assert not second.narratives.get().carried, "its own words, not another report's"
    with pytest.raises(RefusedError) as refused:
        writing.again(report=first, by=world.lead.pk, now=made.now())
    assert refused.value.why is Why.DRAFT_THERE
    writing.drop(report=second, by=world.lead.pk, now=made.now())
    assert Report.objects.get() == first


def test_a_final_report_is_made_at_once_but_handed_in_only_after_the_last_month(world):
    row = made.report(world.programme, world.lead.pk, Kind.FINAL)
    writing.act(report=row, act=Act.READY, by=world.lead.pk, now=made.now())
    with pytest.raises(RefusedError) as refused:
        writing.act(report=row, act=Act.HAND_IN, by=world.lead.pk, now=made.now())
    assert refused.value.why is Why.NOT_OVER
    row.refresh_from_db()
    assert (row.state, row.copies.count()) == (State.READY, 0)


def test_without_indicators_or_a_month_that_is_over_it_says_what_to_do(cast):
    row = counted.programme(cast, starts=made.today(), ends=made.today())
    for starts, why in ((0, Why.NO_MONTH), (70, Why.NO_INDICATORS)):
        row.starts = made.today() - made.timedelta(days=starts)
        row.save()
        with pytest.raises(RefusedError) as refused:
            made.report(row, cast.lead.pk)
        assert refused.value.why is why
    assert not Report.objects.exists()


def test_the_needs_matrix_stands_in_it_as_the_assessment_lets_it_out(world, monkeypatch):
    asked = []

    def matrix(found, audience, by):
        asked.append((audience, by))
        need = figure_parts.assessment.NeedLine("A lawyer", (("12 of 40", "2.3"), ("hidden", "")))
        return figure_parts.assessment.Matrix(("All", "Spain"), [need], None)

    one = an_open_round(world.service, world.lead.pk)
    one.assessment.programme = world.programme
    one.assessment.save()
    one.opens = made.now() - made.timedelta(days=90)
    one.save()
    row = made.report(world.programme, world.lead.pk)
    assert tables(content(row), "needs") == [], "nothing is let out yet"
    monkeypatch.setattr(figure_parts.assessment, "matrix", matrix)
    (table,) = tables(content(row), "needs")
    assert asked == [("partners", "country")]
    assert [cell.text for cell in table.rows[0]] == ["A lawyer", "12 of 40; urgency 2.3", "hidden"]
    results = settings.SITE_ADDRESS + reverse("round_results", args=[one.pk])
    assert {cell.address for cell in table.rows[0]} == {results}, "each leads to what it is from"


def test_what_is_missing_leads_to_the_public_map_of_just_that(world, monkeypatch):
    said = figure_parts.showing.Finding("7 services", "", "3 regions", "country=ES&kind=shelter")
    monkeypatch.setattr(figure_parts.coverage, "country", lambda code, _now, public: code)
    monkeypatch.setattr(figure_parts.showing, "found", lambda here: [said] if here == "ES" else [])
    row = made.report(world.programme, world.lead.pk)
    (table,) = tables(content(row), "gaps")
    address = f"{settings.SITE_ADDRESS}{reverse('gaps')}?country=ES&kind=shelter"
    assert [(cell.text, cell.address) for cell in table.rows[0]] == [
        ("Spain", ""), ("7 services", address), ("3 regions", address)
    ]  # fmt: skip


def test_only_what_is_in_the_programme_is_in_its_report(world):
    Partnership.objects.filter(organisation=world.other).delete()
    assert world.other not in queries.organisations(world.programme)
    assert queries.programmes(viewer(world.stranger)) == []
