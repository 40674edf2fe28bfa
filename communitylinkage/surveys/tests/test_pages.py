"""Bringing a questionnaire, saying yes, publishing, taking it out."""

import datetime
import re
import warnings

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pyxform.xls2xform import convert as convert_only

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.surveys import actions, views
from communitylinkage.surveys.answering.loading import form_of
from communitylinkage.surveys.answering.rules import NotTakenError
from communitylinkage.surveys.answering.tests.cast import collection_of_version
from communitylinkage.surveys.models import ChoiceFile, Incoming, Questionnaire, Version
from communitylinkage.surveys.tests.bringing import bring, bring_in
from communitylinkage.surveys.xlsform import example, exporting, reading
from communitylinkage.surveys.xlsform.converting import convert
from communitylinkage.surveys.xlsform.sheets import as_definition
from communitylinkage.surveys.xlsform.tests.test_converting import FORMS

pytestmark = pytest.mark.django_db
PLACE = {"survey": [["type", "name", "label"], ["text", "a", "A"], ["geopoint", "where", "W"]]}


def test_an_empty_list_says_what_to_do_next(cast):  # noqa: F811
    page = client_of(cast.lead).get(reverse("questionnaires")).content.decode()
    assert "None yet. Bring a workbook" in page
    example_file = client_of(cast.lead).get(reverse("questionnaire_example", args=["xlsx"])).content
    assert reading.read(example_file) == example.SHEETS


def test_a_workbook_becomes_a_draft_only_after_a_yes(cast):  # noqa: F811
    client, answer = bring(cast.coordinator, exporting.xlsx(example.SHEETS))
    assert not Questionnaire.objects.exists()
    page = client.get(answer["Location"]).content.decode()
    assert "Do you know a service near you?" in page
    page = client.post(answer["Location"], follow=True).content.decode()
    assert "It is a draft until you publish it" in page
    version = Version.objects.get()
    assert (version.number, version.state) == (1, "draft")
    assert version.languages == ["English (en)", "Español (es)"]
    assert version.questionnaire.title == "Example"
    assert version.xform == convert(example.SHEETS).xform
    assert not Incoming.objects.exists()
    acts = Line.objects.filter(act__startswith="questionnaire.").values_list("act", flat=True)
    assert list(acts) == ["questionnaire.brought", "questionnaire.imported"]


def test_a_refused_question_is_left_out_only_when_confirmed(cast):  # noqa: F811
    client, answer = bring(cast.coordinator, exporting.xlsx(PLACE))
    page = client.get(answer["Location"]).content.decode()
    assert "where asks where a person is. We do not ask that." in page
    page = client.post(answer["Location"]).content.decode()
    assert "Some questions cannot be asked here" in page
    assert not Version.objects.exists()
    client.post(answer["Location"], {"leave_out": "1"})
    version = Version.objects.get()
    assert "where" not in version.xform
    assert version.accepted == [["refused.location", "survey", 3, "type"]]


WRONG = [
    (b"", "The file is empty."),
    (b"\x89PNG", "This is no workbook that we can read."),
    (b"PK\x03\x04x", "The file is broken"),
    (b"survey\n,type,label\n,text,A\n", "This row has no name"),
    (b"survey\n,type,name,label\n,text,a,A\n,text,a,B\n", "the same name: a"),
    (b"choices\n,list_name,name\n,a,b\n,c,d\n", "There is no sheet named survey"),
    (
        b"survey\n,type,name,calculation\n,calculate,a,${b}\n,calculate,b,${a}\n",
        "go round in a circle",
    ),
    (b"survey\n,type,name,label\n,text,a," + b"x" * 10_000, "The text has 10000 letters"),
    (b"survey\n,type,name,label\n,text,a,\x1bA\n", "There is an invisible sign in it."),
    (b"x" * 5_000_001, "larger than 5 megabytes"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "sentence"), WRONG, ids=[one[1] for one in WRONG])
