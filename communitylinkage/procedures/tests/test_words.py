"""All parties sign one text, and each has read it in her own language."""

import html
import io
import re
from dataclasses import replace

import pikepdf
import pytest
from django.utils import translation

from communitylinkage.people.tests.cast import NOW, cast, client_of
from communitylinkage.printing import Heading, List, Paragraph
from communitylinkage.procedures import actions, queries, signing
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.paper import wall
from communitylinkage.procedures.rules import Act, State
from communitylinkage.procedures.starting import STARTS
from communitylinkage.procedures.tests.cast import a_draft, at, text
from communitylinkage.procedures.tests.test_versions import forms

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
OLDER = "Words in another language were changed: these may say something else."
STEP = {
    "what": "Llámala hoy", "party": "community", "role": "mentor", "unit": "hours", "count": "48",
    "fallback": "organiser", "way0-to": "tell", "way0-hours": "any",
}  # fmt: skip


def in_(language, address):
    return address.replace("/en/", f"/{language}/")


def notice():
    return Version.objects.get().value.step("notice")


def older():
    row = Version.objects.get()
    return [one.args for one in queries.findings(row, NOW) if one.code == "words.older"]


@pytest.fixture
def changed(cast):
    """A draft of which the Spanish words of a step were changed, and nothing else."""
    row = a_draft(cast)
    client = client_of(cast.coordinator)
    client.post(in_("es", at("procedure_step", row, "notice")), STEP)
    row.refresh_from_db()
    return row


def test_words_changed_in_one_language_are_said_of_the_others_until_somebody_looks(cast, changed):
    client = client_of(cast.coordinator)
    assert older() == [("notice", "ar"), ("notice", "en")]
    page = html.unescape(text(client, at("procedure_findings", changed)))
    assert "Words in another language were changed. Those in English may say something" in page
    # She sees both before she says that they are the same.
    assert "Llámala hoy" in page
    assert dict(changed.value.step("notice").what)["en"] in page
    mends = {action: said for action, said in forms(page).items() if "mend" in action}
    found = queries.findings(changed, NOW)
    place = next(n for n, one in enumerate(found) if one.args == ("notice", "en"))
    address = at("procedure_mend", changed, place)
    client.post(address, mends[address])
    assert older() == [("notice", "ar")]


def test_nobody_says_that_words_are_the_same_which_she_never_saw(cast, changed):
    client = client_of(cast.coordinator)
    found = queries.findings(changed, NOW)
    place = next(n for n, one in enumerate(found) if one.args == ("notice", "en"))
    address = at("procedure_mend", changed, place)
    seen = forms(text(client, at("procedure_findings", changed)))[address]
    client.post(in_("es", at("procedure_step", changed, "notice")), STEP | {"what": "Mañana"})
    assert "why=not_now" in client.post(address, seen).url
    assert ("notice", "en") in older()


def test_who_signs_reads_that_her_words_are_older(cast, changed):
    row = signing.move(version=changed, act=Act.PROPOSE, by=cast.coordinator.pk, now=NOW)
    address, client = at("procedure_sign", row, 1), client_of(cast.coordinator)
    page = html.unescape(text(client, address))
    assert page.count(OLDER) == 1
    # What is said before signing names each language.
    for name in ("English", "العربية"):
        assert f"Those in {name} may say something else." in page
    spanish = html.unescape(text(client, in_("es", address)))
    assert "Llámala hoy" in spanish
    assert "estas quizá digan otra cosa" not in spanish


def test_who_changes_words_ticks_what_still_says_the_same(cast):
    row, client = a_draft(cast), client_of(cast.coordinator)
    address = in_("es", at("procedure_step", row, "notice"))
    page = text(client, address)
    assert f'<bdi lang="en">English: {dict(notice().what)["en"]}</bdi>' in html.unescape(page)
    client.post(address, STEP | {"same": ["en"], "beside": beside(page)})
    assert older() == [("notice", "ar")]
    mark = beside(text(client, address))
    client.post(address, STEP | {"same": ["ar"], "beside": mark})
    assert older() == []
    for wrong in (["it"], ["es"], ["\x00"], ["x" * 10_000]):
        typed = STEP | {"same": wrong, "beside": mark}
        assert b'class="error"' in client.post(address, typed).content


def beside(page):
    return re.search(r'name="beside" value="([0-9a-f]{64})"', page).group(1)


