"""Results of a collection: what the team sees, what others see, what goes out in files."""

import io
import re

import pytest
from openpyxl import load_workbook

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.surveys.analysis import exports
from communitylinkage.surveys.analysis.tests.made import address, baseline, body, closed, text_of

pytestmark = pytest.mark.django_db


def test_the_team_sees_each_question_with_picture_and_table(cast):  # noqa: F811
    one = baseline(cast)
    page = client_of(cast.coordinator).get(address("collection_results", one)).content.decode()
    assert "More room" in page
    assert page.count("<svg") == page.count("<desc") == page.count('role="img"') >= 4
    assert '<th scope="row" dir="auto">Urgent</th><td>3 <span' in page
    assert "Small numbers can point to one person" in page
    assert "<script>" not in page
    assert "style=" not in page


def test_who_is_not_of_the_team_sees_nothing_until_tables_are_made(cast):  # noqa: F811
    one = baseline(cast)
    page = client_of(cast.lead).get(address("collection_results", one) + "?for=internal")
    assert "There is no table for these readers yet." in text_of(page)
    assert "More room" not in text_of(page)
    assert client_of(cast.lead).post(
        address("collection_release", one, audience="partners")
    ).status_code == 404  # fmt: skip


def test_rows_go_out_to_the_team_only_in_codes_or_labels(cast):  # noqa: F811
    one = baseline(cast)
    sheet = {"what": "rows", "words": "l:Español (es)", "form": "xlsx"}
    where = address("collection_export", one)
    assert client_of(cast.lead).post(where, sheet).status_code == 404
    book = load_workbook(io.BytesIO(client_of(cast.coordinator).post(where, sheet).content))
    rows = [[cell.value for cell in row] for row in book["answers"].rows]
    assert rows[0][:4] == ["country", "kind", "Más sitio", "¿Qué ayuda?"]
    assert len(rows) == 33
    assert ["es", "x", "Urgente", "Ayuda legal; Casa de acogida"] in [row[:4] for row in rows]
    assert "=Because" not in str(rows)
    labels = [list(row) for row in book["codebook"].rows]
    legal = next(row for row in labels if row[3].value == "legal")
    assert (legal[4].value, legal[4].data_type) == ("=Legal help", "s")
    assert Line.objects.filter(act="results.exported_rows").count() == 1


def test_a_csv_runs_no_formula(cast):  # noqa: F811
    one = baseline(cast)
    sheet = {"what": "rows", "words": "l:English (en)", "form": "csv"}
    answer = client_of(cast.coordinator).post(address("collection_export", one), sheet)
    text = body(answer).decode()
    assert "'=Legal help" in text
    risky = list(exports.csv_text([["=1+1", "+1", "-99", "-1+1", "@x", "\tx", -1, "plain"]]))
    assert risky == ["'=1+1,+1,-99,'-1+1,'@x,'\tx,-1,plain\r\n"]


@pytest.mark.parametrize("at", [0, 99])
def test_a_question_that_is_not_there_is_no_page(cast, at):  # noqa: F811
    one = closed(cast)
    where = address("collection_question", one, at=at)
    assert client_of(cast.coordinator).get(where).status_code == 404


def test_a_stranger_finds_no_results(cast):  # noqa: F811
    one = baseline(cast)
    for name in ("collection_results", "collection_export"):
        assert client_of(cast.stranger).get(address(name, one)).status_code == 404


def test_an_empty_collection_says_so(cast):  # noqa: F811
    page = client_of(cast.coordinator).get(address("collection_results", closed(cast)))
    assert page.status_code == 200
    assert "Read the texts and give them codes" in text_of(page)


def test_bars_begin_at_the_right_in_arabic(cast):  # noqa: F811
    one = baseline(cast)
    page = client_of(cast.coordinator).get(
        address("collection_results", one).replace("/en/", "/ar/")
    ).content.decode()  # fmt: skip
    assert 'direction="rtl"' in page
    assert re.search(r'<rect x="[1-9][\d.]*" y="\d+" width="[1-9]', page)
