"""A file of the population: its rows, its faults at their lines, a preview before it weighs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communitylinkage.coverage import queries
from communitylinkage.coverage.models import Population
from communitylinkage.coverage.rules.population import Fault, Why, read
from communitylinkage.coverage.rules.weights import Row
from communitylinkage.coverage.tests.cast import NOW, measured
from communitylinkage.matching.index import LANGUAGES
from communitylinkage.people.tests.cast import cast, client_of

__all__ = ["cast"]
SPEAKS = {"MA": "ar", "BD": "bn", "AM": ""}
KNOWN = {"ES": "ES", "ES.56": "ES.56"}


def told(text, encoding="utf-8"):
    return read(text.encode(encoding), lambda name: KNOWN.get(name, ""), SPEAKS)


def test_rows_are_read_whatever_the_order_of_columns_the_separator_and_the_mark_of_the_file():
    rows = (Row("ES", "MA", 400), Row("ES.56", "BD", 7))
    assert told("region,origin,women\nES,MA,400\nES.56,bd,7\n").rows == rows
    assert told("women;Region;origin;x\r\n400;ES;MA;\r\n7;ES.56;BD;\r\n").rows == rows
    assert told("region\torigin\twomen\nES\tMA\t400\nES.56\tBD\t7", "utf-16").rows == rows
    assert told("\ufeffregion,origin,women\nES,MA,400\nES.56,BD,7").women == 407


def test_each_row_that_cannot_be_taken_is_told_at_its_line_and_the_others_stay():
    plan = told(
        "region,origin,women\nES,MA,400\nXX,MA,1\nES,QQ,2\nES,AM,3\nES.56,BD,many\n"
        "ES.56,BD,-1\nES,MA,5\nES,BD\nES,BD,1,2\nES,BD,9999999999\n"
    )
    assert plan.rows == (Row("ES", "MA", 400),)
    assert plan.faults == (
        Fault(3, Why.REGION, "XX"), Fault(4, Why.ORIGIN, "QQ"), Fault(5, Why.LANGUAGE, "AM"),
        Fault(6, Why.WOMEN, "many"), Fault(7, Why.WOMEN, "-1"), Fault(8, Why.TWICE, "ES MA"),
        Fault(9, Why.CELLS), Fault(10, Why.CELLS), Fault(11, Why.WOMEN, "9999999999"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"\x89PNG\x0d\x0a\x1a\x0a\x00", Why.NOT_TEXT), (b"region,women\nES,1", Why.COLUMNS),
     (b"", Why.COLUMNS), (b"region,origin,women\n", Why.EMPTY), (b"\xff\xfe\x00", Why.NOT_TEXT)],
)  # fmt: skip
def test_a_file_that_is_none_of_these_says_so(data, why):
    assert [one.why for one in read(data, KNOWN.__getitem__, SPEAKS).faults] == [why]


def bring(client, text, source="Census"):
    file = SimpleUploadedFile("women.csv", text.encode())
    return client.post(reverse("coverage_people"), {"source": source, "file": file})


@pytest.mark.django_db
def test_nothing_weighs_before_a_yes_and_unknown_codes_are_told_row_by_row(cast):
    measured()
    lead = client_of(cast.lead)
    answer = bring(lead, "region,origin,women\nES.56,MA,900\nES.99,MA,5\nES,ZZ,5\n")
    plan = Population.objects.get()
    assert answer.url == reverse("coverage_people_plan", args=[plan.pk])
    page = lead.get(answer.url).content.decode()
    assert "We do not know this region: ES.99" in page
    assert "We do not know this country of origin: ZZ" in page
    assert "1 row can be taken in" in page
    assert not queries.country("ES", NOW).weighed
    assert lead.post(answer.url).url == f"{reverse('coverage')}?said=taken"
    country = queries.country("ES", NOW)
    assert country.weighed
    at = next(n for n, one in enumerate(country.regions) if one.name == "Barcelona")
    assert country.women[LANGUAGES.index("ar"), at] == 900
    assert country.women.sum() == 900
    assert "Census" in lead.get(reverse("coverage_people")).content.decode()
    assert not queries.country("ES", NOW, public=True).weighed, "the public map knows no women"


@pytest.mark.parametrize(
    ("origin", "language"), [("ER", "ti"), ("DJ", "so"), ("AF", "prs"), ("CM", "fr"), ("MA", "ar")]
)
def test_an_origin_counts_with_what_most_of_its_women_speak_where_we_are_sure(origin, language):
    assert language in LANGUAGES
    assert queries.languages_of_origins()[origin] == language


@pytest.mark.django_db
def test_the_page_says_that_a_language_is_often_not_her_own_with_examples_that_are_so(cast):
    measured()
    lead = client_of(cast.lead)
    lead.post(bring(lead, "region,origin,women\nES.56,IN,900\nES.56,SN,900\n").url)
    page = lead.get(reverse("coverage")).content.decode()
    assert "from India with English, from Senegal with French" in page
    assert "most people there speak" not in page
    spoken = queries.languages_of_origins()
    assert (spoken["IN"], spoken["SN"]) == ("en", "fr")


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_is_told_beside_the_field_and_what_was_typed_stays(cast):
    lead = client_of(cast.lead)
    page = bring(lead, "a,b\n1,2\n").content.decode()
    assert "A column is missing: region, origin, women" in page
    assert 'value="Census"' in page
    assert not Population.objects.exists()
    assert "Please fill this in" in lead.post(reverse("coverage_people"), {}).content.decode()


@pytest.mark.django_db
def test_a_file_without_one_good_row_cannot_be_taken_in(cast):
    lead = client_of(cast.lead)
    address = bring(lead, "region,origin,women\nQQ,MA,5\n").url
    assert "No row can be taken in" in lead.get(address).content.decode()
    assert lead.post(address).status_code == 200
    assert Population.objects.get().taken is None


@pytest.mark.django_db
def test_anothers_preview_is_not_found(cast):
    measured()
    address = bring(client_of(cast.lead), "region,origin,women\nES,MA,5\n").url
    Population.objects.update(by=cast.stranger)
    assert client_of(cast.lead).get(address).status_code == 404
    assert client_of(cast.lead).post(address).status_code == 404