def test_a_tick_beside_words_that_were_changed_meanwhile_is_not_taken(cast):
    row, client = a_draft(cast), client_of(cast.coordinator)
    address = in_("es", at("procedure_step", row, "notice"))
    mark = beside(text(client, address))
    english = {"what": "Call her within a week", "same": ["ar"]}
    page = in_("en", address.replace("/es/", "/en/"))
    client.post(page, STEP | english | {"beside": mark})
    assert older() == [("notice", "es")]
    for sent in ({"beside": mark}, {}):
        answer = client.post(address, STEP | {"same": ["en"]} | sent)
        again = html.unescape(answer.content.decode())
        assert answer.status_code == 200
        assert "Call her within a week" in again
        assert "Llámala hoy" in again, "what she typed is not lost"
        assert 'type="checkbox" name="same" value="en" checked' not in again
        assert 'class="error" id="id_same_error"' in again
        assert dict(notice().what)["es"] != "Llámala hoy"
    client.post(address, STEP | {"same": ["en"], "beside": beside(again)})
    assert older() == [("notice", "ar")]


def test_another_time_is_no_other_words(cast):
    row, client = a_draft(cast), client_of(cast.coordinator)
    same = dict(notice().what)["es"]
    address = in_("es", at("procedure_step", row, "notice"))
    client.post(address, STEP | {"what": same, "count": "3"})
    assert notice().clock.count == 3
    assert older() == []


def without_arabic(cast):
    """A draft with no Arabic words at its first step, its title and its first party."""
    row = a_draft(cast)
    value = row.value

    def bare(words):
        return tuple(pair for pair in words if pair[0] != "ar")

    first, *rest = value.steps
    one, *others = value.parties
    graph = replace(
        value, title=bare(value.title), steps=(replace(first, what=bare(first.what)), *rest),
        parties=(replace(one, name=bare(one.name)), *others),
    )  # fmt: skip
    return actions.change(version=row, graph=graph, by=cast.coordinator.pk, now=NOW)


def test_what_has_no_words_in_the_language_of_the_reader_says_in_which_it_is_shown(cast):
    row, client = without_arabic(cast), client_of(cast.coordinator)
    english = dict(notice().what)["en"]
    for page in ("procedure", "procedure_wall"):
        address = at(page, row, *([1] if page == "procedure_wall" else []))
        shown = text(client, in_("ar", address))
        assert f'lang="en">{english}' in shown
        assert shown.count("يُعرض بلغة English") == 3, "the step, the title, a party"
        assert "shown in" not in text(client, address)
    (steps,) = [one for one in wall(row, "ar").blocks if isinstance(one, List)]
    assert "لا كلمات بهذه اللغة بعد: يُعرض بلغة English" in steps.items[0].lines


def test_who_writes_no_words_copies_none_from_another_language(cast):
    row, client = without_arabic(cast), client_of(cast.coordinator)
    address = in_("ar", at("procedure_step", row, "notice"))
    assert client.post(address, STEP | {"what": ""}).status_code == 302
    client.post(in_("ar", at("procedure_parties", row)), {
        f"name_{one.code}": "" for one in row.value.parties[:1]
    } | {f"name_{one.code}": dict(one.name)["ar"] for one in row.value.parties[1:]})  # fmt: skip
    client.post(in_("ar", at("procedure_agreement", row)), {
        "title": "", "languages": ["ar"], "review_months": "6",
    })  # fmt: skip
    value = Version.objects.get().value
    assert value.review_months == 6
    for words in (value.title, value.steps[0].what, value.parties[0].name):
        assert [language for language, _text in words] == ["en", "es"]
    assert older() == []


def test_a_title_and_a_name_in_one_language_are_said_of_the_others(cast):
    row, client = a_draft(cast), client_of(cast.coordinator)
    names = {f"name_{one.code}": dict(one.name)["es"] for one in row.value.parties}
    client.post(in_("es", at("procedure_parties", row)), names | {"name_line": "Otra"})
    client.post(in_("es", at("procedure_agreement", row)), {
        "title": "Otro", "languages": ["ar"], "review_months": "6",
    })  # fmt: skip
    keys = [one.key for one in queries.findings(Version.objects.get(), NOW)]
    for key in (("name.older", ("line", "ar")), ("title.older", ("en",))):
        assert key in keys
    page = html.unescape(text(client, at("procedure_findings", row)))
    assert "The title was changed in another language. The one in English may be older." in page
    assert "Otro" in page
    assert Version.objects.get().state == State.DRAFT


