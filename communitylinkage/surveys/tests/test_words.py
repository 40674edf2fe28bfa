"""The words of a questionnaire: mended, translated, in another language, by two at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.surveys import actions
from communitylinkage.surveys.answering.loading import form_of
from communitylinkage.surveys.answering.tests.cast import begin, collection_of_version, invited
from communitylinkage.surveys.models import Version
from communitylinkage.surveys.tests.bringing import bring_in

pytestmark = pytest.mark.django_db


def test_words_are_mended_and_the_logic_stays(cast):  # noqa: F811
    client, one = bring_in(cast.coordinator)
    number = one.questionnaire_id
    client.post(reverse("questionnaire_act", args=[number, 1, "publish"]))
    address = reverse("questionnaire_words", args=[number, 1]) + "?to=Español (es)"
    form = client.get(address).context["form"]
    said = {name: form[name].value() for name in form.fields}
    said["survey-4-3"] = "¿Cuál es?"
    client.post(address, said)
    draft = Version.objects.get(number=2)
    assert (draft.state, one.state) == ("draft", "draft")
    assert "¿Cuál es?" in draft.xform
    before = [[cell for n, cell in enumerate(row) if n != 3] for row in one.sheets["survey"]]
    after = [[cell for n, cell in enumerate(row) if n != 3] for row in draft.sheets["survey"]]
    assert before == after
    assert Version.objects.get(number=1).xform == one.xform
    page = client.get(reverse("questionnaire_compare", args=[number, 1, 2])).content.decode()
    assert "¿Cuál es?" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Hello", "These signs have to stay as they are: ${a}"),
        ("Hello ${a} ${b}", "These signs have to stay as they are: ${b}"),
        ("", "This text was not empty before"),
        ("${a}" + "x" * 10_000, "This is too long"),
        ("${a}\u202e", "There is an invisible sign in it"),
    ],
)
def test_wrong_words_are_said_and_kept_in_the_field(cast, typed, sentence):  # noqa: F811
    sheets = {"survey": [["type", "name", "label"], ["text", "a", "A"], ["note", "n", "Hi ${a}"]]}
    client, one = bring_in(cast.coordinator, sheets)
    address = reverse("questionnaire_words", args=[one.questionnaire_id, 1])
    page = client.post(address, {"survey-2-2": "A", "survey-3-2": typed}).content.decode()
    assert sentence in page
    assert Version.objects.get().xform == one.xform


def test_a_language_is_added_and_translated_from_right_to_left(cast):  # noqa: F811
    client, one = bring_in(cast.coordinator)
    address = reverse("questionnaire_language", args=[one.questionnaire_id, 1])
    assert "This cannot be right" in client.post(address, {"name": "<b>"}).content.decode()
    page = client.post(address, {"name": "Arabic (ar)"}, follow=True).content.decode()
    assert 'dir="rtl"' in page
    assert "Which one?" in page
    assert "Arabic (ar)" in Version.objects.get().languages


def test_the_words_of_a_column_without_a_language_are_the_authors_own(cast):  # noqa: F811
    sheets = {
        "survey": [
            ["type", "name", "label", "label::Spanish (es)"],
            ["select_one yn", "a", "Do you agree?", "¿Está de acuerdo?"],
        ],
        "choices": [
            ["list_name", "name", "label", "label::Spanish (es)"],
            ["yn", "y", "Yes", "Sí"],
        ],
        "settings": [["form_title", "default_language"], ["Words", "English (en)"]],
    }
    client, version = bring_in(cast.coordinator, sheets)
    assert version.languages == ["English (en)", "Spanish (es)"]
    assert version.languages == [one.key for one in form_of(version).languages]
    address = reverse("questionnaire_words", args=[version.questionnaire_id, 1])
    form = client.get(address + "?to=English (en)").context["form"]
    assert "Do you agree?" in [form[name].value() for name in form.fields]
    said = {name: form[name].value() for name in form.fields} | {"survey-2-2": "Do you accept?"}
    client.post(address + "?to=English (en)", said)
    actions.move(version=version, act="publish", by=cast.lead.pk, now=timezone.now())
    collection = collection_of_version(cast, version)
    _row, token = invited(cast, collection)
    filler = begin(token)
    assert "Do you accept?" in filler.page
    filler.post("language:Spanish (es)")
    assert "¿Está de acuerdo?" in filler.page
    filler.post("language:English (en)")
    assert "Do you accept?" in filler.page


def test_a_language_added_to_words_without_one_keeps_them_as_they_are(cast):  # noqa: F811
    sheets = {"survey": [["type", "name", "label"], ["text", "a", "Who?"]]}
    client, version = bring_in(cast.coordinator, sheets)
    address = reverse("questionnaire_language", args=[version.questionnaire_id, 1])
    page = client.post(address, {"name": "Arabic (ar)"}, follow=True).content.decode()
    assert "Who?" in page
    words = reverse("questionnaire_words", args=[version.questionnaire_id, 1]) + "?to=Arabic (ar)"
    form = client.get(words).context["form"]
    client.post(words, dict.fromkeys(form.fields, "من؟"))
    version.refresh_from_db()
    assert version.languages == ["default", "Arabic (ar)"]
    assert version.languages == [one.key for one in form_of(version).languages]


TRANSLATED = {
    "survey": [
        ["type", "name", "label::English (en)", "label::Greek (el)", "label::Slovenian (sl)"],
        ["text", "a", "Where?", "", ""],
        ["text", "b", "When?", "", ""],
    ],
    "settings": [["default_language"], ["English (en)"]],
}


def worded(client, version, to):
    """A page of words as a browser holds it: its address, and what it would send untouched."""
    address = reverse("questionnaire_words", args=[version.questionnaire_id, version.number])
    address += f"?to={to}"
    form = client.get(address).context["form"]
    found = {}
    for field in form:
        found[field.html_name] = found[field.html_initial_name] = field.initial
        assert f'name="{field.html_initial_name}"' in str(field)
    return address, found


def test_two_who_translate_one_published_version_share_a_draft(cast):  # noqa: F811
    client, version = bring_in(cast.coordinator, TRANSLATED)
    actions.move(version=version, act="publish", by=cast.lead.pk, now=timezone.now())
    greek, hers = worded(client, version, "Greek (el)")
    slovenian, other = worded(client, version, "Slovenian (sl)")
    client.post(greek, {**hers, "survey-2-3": "Πού;"})
    client.post(slovenian, {**other, "survey-2-4": "Kje?"})
    draft = Version.objects.exclude(pk=version.pk).get()
    assert draft.sheets["survey"][1][3:] == ["Πού;", "Kje?"]


def test_words_that_she_left_as_they_were_do_not_revert_those_of_somebody_else(cast):  # noqa: F811
    client, version = bring_in(cast.coordinator, TRANSLATED)
    address, hers = worded(client, version, "English (en)")
    _address, other = worded(client, version, "English (en)")
    client.post(address, {**hers, "survey-2-2": "Where to?"})
    client.post(address, {**other, "survey-3-2": "At what time?"})
    version.refresh_from_db()
    assert [row[2] for row in version.sheets["survey"][1:]] == ["Where to?", "At what time?"]


def test_rows_are_read_behind_the_lock(cast):  # noqa: F811
    _client, version = bring_in(cast.coordinator, TRANSLATED)
    stale, told = Version.objects.get(), {"by": cast.lead.pk, "now": timezone.now()}
    actions.mend(version=version, changes={"survey-2-3": "Πού;"}, **told)
    actions.mend(version=stale, changes={}, language="Catalan (ca)", **told)
    version.refresh_from_db()
    assert version.sheets["survey"][1][3] == "Πού;"
    assert "label::Catalan (ca)" in version.sheets["survey"][0]


def test_words_of_another_place_do_not_go_into_a_newer_draft(cast):  # noqa: F811
    client, version = bring_in(cast.coordinator, TRANSLATED)
    actions.move(version=version, act="publish", by=cast.lead.pk, now=timezone.now())
    greek, hers = worded(client, version, "Greek (el)")
    turned = {**TRANSLATED, "survey": [TRANSLATED["survey"][at] for at in (0, 2, 1)]}
    bring_in(cast.coordinator, turned,
             address=reverse("questionnaire_again", args=[version.questionnaire_id]))  # fmt: skip
    page = client.post(greek, {**hers, "survey-2-3": "Πού;"}).content.decode()
    assert "There is a newer draft of this questionnaire" in page
    assert Version.objects.count() == 2
