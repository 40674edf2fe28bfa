"""The pages of plan and report: what each reader sees, mistakes beside their fields, strangers."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from communitylinkage.impact import dashboards
from communitylinkage.impact import queries as impact
from communitylinkage.impact.models import Freeze
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.people.tests.cast import cast, client_of, member
from communitylinkage.reports import queries
from communitylinkage.reports.models import Item, Report, Section, WorkPackage
from communitylinkage.reports.rules.states import State
from communitylinkage.reports.tests import cast as made

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]


@pytest.fixture
def world(cast):
    cast.programme = made.programme(cast)
    return cast


def page(who, name, *arguments, query=""):
    answer = client_of(who).get(reverse(name, args=arguments) + query)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def send(who, name, *arguments, query="", **said):
    return client_of(who).post(reverse(name, args=arguments) + query, said)


def test_an_officer_sees_first_what_is_late_then_packages_risks_and_days(world):
    package = made.package(world.programme, by=world.lead.pk)
    made.item(package, world.lead.pk)
    made.risk(world.programme, world.lead.pk, state="happened")
    told = page(world.coordinator, "plan")
    at = [told.index(words) for words in
          ("<h2>Late</h2>", "D1.1", "Work packages", "0 of 1 done", "R1", "It happened",
           "Days of work", "Nobody types them again.")]  # fmt: skip
    assert at == sorted(at)


def test_a_package_and_what_is_owed_are_written_in_a_language_and_told_in_another(world):
    said = {"number": "2", "title": "Gestión", "organisation": world.service.pk,
            "begins": "2026-01-01", "ends": "2026-12-31"}  # fmt: skip
    send(world.coordinator, "plan_package_new", query="?language=es", **said)
    row = WorkPackage.objects.get()
    assert row.titles == {"es": "Gestión"}
    assert '<span lang="es" dir="ltr">Gestión</span>' in page(world.lead, "plan_package", row.pk)
    wrong = send(world.coordinator, "plan_package_new", **said | {"ends": "2025-12-31"})
    assert wrong.context["form"].errors["ends"] == ["The last day is before the first."]
    twice = send(world.coordinator, "plan_package_new", **said)
    assert twice.context["form"].errors["number"] == ["This number is taken."]
    assert "Gestión" in twice.content.decode(), "what was typed stays"
    owed = {"number": "1", "title": "Lista", "organisation": world.service.pk, "due": "2026-06-01"}
    send(world.coordinator, "plan_item_new", row.pk, "milestone", **owed)
    assert queries.item_code(Item.objects.get()) == "MS2.1"


def test_done_wants_a_day_that_has_come_and_what_shows_it(world):
    row = made.item(made.package(world.programme, by=world.lead.pk), world.lead.pk)
    tomorrow = made.today() + timedelta(days=1)
    errors = send(world.coordinator, "plan_done", row.pk, done=tomorrow, evidence="").context[
        "form"
    ].errors  # fmt: skip
    assert set(errors) == {"done", "evidence"}
    send(world.coordinator, "plan_done", row.pk, done=made.today(), evidence="The file",
         address="https://example.org/a")  # fmt: skip
    told = page(world.lead, "plan_item", row.pk)
    assert "Done after its day" in told
    assert "coordinator" in told, "the history says by whom"
    send(world.coordinator, "plan_not_done", row.pk)
    assert Item.objects.get().done is None
    assert (
        "Take it out of the plan?"
        in send(world.coordinator, "plan_take_out", row.pk).content.decode()
    )
    send(world.coordinator, "plan_take_out", row.pk, sure="1")
    assert "Taken out of the plan" in page(world.lead, "plan")
    late = send(world.coordinator, "plan_item", row.pk, number="2", title="x",
                organisation=world.service.pk, due="2026-06-01")  # fmt: skip
    assert late.url.endswith("?why=not_now")
    new = client_of(world.coordinator).get(
        reverse("plan_item_new", args=[row.package_id, "deliverable"])
    )
    assert new.context["form"]["number"].value() == row.number, "its number is free again"


def test_days_are_written_for_her_own_organisation_and_by_who_leads_for_all(world):
    package = made.package(world.programme, by=world.lead.pk)
    quarter = f"{made.today().year}-{(made.today().month + 2) // 3}"
    said = {"organisation": world.other.pk, "quarter": quarter, "planned": "3", "used": "0.5"}
    assert send(world.coordinator, "plan_days", package.pk, **said).context["form"].errors[
        "organisation"
    ]  # fmt: skip
    assert send(world.stranger, "plan_days", package.pk, **said).status_code == 302
    assert send(world.lead, "plan_days", package.pk, **said | {"used": "2"}).status_code == 302
    told = page(world.lead, "plan_days", package.pk)
    assert "Days used: <bdi>0.5</bdi> → <bdi>2</bdi>" in told
    wrong = send(world.lead, "plan_days", package.pk, **said | {"used": "0.3"})
    assert wrong.context["form"].errors["used"] == ["Only whole or half days, please."]


def test_who_leads_makes_and_hands_in_who_coordinates_writes(world):
    assert send(world.coordinator, "reports_make", kind="periodic").status_code == 404
    assert send(world.lead, "reports_make", kind="other").status_code == 404
    assert not Freeze.objects.exists()
    send(world.lead, "reports_make", kind="periodic")
    row = Report.objects.get()
    section = queries.sections(world.programme)[0]
    send(world.coordinator, "report_words", row.pk, section.pk, body="# Begun\nWell.\n\n- so")
    assert "<h3>Begun</h3>" in page(world.stranger, "report", row.pk)
    for act in ("ready", "hand_in", "again", "drop"):
        assert send(world.coordinator, "report_act", row.pk, act).status_code == 404
    assert send(world.lead, "report_act", row.pk, "nothing").status_code == 404
    early = send(world.lead, "report_act", row.pk, "hand_in", sure="1")
    assert early.url.endswith("?why=not_now")
    send(world.lead, "report_act", row.pk, "ready")
    asked = send(world.lead, "report_act", row.pk, "hand_in").content.decode()
    assert "for good" in asked
    row.refresh_from_db()
    assert row.state == State.READY, "asked first"
    send(world.lead, "report_act", row.pk, "hand_in", sure="1")
    row.refresh_from_db()
    assert row.state == State.HANDED_IN
    late = send(world.coordinator, "report_words", row.pk, section.pk, body="Otherwise")
    assert late.url.endswith("?why=not_now")


def test_two_who_write_at_once_lose_no_words(world):
    row = made.report(world.programme, world.lead.pk)
    section = queries.sections(world.programme)[0]
    where = ("report_words", row.pk, section.pk)

    def began(told):
        return re.search(r'name="began"(?: value="(\w*)")?', told)[1] or ""

    seen = began(page(world.coordinator, *where))
    send(world.lead, *where, body="Hers, first.", began=began(page(world.lead, *where)))
    answer = send(world.coordinator, *where, body="Mine, second.", began=seen)
    told = answer.content.decode()
    assert "Somebody changed these words while you wrote" in told
    assert 'id="stands"' in told
    assert "Hers, first." in told.split('id="stands"')[1].split("</p>")[0]
    assert "Mine, second.</textarea>" in told, "what was typed stays"
    assert row.narratives.get().body == "Hers, first."
    both = send(world.coordinator, *where, body="Hers, first. Mine, second.", began=began(told))
    assert both.url.endswith("?said=kept")
    assert row.narratives.get().body == "Hers, first. Mine, second."
    send(world.lead, *where, body="", began=began(page(world.lead, *where)))
    gone = send(world.coordinator, *where, body="Mine again.", began=began(told))
    assert "Nothing." in gone.content.decode().split('id="stands"')[1].split("</p>")[0]
    assert not row.narratives.exists()


def test_a_draft_is_let_go_after_a_question_and_the_plan_of_others_is_not_changed(world):
    row = made.report(world.programme, world.lead.pk)
    asked = send(world.lead, "report_act", row.pk, "drop").content.decode()
    assert "Its words are deleted" in asked
    assert Report.objects.filter(pk=row.pk).exists()
    send(world.lead, "report_act", row.pk, "drop", sure="1")
    assert not Report.objects.filter(pk=row.pk).exists()
    package = made.package(world.programme, by=world.lead.pk)
    item = made.item(package, world.lead.pk)
    assert item.organisation_id == world.service.pk
    said = {"done": "2026-01-05", "evidence": "Seen"}
    assert "It is done" not in page(world.stranger, "plan_item", item.pk)
    for name in ("plan_item", "plan_done", "plan_not_done", "plan_take_out"):
        assert send(world.stranger, name, item.pk, **said).status_code == 404
    assert send(world.stranger, "plan_package", package.pk, **said).status_code == 404
    assert "It is done" in page(world.coordinator, "plan_item", item.pk)


def test_a_figure_leads_to_its_trace_exact_only_for_the_team(world):
    made.things(world, world.programme)
    row = made.report(world.programme, world.lead.pk)
    address = reverse("report_figure", args=[row.pk, "signs_noticed"])
    assert address in page(world.coordinator, "report", row.pk)
    made.happened("signs_noticed", 9, "ES", ["met:visit"])
    team = page(world.lead, "report_figure", row.pk, "signs_noticed")
    for words in ("count(signs_noticed)", "<strong>Italy</strong>: 2", "frozen 35, now 44"):
        assert words in team
    for who in (world.coordinator, world.stranger):
        told = page(who, "report_figure", row.pk, "signs_noticed")
        assert "count(signs_noticed)" in told
        assert "hidden, so that nobody can be found" in told
        seen = re.sub(r"<[^>]+>", " ", told)  # an address may hold any number
        for words in ("What was counted, as it was frozen", "33", "frozen 35", "44"):
            assert not re.search(rf"\b{words}\b", seen), words
        assert "What was corrected since" not in page(who, "report", row.pk)
    for code in ("nothing", "x" * 300):
        gone = client_of(world.lead).get(reverse("report_figure", args=[row.pk, code]))
        assert gone.status_code == 404


def test_an_indicator_behind_its_target_is_marked_and_still_leads_to_its_trace(world):
    made.things(world, world.programme)
    row = made.report(world.programme, world.lead.pk)
    board = dashboards.let_out(world.programme, impact.released_at(row.freeze, "partners"), "")
    behind = [one for one in board if one.is_behind]
    assert behind
    assert len(behind) < len(board)
    told = page(world.coordinator, "report", row.pk)
    marked = re.findall(
        r'figures/([a-z_]+)/" dir="auto"><strong class="error">([^<]+)</strong>\s*</a>', told
    )
    assert [code for code, _words in marked] == [one.indicator.code for one in behind]
    assert all(words.startswith(one.words) for (_code, words), one in
               zip(marked, behind, strict=True))  # fmt: skip


def test_the_template_is_changed_in_its_order_and_words_and_the_draft_follows(world):
    row = made.report(world.programme, world.lead.pk)
    first, second, *_rest = queries.sections(world.programme)
    send(world.coordinator, "report_section_move", first.pk, "down")
    send(world.coordinator, "report_section", second.pk, query="?language=en",
         heading="What came of it", guidance="")  # fmt: skip
    send(world.coordinator, "report_section_new", kind="narrative", heading="Thanks", guidance="To")
    send(world.coordinator, "report_section_move", queries.sections(world.programme)[3].pk, "out")
    told = page(world.coordinator, "report", row.pk)
    headings = [part.split("</h2>")[0].rpartition(">")[2] for part in told.split("<h2 ")[1:]]
    assert headings[:2] == ["What came of it", "Summary"]
    assert headings[-1] == "Thanks"
    assert "Deliverables" not in headings
    assert Section.objects.exclude(taken_out=None).count() == 1
    wrong = client_of(world.coordinator).post(
        reverse("report_section_move", args=[first.pk, "sideways"])
    )
    assert wrong.status_code == 404


def test_the_dashboard_of_figures_leads_to_the_reports(world):
    assert reverse("reports") in page(world.lead, "impact")
    assert reverse("reports") not in page(world.mentor, "impact")


def test_who_is_in_no_programme_is_told_what_to_do(cast):
    for name in ("plan", "reports", "report_template", "plan_package_new", "plan_risk_new",
                 "report_section_new"):  # fmt: skip
        assert "Your organisation is in no programme yet." in page(cast.lead, name), name


def test_strangers_and_other_roles_find_no_such_page(world):
    row = made.report(world.programme, world.lead.pk)
    away = Organisation.objects.create(name="Away", side="service", country="FR")
    other = member("away", "lead", away)
    for name, *arguments in (("report", row.pk), ("report_pdf", row.pk), ("report_xlsx", row.pk),
                             ("report_figure", row.pk, "women_engaged")):  # fmt: skip
        address = reverse(name, args=arguments)
        for who in (world.mentor, world.professional, world.administrator, other):
            assert client_of(who).get(address).status_code == 404
        assert Client().get(address).status_code == 302


@pytest.fixture
def another(world):
    """The one that comes after: it ends later, and begins in a month."""
    day = made.today()
    return Programme.objects.create(
        name="Together again", contract_number="after", countries=["ES"],
        starts=day + timedelta(days=30), ends=day + timedelta(days=900),
        lead_organisation=world.service,
    )  # fmt: skip


def test_a_later_programme_hides_neither_the_plan_nor_the_reports_of_the_one_that_runs(
    world, another
):
    item = made.item(made.package(world.programme, by=world.lead.pk), world.lead.pk)
    report = made.report(world.programme, world.lead.pk)
    of = f"?programme={another.pk}"
    for name in ("plan", "reports", "report_template", "impact", "impact_definitions",
                 "impact_freezes", "impact_quality"):  # fmt: skip
        old, new = page(world.lead, name), page(world.lead, name, query=of)
        for told in (old, new):
            assert f'href="{reverse(name)}{of}"' in told, (name, "each names the other")
        assert f'href="{reverse(name)}{of}" aria-current="true"' not in old, name
        assert f'href="{reverse(name)}{of}" aria-current="true"' in new, name
    assert "D1.1" in page(world.lead, "plan")
    assert "D1.1" not in page(world.lead, "plan", query=of)
    assert reverse("report", args=[report.pk]) in page(world.lead, "reports")
    assert reverse("report", args=[report.pk]) not in page(world.lead, "reports", query=of)
    back = f'href="{reverse("plan")}?programme={world.programme.pk}"'
    assert back in page(world.lead, "plan_item", item.pk), "a page leads back to its own"
    home = client_of(world.coordinator).get(reverse("people:home")).content.decode()
    assert "D1.1 of the plan is due." in home, "what is owed waits wherever it is owed"


def test_what_is_written_goes_to_the_programme_that_the_address_names(world, another):
    of = f"?programme={another.pk}"
    new = page(world.lead, "plan", query=of)
    assert f'href="{reverse("plan_package_new")}{of}"' in new, "its links stay in it"
    said = {"number": "1", "title": "Next", "organisation": world.service.pk,
            "begins": another.starts, "ends": another.ends}  # fmt: skip
    send(world.lead, "plan_package_new", query=f"{of}&language=en", **said)
    assert WorkPackage.objects.get().programme == another
    done = send(world.lead, "report_template_begin", query=of)
    assert f"programme={another.pk}" in done.url
    assert {one.programme for one in Section.objects.all()} == {another}
    send(world.lead, "impact_begin", query=of)
    assert impact.indicators(another)
    for who, query in ((world.stranger, of), (world.lead, "?programme=nothing")):
        address = reverse("plan") + query
        assert client_of(who).get(address).status_code == 404, "not hers, or none at all"
        assert client_of(who).post(reverse("plan_package_new") + query, said).status_code == 404


def test_where_there_is_one_programme_no_address_names_it(world):
    for name in ("plan", "reports", "impact"):
        told = page(world.lead, name)
        assert "programme=" not in told
        assert "There are several programmes." not in told