ITALIAN = "Ascoltarla. Non chiedere dettagli e non farle fretta."


def in_italian(cast):
    """A procedure with Italian words, which no interface of ours speaks."""
    graph = replace(actions.written(STARTS["warm-referral"], besides=["it", "sq"]),
                    languages=("it", "el"))  # fmt: skip
    by = {"by": cast.coordinator.pk, "now": NOW}
    row = actions.begin(organisation=cast.service.pk, graph=graph, **by)
    actions.name_parties(
        version=row, named={"service": cast.service, "community": cast.community,
                            "line": cast.service}, **by,
    )  # fmt: skip
    return row


def test_a_start_has_words_in_the_languages_in_which_there_are_some(cast):
    row = in_italian(cast)
    # Nobody wrote Albanian ones: English ones are not called Albanian.
    assert [code for code, _text in row.value.title] == ["ar", "en", "es", "it"]
    assert dict(row.value.step("listen").what)["it"] == ITALIAN
    assert {"it", "es", "ar"} <= set(row.value.drafts)
    assert "en" not in row.value.drafts


def test_the_paper_for_the_wall_is_made_in_each_language_in_which_there_are_words(cast):
    row, client = in_italian(cast), client_of(cast.mentor)
    address = at("procedure_pdf", row, 1)
    assert f'href="{address}?in=it"' in text(client, at("procedure_wall", row, 1))
    made = client.get(address, {"in": "it"})
    file = pikepdf.open(io.BytesIO(made.content))
    assert str(file.Root.Lang) == "it"
    assert str(file.docinfo["/Title"]) == "Accompagnare fino al servizio"
    assert made["Content-Disposition"].endswith('-it.pdf"')
    for wrong in ("sl", "xx", "\x00", "x" * 10_000, "EN"):
        assert client.get(address, {"in": wrong}).status_code == 404, wrong


def test_an_italian_paper_holds_the_italian_words_and_says_what_is_not_in_italian(cast):
    row = in_italian(cast)
    with translation.override("es"):
        paper = wall(row, "it")
    (steps,) = [one for one in paper.blocks if isinstance(one, List)]
    assert (steps.items[0].lead, paper.language) == (ITALIAN, "it")
    said = [one for one in paper.blocks if isinstance(one, Paragraph)]
    assert {one.language for one in said} == {"en"}
    words = " ".join(one.text for one in said)
    assert "Only the words of the procedure itself are in italiano" in words
    assert "No person has checked the words of this procedure in this language yet." in words
    assert {one.language for one in paper.blocks if isinstance(one, Heading)} == {"en"}
    assert not any(one.language for one in wall(row, "es").blocks if isinstance(one, Heading))


def test_a_form_writes_in_any_language_of_the_procedure(cast):
    row, client = in_italian(cast), client_of(cast.coordinator)
    address = at("procedure_step", row, "listen")
    page = text(client, address)
    for code in ("it", "el", "ar"):
        assert f'href="?words={code}"' in page
    assert ITALIAN in text(client, address + "?words=it").split("</textarea>")[0]
    said = STEP | {"what": "Ακούστε την."}
    client.post(address + "?words=el", said)
    listen = Version.objects.get().value.step("listen")
    assert dict(listen.what)["el"] == "Ακούστε την."
    assert dict(listen.what)["it"] == ITALIAN
    # The first Greek words are a translation: no other words are older for them.
    assert listen.older == ()
    for page in ("procedure_parties", "procedure_agreement"):
        assert 'href="?words=it"' in text(client, at(page, row))
        assert client.get(at(page, row) + "?words=sl").status_code == 404
    assert client.get(address + "?words=%00").status_code == 404


def test_words_are_called_unchecked_until_who_keeps_them_says_otherwise(cast):
    row, client = in_italian(cast), client_of(cast.coordinator)
    unchecked = "Ninguna persona ha revisado aún las palabras de este procedimiento"
    address = in_("es", at("procedure", row))
    assert unchecked in html.unescape(text(client, address))
    client.post(at("procedure_agreement", row), {
        "title": "Ours", "languages": ["it"], "review_months": "6", "drafts": ["it"],
    })  # fmt: skip
    assert Version.objects.get().value.drafts == ("it",)
    assert unchecked not in html.unescape(text(client, address))
