"""Anybody checks a certificate on a cheap phone: by the code on the paper, by its file, by name."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.certificates import actions
from communitylinkage.certificates.rules import Reason
from communitylinkage.certificates.tests.quick import given, quick_keys
from communitylinkage.people.tests.cast import cast
from tests.browser.fitting import beyond

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("quick_keys"),
]
__all__ = ["cast", "quick_keys"]


@pytest.fixture
def row(cast):
    now = timezone.now()
    return given(cast, now, day=now.date())


def at(live_server, language, row=None):
    with translation.override(language):
        path = reverse("check_one", args=[row.pk]) if row else reverse("check")
    return live_server.url + path


def fits(page, hurdles):
    assert beyond(page) <= 0
    assert hurdles(page) == []


@pytest.mark.smoke
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_file_is_checked_and_its_name_compared(live_server, open_page, hurdles, row, language):
    page = open_page(at(live_server, language), "phone")
    fits(page, hurdles)
    page.fill("textarea[name=text]", row.credential)
    page.locator("main form button").click()
    page.wait_for_selector("main .notice")
    assert "دورة المرشدات" in page.inner_text("main dl")
    fits(page, hurdles)
    page.locator(f"main a[href$='{row.pk}/']").click()
    page.wait_for_selector("input[name=name]")
    fits(page, hurdles)
    page.fill("input[name=name]", "Olena")
    page.locator("button[value=look]").click()
    page.wait_for_selector("main .field .error")
    assert page.input_value("input[name=name]") == "Olena"
    fits(page, hurdles)
    page.fill("input[name=name]", "amal redouane")
    page.locator("button[value=look]").click()
    page.wait_for_selector("main p.notice[role=status]")
    fits(page, hurdles)
    assert page.context.cookies() == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_code_on_the_paper_leads_to_how_it_is(
    live_server, open_page, hurdles, cast, row, language
):
    actions.revoke(
        certificate=row.pk, reason=Reason.MISTAKE, by=cast.coordinator.pk, now=timezone.now()
    )
    page = open_page(at(live_server, language, row), "phone", scripts=False)
    assert page.locator("main .card .error").count() == 1
    assert page.locator("button[value=paper]").count() == 0
    fits_without_scripts(page)


def fits_without_scripts(page):
    box = page.locator("main").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_no_certificate_is_said_beside_the_field(live_server, open_page, hurdles, language):
    page = open_page(at(live_server, language), "phone")
    page.fill("textarea[name=text]", "something else")
    page.locator("main form button").click()
    page.wait_for_selector("#id_text_error")
    assert page.input_value("textarea[name=text]") == "something else"
    fits(page, hurdles)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_paper_is_opened_again_with_the_right_name(live_server, open_page, row, language):
    page = open_page(at(live_server, language, row), "phone")
    page.fill("input[name=name]", "Amal Rédouane")
    with page.expect_download() as waiting:
        page.locator("button[value=paper]").click()
    assert waiting.value.suggested_filename == "certificate.pdf"
