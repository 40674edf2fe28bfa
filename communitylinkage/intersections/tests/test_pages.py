"""The pages of tables: what a coordinator chooses, what is safe, what everybody reads."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.facts import actions as facts
from communitylinkage.intersections import actions, queries, wording
from communitylinkage.intersections.models import Quarter
from communitylinkage.intersections.rules.populations import Population, What
from communitylinkage.intersections.tests import cast as made
from communitylinkage.intersections.tests.cast import NOW, asked, let_out
from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.releases.models import Release
from communitylinkage.releases.queries import told as published_of
from communitylinkage.support.counting.actions import NEW_WOMAN, counted_by

pytestmark = pytest.mark.django_db
__all__ = ["cast"]
WANTED = {"rows": "kind", "columns": "", "first": "2026-3", "last": "2026-3",
          "audience": "partners"}  # fmt: skip


def page(client, name, *arguments, **query):
    answer = client.get(reverse(name, args=arguments), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_before_a_quarter_is_over_the_page_says_when_to_come_back(cast):
    assert "Come back when the next one begins" in page(
        client_of(cast.coordinator), "intersections"
    )


def test_a_coordinator_sees_what_is_safe_before_anything_is_shown_and_lets_it_out(cast):
    made.women(group=12, accompaniment=31, information=22)
    client = client_of(cast.coordinator)
    looked = page(client, "intersections_ask", "women", **WANTED)
    assert "As you asked for it" in looked
    shown = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", looked)
    assert "31" not in shown.split("<h2")[1], "nothing is shown before it is let out"
    assert not Release.objects.exists()
    answer = client.post(reverse("intersections_ask", args=["women"]), WANTED, follow=True)
    told = answer.content.decode()
    assert "The table is ready" in told
    assert "31" in told
    assert "between" in told, "how sure a share is"
    assert Line.objects.filter(act="figures.let_out_partners").count() == 1
    client.post(reverse("intersections_ask", args=["women"]), WANTED)
    assert Release.objects.count() == 1
    again = page(client, "intersections_ask", "women", **WANTED)
    assert "This table was let out before" in again


def test_where_cells_are_too_few_a_coarser_cut_is_offered_that_says_what_it_hides(cast):
    made.women(group=3, material_help=4, accompaniment=31, information=22)
    client = client_of(cast.coordinator)
    looked = page(client, "intersections_ask", "women", **WANTED)
    assert "figures would be hidden" in looked
    words = "with these put together: A group, Food, clothes, money or other things"
    assert words in looked
    how = next(o.how for o in queries.proposed(asked()).coarser if not o.hidden)
    answer = client.post(
        reverse("intersections_ask", args=["women"]), WANTED | {"how": how}, follow=True
    )
    told = answer.content.decode()
    assert "A group + Food" in told
    assert "<td>hidden" not in told


def test_a_table_that_cannot_be_made_safe_says_so_and_lets_nothing_out(cast):
    made.women(group=1, accompaniment=1, information=2)
    client = client_of(cast.coordinator)
    looked = page(client, "intersections_ask", "women", **WANTED)
    assert str(wording.UNSAFE["nothing_left"]) in looked
    assert "Choose more quarters" in looked
    answer = client.post(reverse("intersections_ask", args=["women"]), WANTED).content.decode()
    assert str(wording.UNSAFE["nothing_left"]) in answer
    assert not Release.objects.exists()


def test_a_longer_table_cannot_be_subtracted_from_the_one_before(cast):
    made.women("2026-2", group=12, accompaniment=31, information=22)
    let_out(cast, first="2026-2", last="2026-2")
    made.women(group=1, accompaniment=30, information=20)
    found = queries.proposed(asked(first="2026-2", last="2026-3"))
    assert found.as_it_is.hidden >= 2, "one woman of a group in a quarter is not to be had"


def two_quarters(first, last):
    made.women("2026-2", **first)
    made.women("2026-3", **last)


MANY, ONE_OF_A_GROUP = ({"group": 12, "accompaniment": 31, "information": 22},
                        {"group": 1, "accompaniment": 30, "information": 20})  # fmt: skip


@pytest.mark.parametrize(
    ("quarters", "shorter"),
    [((MANY, ONE_OF_A_GROUP), "2026-2"), ((ONE_OF_A_GROUP, MANY), "2026-3")],
)
def test_nor_can_a_shorter_one_from_the_longer_that_was_let_out_before(cast, quarters, shorter):
    two_quarters(*quarters)
    whole = published_of(let_out(cast, first="2026-2", last="2026-3"))
    assert all(cell.value is not None for cell in whole.cells)
    cells = {one.box: one.value for one in published_of(
        let_out(cast, first=shorter, last=shorter)).cells}  # fmt: skip
    assert cells[("group",)] is None, "13 less 12 is the one woman of the other quarter"
    assert list(cells.values()).count(None) > 1, "else the other kinds say it"


def test_origins_are_told_with_their_context_on_page_picture_file_and_paper(cast):
    made.members(SN=20, MA=30, UA=11)
    for code in ("SN", "MA", "UA"):
        made.a_community(code)
    row = let_out(cast, population=Population.MEMBERS, rows=What.ORIGIN, audience="public")
    told = page(Client(), "intersection_public", row.reference)
    assert told.count("not who is hurt more often") >= 3, "table, picture, its description"
    assert told.index(">MA<") < told.index(">SN<") < told.index(">UA<"), "never by size"
    file = Client().get(reverse("intersection_public", args=[row.reference]), {"as": "csv"})
    assert "not who is hurt more often" in file.content.decode()
    paper = Client().get(reverse("intersection_public", args=[row.reference]), {"as": "pdf"})
    assert paper.content.startswith(b"%PDF")


def test_everybody_reads_what_is_public_and_nothing_that_is_for_partners(cast):
    made.women(group=12, accompaniment=31, information=22)
    partners, public = let_out(cast), let_out(cast, audience="public")
    listed = page(Client(), "intersections_public")
    assert public.reference in listed
    assert partners.reference not in listed
    assert (
        Client().get(reverse("intersection_public", args=[partners.reference])).status_code == 404
    )
    told = page(Client(), "intersection_public", public.reference)
    assert "<td>about 30 " in told
    assert "<td>31" not in told
    assert "<td>31" in page(client_of(cast.lead), "intersection", partners.reference)


def test_exact_figures_are_for_those_who_lead_only_and_are_never_let_out(cast):
    made.women(group=3, accompaniment=31)
    wanted = WANTED | {"audience": "internal"}
    lead = client_of(cast.lead)
    told = page(lead, "intersections_ask", "women", **wanted)
    assert "<td>3 " in told
    assert "Do not pass them on" in told
    lead.post(reverse("intersections_ask", args=["women"]), wanted)
    assert not Release.objects.exists()
    refused = page(client_of(cast.coordinator), "intersections_ask", "women", **wanted)
    assert "<td>3 " not in refused
    assert 'id="id_audience_error"' in refused


@pytest.mark.parametrize(
    ("change", "words"),
    [({"columns": "kind"}, "Choose two different"), ({"rows": "origin"}, "none of the answers"),
     ({"first": "2026-4"}, "none of the answers"), ({"how": "merge:kind:x"}, "does not exist"),
     ({"how": "x" * 501}, "")],
)  # fmt: skip
def test_what_is_not_right_is_said_beside_its_field(cast, change, words):
    made.women(group=12, accompaniment=31)
    client = client_of(cast.coordinator)
    for answer in (page(client, "intersections_ask", "women", **WANTED | change),
                   client.post(reverse("intersections_ask", args=["women"]),
                               WANTED | change).content.decode()):  # fmt: skip
        assert words in answer
        assert 'class="error"' in answer
    assert not Release.objects.exists()


def test_a_population_that_is_none_and_a_table_that_is_none_are_not_found(cast):
    client = client_of(cast.coordinator)
    for name, argument in (("intersections_ask", "men"), ("intersection", "x")):
        assert client.get(reverse(name, args=[argument])).status_code == 404


def test_an_organisation_that_takes_its_own_away_does_not_learn_of_the_few_whom_another_met(cast):
    def met(number, by, kind):
        for _woman in range(number):
            facts.count(kind=NEW_WOMAN, region="ES", codes=[f"kind:{kind}", counted_by(by)],
                        now=NOW.replace(month=8))  # fmt: skip

    for kind, ours, theirs in (("group", 7, 1), ("accompaniment", 20, 20), ("information", 20, 20)):
        met(ours, cast.service, kind)
        met(theirs, cast.other, kind)
    facts.flush(now=NOW)
    actions.freeze(now=NOW)
    cells = {cell.box: cell for cell in published_of(let_out(cast)).cells}
    assert queries.table_of(asked()).value(("group",)) == 8
    hidden = {box for box, cell in cells.items() if cell.value is None}
    assert ("group",) in hidden, "8 less our 7 is the one whom the other met"
    assert len(hidden) > 1, "else the sum of all and the other kinds say it"
    assert all("organisation" not in codes for row in Quarter.objects.all()
               for _month, codes, *_rest in row.rows)  # fmt: skip


def test_a_quarter_is_frozen_once_it_is_over_and_later_corrections_change_nothing(cast):
    for _woman in range(25):
        facts.count(kind=NEW_WOMAN, region="ES", codes=["kind:group"],
                    now=NOW.replace(month=8))  # fmt: skip
    assert actions.freeze(now=NOW) == 4, "facts wait: the women are not ready"
    facts.flush(now=NOW)
    assert actions.freeze(now=NOW) == 1
    assert [one.number for one in queries.counted(Population.WOMEN)] == [25]
    facts.count(kind=NEW_WOMAN, region="ES", codes=["kind:group"], now=NOW.replace(month=9))
    facts.flush(now=NOW)
    assert actions.freeze(now=NOW) == 0
    assert Quarter.objects.filter(population="women").count() == 1
    assert queries.last_over(timezone.localdate(NOW)) == "2026-3"


def test_a_woman_reported_when_the_quarter_of_her_visit_stands_is_in_the_next_one_once(cast):
    def met(number, month):
        for _woman in range(number):
            facts.count(kind=NEW_WOMAN, region="ES", codes=["kind:group", counted_by(cast.service)],
                        now=NOW.replace(month=month))  # fmt: skip
        facts.flush(now=NOW.replace(year=2027, month=9))

    def women(quarter):
        rows = Quarter.objects.get(population="women", quarter=quarter).rows
        return sum(number for _month, _codes, _by, number in rows)

    met(25, 8)
    actions.freeze(now=NOW)
    met(2, 9)
    met(4, 11)
    actions.freeze(now=NOW.replace(year=2027, month=1))
    met(1, 8)
    actions.freeze(now=NOW.replace(year=2027, month=4))
    actions.freeze(now=NOW.replace(year=2027, month=7))
    found = [women(one) for one in ("2026-3", "2026-4", "2027-1", "2027-2")]
    assert found == [25, 6, 1, 0]
