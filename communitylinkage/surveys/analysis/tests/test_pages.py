"""Results of a collection: what the team sees, what others see, what goes out in files."""

import csv
import datetime
import io
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import NOW, cast, client_of  # noqa: F401
from communitylinkage.surveys.analysis import actions, codes, exports, releasing, results, runs
from communitylinkage.surveys.analysis.models import Code, Coded, Read, Released, TableRun
from communitylinkage.surveys.analysis.tests.made import FORM, baseline, closed, make_tables, sent
from communitylinkage.surveys.answering import actions as answering
from communitylinkage.surveys.answering.models import Collection, Submission
from communitylinkage.surveys.answering.tests.cast import version_of
from communitylinkage.surveys.rules import NotNowError
from communitylinkage.vault.models import Holder

pytestmark = pytest.mark.django_db


def address(name, one, **more):
    return reverse(name, kwargs={"number": one.pk, **more})


def text_of(page):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.content.decode()))


def body(answer):
    return b"".join(answer) if answer.streaming else answer.content


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


def test_free_text_goes_out_only_when_asked_for_and_only_with_a_key(cast):  # noqa: F811
    one = baseline(cast)
    sheet = {"what": "rows", "words": "codes", "form": "csv", "texts": "on"}
    where = address("collection_export", one)
    locked = client_of(cast.coordinator).post(where, sheet)
    assert locked.status_code == 403
    assert "Your key is not at hand" in text_of(locked)
    opened = client_of(cast.coordinator, opens=True).post(where, sheet)
    assert "'=Because we are full" in body(opened).decode()
    assert Line.objects.filter(act="answers.read").count() == 1
    del sheet["texts"]
    without = client_of(cast.coordinator, opens=True).post(where, sheet)
    assert "Because" not in body(without).decode()


def test_texts_are_read_one_after_another_and_given_codes(cast):  # noqa: F811
    one = closed(cast)
    sent(one, "es", words={"why": "No beds\nat night"})
    sent(one, "it", words={"other": "not this question"})
    sent(one, "it", words={"why": "No money"})
    client = client_of(cast.coordinator, opens=True)
    client.post(address("collection_code", one, at=6), {"name": "full"})
    code = Code.objects.get()
    read = address("collection_read", one, at=6)
    page = client.post(read).content.decode()
    seen = []
    while "One text" in page:
        seen.append("beds" if "No beds" in page else "money")
        number = re.search(r'name="text" value="([^"]+)"', page)[1]
        ticked = [str(code.pk)] if seen[-1] == "beds" else []
        page = client.post(read, {"text": number, "codes": ticked}).content.decode()
    assert sorted(seen) == ["beds", "money"]
    assert "Every text was read." in page
    assert '<th scope="row" dir="auto">full</th><td>1 <span class="quiet">(50 %)' in page
    assert (Coded.objects.count(), Read.objects.filter(blank=False).count()) == (1, 2)
    assert Read.objects.filter(blank=True).count() == 1
    assert Line.objects.filter(act="results.coded").count() == 2
    releasing.release(collections=[one], audience="partners", by=cast.lead.pk, now=NOW)
    page = client_of(cast.lead).get(address("collection_results", one)).content.decode()
    assert "Free text. Only the team reads it." in page
    assert '<th scope="row" dir="auto">full</th><td>1' not in page


def test_partners_see_how_many_texts_say_what_once_all_were_read(cast):  # noqa: F811
    one = closed(cast)
    texts = sent(one, "es", words={"why": "No beds"}, times=20)
    told = {"collection": one, "place": "why", "by": cast.lead.pk, "now": NOW}
    code = actions.make_code(name="full", **told)
    for at, text in enumerate(texts[:-1]):
        actions.tick(submission=text, ticked=[code] if at < 12 else [], **told)
    release = {"collections": [one], "audience": "partners", "by": cast.lead.pk, "now": NOW}
    releasing.release(**release)
    where = address("collection_results", one)
    assert "full" not in text_of(client_of(cast.lead).get(where))
    actions.tick(submission=texts[-1], ticked=[], **told)
    releasing.release(**release)
    assert "full 12 (60 %)" in text_of(client_of(cast.lead).get(where))


