"""Tables for others: made by the worker, checked, and let out once."""

import datetime
import re

import pytest
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import NOW, cast, client_of  # noqa: F401
from communitylinkage.surveys.analysis import releasing, results, runs
from communitylinkage.surveys.analysis.models import Released, TableRun
from communitylinkage.surveys.analysis.tests.made import (
    FORM,
    address,
    baseline,
    body,
    closed,
    make_tables,
    sent,
    text_of,
)
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.answering.tests.cast import version_of
from communitylinkage.surveys.rules import NotNowError

pytestmark = pytest.mark.django_db


def test_a_page_for_partners_holds_no_hidden_count(cast):  # noqa: F811
    one = baseline(cast)
    client = client_of(cast.coordinator)
    client.post(address("collection_release", one, audience="partners"))
    make_tables()
    answer = client.get(address("collection_results", one), {"for": "partners"})
    assert "They stay as they are." in text_of(answer)
    lead = client_of(cast.lead)
    hidden = shown = 0
    for at in range(1, 6):
        page = lead.get(address("collection_question", one, at=at)).content.decode()
        for figure in re.findall(r"<td>(\d+)", page):
            if "Standard deviation" not in page:
                assert int(figure) == 0 or int(figure) >= 5, (at, figure)
            shown += 1
        hidden += page.count("<td>hidden")
        for says in re.findall(r"<desc[^>]*>([^<]*)</desc>", page):
            assert not re.search(r": [1-4](;|$)", says)
    assert hidden > 5 < shown
    whole = lead.get(address("collection_results", one)).content.decode()
    assert '<th scope="row" dir="auto">Urgent</th><td>hidden</td>' in whole
    table = body(lead.post(address("collection_export", one), {
        "what": "tables", "words": "codes", "form": "csv"})).decode()  # fmt: skip
    assert "need_room,,3,,,,,hidden" in table
    assert "need_room,es,3,,,,,hidden" in table


def test_the_worker_makes_tables_bit_by_bit_and_says_how_far_it_is(cast):  # noqa: F811
    one = of_one_question(cast, more=1)
    client, where = client_of(cast.coordinator), address("collection_results", one)
    page = client.post(address("collection_release", one, audience="partners"), follow=True)
    assert "The tables will be made in a moment." in text_of(page)
    assert not Released.objects.exists()
    # Each look at the clock takes a whole turn, so each turn makes one question.
    ticks = iter(range(0, 10**6, int(runs.SECONDS)))
    assert runs.sweep(now=timezone.now(), clock=lambda: next(ticks)) == 1
    row = TableRun.objects.get()
    page = client.get(where, {"for": "partners"})
    assert f"The tables are being made: 1 of {row.whole} questions." in text_of(page)
    assert f'<progress value="1" max="{row.whole}"' in page.content.decode()
    assert "There is no table" not in text_of(page)
    make_tables()
    told = {"collections": [one], "by": cast.lead.pk, "now": NOW}
    bit_by_bit = list(kept("partners"))
    assert len(Line.objects.filter(act="results.released_partners")) == 1
    Released.objects.all().delete()
    releasing.release(audience="partners", **told)
    assert bit_by_bit == kept("partners")
    # Asked again it makes nothing twice.
    client.post(address("collection_release", one, audience="partners"))
    make_tables()
    assert bit_by_bit == kept("partners")


def kept(audience):
    rows = Released.objects.filter(audience=audience).order_by("place", "by")
    return list(rows.values_list("place", "by", "cells"))


def of_one_question(cast, more=0):  # noqa: F811
    """Enough to see how tables are made, and quick; `more` questions that nobody answered."""
    sheets = {**FORM, "survey": FORM["survey"][: 2 + more]}
    one = closed(cast, version_of(cast.service, sheets))
    sent(one, "es", times=9, need_room="3")
    sent(one, "it", times=6, need_room="0")
    return one


