"""The signal is lost while she sends, the clock runs out while a page is open, two come at once."""

from urllib.parse import urljoin

import pytest
from django.utils import translation

from tests.bad_input.conftest import taken_back
from tests.bad_input.own import made_for
from tests.bad_input.pages import read
from tests.bad_input.test_every_form import browser, counted, each_route, written_since

pytestmark = pytest.mark.django_db

TOKEN = {"csrfmiddlewaretoken": "of the page that she sends once more"}


def filled(client, address, answer, seen):
    """Every form of a page as a patient person sends it, and of the pages that these lead to."""
    for form in read(answer).forms:
        if form.method != "post" or form.names in seen or "/sign-out/" in form.action:
            continue
        seen.add(form.names)
        to = urljoin(address, form.action)
        yield to, form.good
        with taken_back():
            after = client.post(to, form.good)
            if after.status_code == 200 and not after.streaming:
                yield from filled(client, to, after, seen)


@each_route
def test_a_form_whose_answer_was_lost_is_sent_again_and_doubles_nothing(world, route):
    with translation.override("en"):
        address = route.address(**made_for(route, world))
    client = browser(world, route)
    answer = client.get(address)
    if answer.status_code != 200 or answer.streaming:
        return
    for to, said in filled(client, address, answer, set()):
        with taken_back():
            alone = client.post(to, said)
        with taken_back():
            first = client.post(to, said | TOKEN)
            assert first.status_code == alone.status_code, to
            before = counted()
            second = client.post(to, said | TOKEN)
            doubled = written_since(before) - rightly_again(route, first)
            assert doubled == set(), f"{to}: {doubled}"
            if route.name == "link" and second.status_code == 404:
                continue  # the last answer has closed the one-time link, and its page says so
            assert second.status_code == first.status_code, (to, first, second)
            assert second.headers.get("Location") == first.headers.get("Location"), to


def rightly_again(route, answer):
    """The tables in which a second line is true."""
    if answer.status_code == 302:
        return set()
    again = {"journal_line"}  # what was shown or taken out twice was opened twice
    if route.name == "ask":  # her number is shown once, and she has not seen it: she gets another
        again |= {"participants_receipt", "vault_holder"}
    return again