def test_texts_stay_closed_without_a_key_or_outside_the_team(cast):  # noqa: F811
    one = closed(cast)
    sent(one, "es", words={"why": "No beds"})
    where = address("collection_read", one, at=6)
    assert client_of(cast.coordinator).post(where).status_code == 403
    assert client_of(cast.lead).post(where).status_code == 404
    assert client_of(cast.stranger, opens=True).post(where).status_code == 404
    assert (
        client_of(cast.coordinator).post(address("collection_read", one, at=1)).status_code == 404
    )
    assert client_of(cast.coordinator).get(where).status_code == 302


@pytest.mark.parametrize("name", ["x" * 81, "", "a\x00b"])
def test_a_code_that_cannot_be_is_told_beside_its_field(cast, name):  # noqa: F811
    one = closed(cast)
    page = client_of(cast.coordinator).post(address("collection_code", one, at=6), {"name": name})
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert not Code.objects.exists()


def test_ticking_waits_until_the_collection_is_closed(cast):  # noqa: F811
    row = closed(cast)
    (text,) = sent(row, "es", words={"why": "No beds"})
    Collection.objects.update(closed=None)
    with pytest.raises(NotNowError):
        actions.tick(
            collection=row, submission=text, place="why", ticked=[], by=cast.lead.pk, now=NOW
        )
    page = client_of(cast.coordinator).get(address("collection_texts", row, at=6))
    assert "when the collection is closed" in text_of(page)


def still_open(cast, mixed=5, waiting=3):  # noqa: F811
    """An open anonymous round; who came last waits to be mixed, and her row would stand first."""
    one = closed(cast)
    for n in range(mixed):
        sent(one, "es", team=n, words={"why": f"words of {n}"})
    for n in range(waiting):
        (row,) = sent(one, "es", team=90 + n, words={"why": f"newest words {n}"})
        Submission.objects.filter(pk=row.pk).update(id=uuid.UUID(int=n), mixed=False)
    Collection.objects.update(closed=None)
    one.refresh_from_db()
    return one


def test_each_row_of_an_open_round_carries_its_own_words_and_the_newest_stay_closed(cast):  # noqa: F811
    one = still_open(cast)
    sheet = {"what": "rows", "words": "codes", "form": "csv", "texts": "on"}
    opened = client_of(cast.coordinator, opens=True).post(address("collection_export", one), sheet)
    head, *rows = csv.reader(io.StringIO(body(opened).decode()))
    told = {(row[head.index("team")], row[head.index("why")]) for row in rows}
    assert told == {(str(n), f"words of {n}") for n in range(5)}
    assert Line.objects.filter(act="answers.read").count() == 5


def test_no_text_of_an_open_round_is_opened_to_be_read(cast):  # noqa: F811
    one = still_open(cast)
    client = client_of(cast.coordinator, opens=True)
    for sent_along in ({}, {"text": str(one.submissions.first().pk)}):
        page = client.post(address("collection_read", one, at=6), sent_along, follow=True)
        assert not re.search("words of|newest words", text_of(page))
        assert "when the collection is closed" in text_of(page)
    assert not Line.objects.filter(act="answers.read").exists()
    assert not Read.objects.exists()
    assert codes.waiting(one, "why").count() == 5


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


def shared(cast):  # noqa: F811
    """A round that Spain asks with its questionnaire and Italy runs too."""
    posts = [cast.service.post.key_holder, cast.other.post.key_holder]
    one = answering.open_collection(
        version=version_of(cast.service, FORM), team=list(Holder.objects.filter(pk__in=posts)),
        anonymous=True, editable=False, closes=None, by=cast.coordinator.pk, now=NOW,
    )  # fmt: skip
    return answering.close_collection(collection=one, by=cast.coordinator.pk, now=NOW)


def test_a_partner_reads_what_is_sealed_to_her_of_a_questionnaire_of_others(cast):  # noqa: F811
    one = shared(cast)
    sent(one, "it", need_room="3", words={"why": "No beds"})
    client = client_of(cast.stranger, opens=True)
    assert "More room" in text_of(client.get(address("collection_results", one)))
    assert "No beds" in text_of(client.post(address("collection_read", one, at=6)))
    sheet = {"what": "rows", "words": "codes", "form": "csv", "texts": "on"}
    assert "No beds" in body(client.post(address("collection_export", one), sheet)).decode()
    # The questionnaire itself stays the other organisation's.
    theirs = reverse("questionnaire", args=[one.version.questionnaire_id])
    assert client.get(theirs).status_code == 404
    keeper = client_of(cast.mentor, opens=True)
    assert keeper.get(address("collection_results", one)).status_code == 404