def test_a_fault_while_tables_are_made_is_said_and_they_are_made_later(cast, monkeypatch):  # noqa: F811
    one, now = of_one_question(cast), timezone.now()
    told = {"collections": [one], "audience": "public", "by": cast.lead.pk, "now": now}
    runs.ask(**told)
    with monkeypatch.context() as broken:
        broken.setattr(releasing, "best", lambda *_given: 1 / 0)
        assert runs.sweep(now=now) == 0
    page = client_of(cast.coordinator).get(address("collection_results", one), {"for": "public"})
    assert "Something went wrong, and nothing was lost." in text_of(page)
    assert runs.sweep(now=now) == 0  # not at once
    later = now + datetime.timedelta(minutes=1)
    while TableRun.objects.get().finished is None:
        assert runs.sweep(now=later)
    assert kept("public")
    one.delete()
    TableRun.objects.update(finished=None)
    runs.sweep(now=later)
    assert not TableRun.objects.exists()


def test_what_is_said_of_a_question_meanwhile_is_reckoned_with(cast, monkeypatch):  # noqa: F811
    one, best = of_one_question(cast), releasing.best
    told = {"collections": [one], "by": cast.lead.pk, "now": timezone.now()}
    meanwhile = [True]

    def slow(*given):
        found = best(*given)
        if meanwhile:
            meanwhile.clear()
            releasing.release(audience="public", **told)
        return found

    monkeypatch.setattr(releasing, "best", slow)
    runs.ask(audience="partners", **told)
    make_tables()
    assert kept("public")
    monkeypatch.undo()
    before = kept("partners")
    Released.objects.filter(audience="partners").delete()
    releasing.release(audience="partners", **told)
    assert before == kept("partners")


def test_what_was_released_stays_and_is_not_made_twice(cast):  # noqa: F811
    one = baseline(cast)
    told = {"collections": [one], "audience": "public", "by": cast.lead.pk, "now": NOW}
    assert releasing.release(**told) > 0
    before = list(Released.objects.order_by("pk").values_list("cells", flat=True))
    sent(one, "es", need_room="3", times=50)
    assert releasing.release(**told) == 0
    assert list(Released.objects.order_by("pk").values_list("cells", flat=True)) == before
    public = results.results([one], "public")[0].columns[0]
    assert public.whole.value % 5 == 0


def test_an_open_collection_is_not_released(cast):  # noqa: F811
    one = baseline(cast)
    Collection.objects.update(closed=None)
    with pytest.raises(NotNowError):
        releasing.release(collections=[one], audience="public", by=cast.lead.pk, now=NOW)
    page = client_of(cast.coordinator).post(
        address("collection_release", one, audience="public"), follow=True
    )
    assert "Close the collection first" in text_of(page)


def test_rounds_are_released_after_each_alone_without_giving_more_away(cast):  # noqa: F811
    one = baseline(cast)
    other = closed(cast, one.version)
    sent(other, "es", times=9, need_room="3")
    sent(other, "es", times=8, need_room="0")
    for these in ([one], [other], [one, other]):
        releasing.release(collections=these, audience="partners", by=cast.lead.pk, now=NOW)
    first, second = results.results([one, other], "partners", "round")[0].columns
    for column in (first, second):
        assert all(line.cell.value in (None, 0) or line.cell.value >= 5 for line in column.lines)
    alone = results.results([one], "partners")[0].columns[0]
    assert {line.code: line.cell.value for line in alone.lines}["3"] is None
    assert not [line for line in first.lines if line.code == "3" and line.cell.value]


def test_partners_see_the_change_of_the_same_persons_once_it_is_released(cast):  # noqa: F811
    before = closed(cast)
    after = closed(cast, before.version)
    for n in range(30):
        sent(before, "es", need_room="1", tag=f"t{n}")
        sent(after, "es", need_room="2" if n < 20 else "1", tag=f"t{n}")
    room = results.items_of([after])[0]
    assert results.paired(before, after, room, "partners") is None
    told = {"audience": "partners", "by": cast.lead.pk, "now": NOW}
    assert releasing.release(collections=[before, after], **told) > 0
    found = results.paired(before, after, room, "partners")
    assert dict(found.steps)["+1"] == 20
    assert round(found.spread.mean, 2) == 0.67
    assert releasing.release(collections=[before, after], **told) == 0