def test_a_wrong_workbook_is_said_and_nothing_is_kept(cast, content, sentence):  # noqa: F811
    _client, answer = bring(cast.coordinator, content, name="../../x.xlsx", title="Kept")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert 'value="Kept"' in page
    assert not Incoming.objects.exists()
    assert not Questionnaire.objects.exists()


def test_a_wrong_workbook_without_a_title_is_said_too(cast):  # noqa: F811
    rows = b"survey\n,type,name,label\n,text,a,A\n,text,a,B\n"
    _client, answer = bring(cast.coordinator, rows)
    assert "the same name: a" in answer.content.decode()


def test_a_workbook_that_nobody_said_yes_to_goes(cast):  # noqa: F811
    client, answer = bring(cast.coordinator, exporting.xlsx(example.SHEETS))
    later = timezone.now() + datetime.timedelta(hours=3)
    assert actions.sweep(now=later) == 1
    assert client.get(answer["Location"]).status_code == 404


def test_a_choice_file_comes_with_its_workbook(cast):  # noqa: F811
    sheets = {
        "survey": [
            ["type", "name", "label"],
            ["select_one_from_file towns.csv", "t", "Town"],
        ]
    }
    files = [SimpleUploadedFile("towns.csv", "name,label\nx,Ξ".encode())]
    bring_in(cast.coordinator, sheets, choice_files=files)
    assert ChoiceFile.objects.get().text == "name,label\nx,Ξ"


def test_publishing_a_version_retires_the_one_before(cast):  # noqa: F811
    client, one = bring_in(cast.coordinator)
    number = one.questionnaire_id
    page = client.post(reverse("questionnaire_act", args=[number, 1, "publish"]), follow=True)
    assert "This version is published." in page.content.decode()
    _client, two = bring_in(cast.coordinator, PLACE, reverse("questionnaire_again", args=[number]))
    assert (two.number, two.questionnaire_id) == (2, number)
    client.post(reverse("questionnaire_act", args=[number, 2, "publish"]))
    assert list(Version.objects.values_list("number", "state")) == [
        (2, "published"), (1, "retired"),
    ]  # fmt: skip
    page = client.post(reverse("questionnaire_act", args=[number, 1, "publish"]), follow=True)
    assert "cannot be done with this version now" in page.content.decode()
    page = client.get(reverse("questionnaire_compare", args=[number, 1, 2])).content.decode()
    assert "knows" in page


@pytest.mark.parametrize("form", ["xlsx", "csv", "md"])
def test_what_goes_out_comes_in_again(cast, form):  # noqa: F811
    client, one = bring_in(cast.coordinator)
    out = client.get(reverse("questionnaire_file", args=[one.questionnaire_id, 1, form]))
    assert convert(reading.read(out.content)).xform == one.xform
    xform = client.get(reverse("questionnaire_file", args=[one.questionnaire_id, 1, "xml"]))
    assert xform.content.decode() == one.xform


def test_strangers_see_no_questionnaire(cast):  # noqa: F811
    _client, one = bring_in(cast.coordinator)
    for address in (
        reverse("questionnaire", args=[one.questionnaire_id]),
        reverse("questionnaire_words", args=[one.questionnaire_id, 1]),
        reverse("questionnaire_file", args=[one.questionnaire_id, 1, "xlsx"]),
        reverse("questionnaire_compare", args=[one.questionnaire_id, 1, 1]),
    ):
        assert client_of(cast.stranger).get(address).status_code == 404
        assert client_of(cast.mentor).get(address).status_code == 404
    act = reverse("questionnaire_act", args=[one.questionnaire_id, 1, "publish"])
    assert client_of(cast.stranger).post(act).status_code == 404
    assert Version.objects.get().state == "draft"


