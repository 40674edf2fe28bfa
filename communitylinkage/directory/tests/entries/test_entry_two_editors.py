"""Two colleagues with the form of one entry open: who saves last does not undo the first."""

from html import unescape

import pytest

from communitylinkage.directory.entries.queries import content
from communitylinkage.directory.tests.entries_house import address, form, sent, written

pytestmark = pytest.mark.django_db


def opened(ours, there):
    """What a form was opened with; it goes back when she saves, however late that is."""
    return ours.browser.get(there).context["seen"]


def test_who_saves_last_does_not_undo_what_a_colleague_saved_meanwhile(ours):
    there = address("entry", written(ours))
    hers = opened(ours, there)
    sent(ours, there, form(phones="+386 9 999"))
    answer = ours.browser.post(there, {"seen": hers, **form(description="We listen, day by day.")})
    number = answer.wsgi_request.resolver_match.kwargs["number"]
    assert answer.status_code == 409
    assert content(number).phones == ("+386 9 999",)
    assert content(number).description == "We listen."


def test_what_she_wrote_is_kept_beside_what_is_there_now_and_saved_when_she_has_looked(ours):
    number = written(ours)
    there = address("entry", number)
    hers = opened(ours, there)
    sent(ours, there, form(phones="+386 9 999"))
    answer = ours.browser.post(there, {"seen": hers, **form(description="We listen, day by day.")})
    page = unescape(answer.content.decode())
    assert "was changed while you wrote" in page
    assert "We listen, day by day." in page, "what she typed"
    assert "+386 9 999" in page, "what is there now"
    both = form(description="We listen, day by day.", phones="+386 9 999")
    again = ours.browser.post(there, {"seen": answer.context["seen"], **both})
    assert again.status_code == 302
    assert content(number).phones == ("+386 9 999",)
    assert content(number).description == "We listen, day by day."


def test_a_form_that_does_not_say_what_it_was_opened_with_saves_nothing(ours):
    number = written(ours)
    assert ours.browser.post(address("entry", number), form(name="Other")).status_code == 409
    assert content(number).name == "Our house"


def test_the_same_words_in_another_language_are_not_written_over_unseen_either(ours):
    number = written(ours)
    there = address("entry_texts", number) + "?language=es"
    hers = opened(ours, there)
    sent(ours, there, {"description": "Escuchamos."})
    answer = ours.browser.post(there, {"seen": hers, "name": "Nuestra casa"})
    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert content(number).texts == {"es": {"description": "Escuchamos."}}
    assert "Escuchamos." in page
    assert "Nuestra casa" in page
