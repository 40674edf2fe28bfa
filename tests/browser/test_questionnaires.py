"""A coordinator brings a workbook and mends its words; each page fits and axe finds nothing."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.surveys.models import Version
from communitylinkage.surveys.xlsform import exporting
from tests.browser.fitting import beyond
from tests.browser.test_story import browser_of  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHEETS = {
    "survey": [
        ["type", "name", "label::English (en)", "label::العربية (ar)"],
        ["select_one l", "help", "Which help is missing?", "ما المساعدة الناقصة؟"],
        ["geopoint", "where", "Where are you?"],
        ["note", "n", "You chose ${help}."],
    ],
    "choices": [
        ["list_name", "name", "label::English (en)"],
        ["l", "legal", "Legal advice"],
        ["l", "talk"],
    ],
}


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360)])
def test_from_a_workbook_to_mended_words(live_server, cast, browser_of, hurdles, language,  # noqa: F811
                                         width, tmp_path):  # fmt: skip
    page = browser_of(cast.coordinator, width)

    def look(name):
        assert beyond(page) <= 0, name
        assert hurdles(page) == [], name
        if os.environ.get("SHOTS"):
            page.screenshot(path=f"{os.environ['SHOTS']}/{name}-{language}.png", full_page=True)

    def press():
        """Waits for the page that answers: what it wrote is read from the database next."""
        with page.expect_navigation():
            page.click("main form button")

    with translation.override(language):
        new = reverse("questionnaire_new")
    file = Path(tmp_path) / "form.xlsx"
    page.goto(f"{live_server.url}{new}")
    (tmp_path / "wrong.csv").write_text("survey\n,type,name,label\n,text,a,A\n,text,a,${b}\n")
    page.set_input_files("#id_file", str(tmp_path / "wrong.csv"))
    press()
    look("wrong")
    file.write_bytes(exporting.xlsx(SHEETS))
    page.set_input_files("#id_file", str(file))
    press()
    look("incoming")
    page.check("#leave_out")
    press()
    look("questionnaire")
    version = Version.objects.get()
    with translation.override(language):
        words = reverse("questionnaire_words", args=[version.questionnaire_id, 1])
        compare = reverse("questionnaire_compare", args=[version.questionnaire_id, 1, 1])
    page.goto(f"{live_server.url}{words}?to=العربية (ar)")
    look("words")
    page.fill("#id_survey-4-3", "اخترت")
    press()
    look("words-wrong")
    assert page.input_value("#id_survey-4-3") == "اخترت"
    page.fill("#id_survey-4-3", "اخترت ${help}.")
    press()
    assert "اخترت" in Version.objects.get().xform
    page.goto(f"{live_server.url}{compare}")
    look("compare")