def test_every_form_of_the_standard_comes_in_through_the_page(cast):  # noqa: F811
    if not FORMS.exists():
        warnings.warn(f"SKIPPED: the forms at {FORMS} are missing", stacklevel=1)
        pytest.skip(f"the forms at {FORMS} are missing")
    for count, path in enumerate(sorted(FORMS.iterdir()), start=1):
        client, answer = bring(cast.coordinator, path.read_bytes(), name=path.name)
        assert answer.status_code == 302, (path.name, answer.content.decode())
        assert client.get(answer["Location"]).status_code == 200
        client.post(answer["Location"], {"leave_out": "1"})
        assert Version.objects.count() == count


def test_what_pulldata_looks_up_comes_along_and_is_found_when_it_is_answered(cast):  # noqa: F811
    sheets = {
        "survey": [
            ["type", "name", "label", "calculation"],
            ["text", "code", "Code", ""],
            ["calculate", "town", "", "pulldata('towns', 'town', 'code', ${code})"],
            ["note", "n", "You live in ${town}.", ""],
        ]
    }
    files = [SimpleUploadedFile("towns.csv", b"code,town\n17,Girona\n")]
    _client, version = bring_in(cast.coordinator, sheets, choice_files=files)
    assert ChoiceFile.objects.get().name == "towns.csv"
    answers = form_of(version).start(now=timezone.now())
    answers.set("/data/code", "17")
    assert answers.show("/data/n").label == "You live in Girona."


def test_a_file_that_the_workbook_does_not_name_is_said_and_not_dropped_in_silence(cast):  # noqa: F811
    files = [SimpleUploadedFile("town.csv", b"name,label\nx,X\n")]
    _client, answer = bring(cast.coordinator, exporting.xlsx(example.SHEETS), choice_files=files)
    assert "names no file with this name: town.csv" in answer.content.decode()
    assert not Incoming.objects.exists()


UNANSWERABLE = {
    "survey": [
        ["type", "name", "label", "relevant"],
        ["integer", "a", "A", ""],
        ["text", "b", "B", "${a} = "],
    ]
}


def test_a_workbook_that_nobody_could_answer_is_not_taken_in(cast):  # noqa: F811
    _client, answer = bring(cast.coordinator, exporting.xlsx(UNANSWERABLE))
    page = answer.content.decode()
    assert "This rule cannot be worked out: ${a} =" in page
    assert re.search(r"Row <bdi>3</bdi><br>Column <bdi dir=\"ltr\">relevant</bdi>", page)
    assert not Incoming.objects.exists()


def old_unanswerable(organisation):
    """A version from before our engine was asked at the import."""
    by_pyxform = convert_only(as_definition(UNANSWERABLE), form_name="data")
    to = Questionnaire.objects.create(
        organisation=organisation, title="Old", made_at=timezone.now()
    )
    return Version.objects.create(questionnaire=to, number=1, sheets=UNANSWERABLE,
                                  xform=by_pyxform.xform, made_at=timezone.now())  # fmt: skip


def test_a_version_that_nobody_could_answer_is_not_published(cast):  # noqa: F811
    old = old_unanswerable(cast.service)
    act = reverse("questionnaire_act", args=[old.questionnaire_id, 1, "publish"])
    page = client_of(cast.coordinator).post(act, follow=True).content.decode()
    assert "Nobody could answer this version" in page
    old.refresh_from_db()
    assert old.state == "draft"
    Version.objects.update(state="published")
    with pytest.raises(NotTakenError):
        collection_of_version(cast, old)
    address = reverse("questionnaire_language", args=[old.questionnaire_id, 1])
    page = client_of(cast.coordinator).post(address, {"name": "Arabic (ar)"}, follow=True)
    assert "cannot be done with this version now" in page.content.decode()


def test_that_only_the_first_problems_stand_on_the_page_is_said(cast, monkeypatch):  # noqa: F811
    monkeypatch.setattr(views, "SHOWN", 2)
    rows = [["text", f"t{n}", "T", f"foo{n}()"] for n in range(3)]
    sheets = {"survey": [["type", "name", "label", "relevant"], *rows]}
    _client, answer = bring(cast.coordinator, exporting.xlsx(sheets))
    page = answer.content.decode()
    assert "3 things to look at" in page
    assert "The first 2 stand here" in page
