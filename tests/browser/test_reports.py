"""Plan and report on a phone: made in one click, a figure followed, taken out as PDF and XLSX."""

import io

import pikepdf
import pytest
from django.utils import timezone
from openpyxl import load_workbook

from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.programme_site import actions as site
from communitylinkage.reports.models import Item, Narrative, Report
from communitylinkage.reports.rules.states import State
from communitylinkage.reports.tests import cast as made
from tests.browser.looking import Looking
from tests.browser.pressing import press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "locks"]),
]


@pytest.mark.parametrize(("language", "width"), [("en", 360), ("ar", 360), ("en", 1280)])
def test_a_report_in_one_click_and_from_a_figure_to_what_was_counted(
    live_server, chromium, hurdles, cast, language, width  # noqa: F811
):  # fmt: skip
    row = made.programme(cast)
    made.things(cast, row)
    package = made.package(row, by=cast.lead.pk)
    item = made.item(package, cast.lead.pk)
    made.risk(row, cast.lead.pk, state="happened", package=package)
    site.face_of(programme=row)

    here = Looking(live_server, chromium, hurdles, story="reports", language=language, width=width)
    look, go = here.look, here.go

    def taken(page, link):
        with page.expect_download() as waiting:
            page.locator(link).click()
        with open(waiting.value.path(), "rb") as file:
            return file.read()

    lead, coordinator = here.signed_in(cast.lead), here.signed_in(cast.coordinator)
    go(coordinator, "plan")
    go(coordinator, "plan_item", item.pk)
    press(coordinator.locator("a.button"))
    coordinator.fill("#id_evidence", "The file")
    look("done", coordinator)
    press(coordinator.locator("main form button"))
    assert Item.objects.get().done == timezone.localdate()
    go(coordinator, "plan_item", item.pk)
    go(coordinator, "plan_days", package.pk)
    go(coordinator, "report_template")

    go(lead, "reports")
    press(lead.locator("#make-periodic"))
    look("report", lead)
    report = Report.objects.get()
    press(lead.locator(f"a[href$='/{report.pk}/figures/signs_noticed/']").first)
    look("figure", lead)
    assert "count(signs_noticed)" in lead.content()
    go(coordinator, "report", report.pk)
    press(coordinator.locator("a[href*='/words/']").first)
    coordinator.fill("#id_body", "We began.\n\n- a point")
    look("words", coordinator)
    press(coordinator.locator("main form button"))
    assert Narrative.objects.get().language == language
    go(lead, "report", report.pk)
    press(lead.locator("#act-ready"))
    press(lead.locator("#act-hand_in"))
    look("asked first", lead)
    press(lead.locator("main form button"))
    look("handed-in", lead)
    assert Report.objects.get().state == State.HANDED_IN

    file = pikepdf.open(io.BytesIO(taken(lead, "#pdf")))
    assert str(file.Root.Lang) == language
    assert bool(file.Root.MarkInfo.Marked)
    book = load_workbook(io.BytesIO(taken(lead, "#xlsx")))
    sheet = book.worksheets[1]
    assert sheet.sheet_view.rightToLeft is (language == "ar")
    figure = lead.locator(f"tbody a[href$='/{report.pk}/figures/signs_noticed/']").nth(1)
    told = [cell.value for cells in sheet.iter_rows() for cell in cells]
    assert figure.inner_text() in [str(one) for one in told]
