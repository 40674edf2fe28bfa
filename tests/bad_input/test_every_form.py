"""Every form of every page against what nobody types by intent: refused kindly, or not at all.

The routes come from the URL configuration, the forms from the pages themselves.
"""

import contextlib
import re
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.db import connections, transaction
from django.test import Client
from django.utils import translation

from communitylinkage.people.tests.cast import client_of
from communitylinkage.values.access import Who
from communitylinkage.website.urls import ACCESS
from tests.architecture.routes import ROUTES
from tests.bad_input.own import OWN
from tests.bad_input.pages import read
from tests.bad_input.values import HIDDEN, LONG, VALUES, files

pytestmark = pytest.mark.django_db

ROLES = ("mentor", "professional", "coordinator", "lead", "administrator")
UNCOUNTED = {"session", "delay", "fact", "waiting"}  # and the coarse counts of searches
DEEPEST = 4
QUERIES = ("a=%00&number=%00&place=%00", f"x={LONG}", "%ff=%ff&q=%ed%a0%80", "page=-1&page=1e99")
REFUSED = {200, 301, 302, 400, 403, 404, 405}
# A picture while a second step is set up; a case that a mentor who left has left behind.
NOTHING_TO_SHOW = {"code_picture", "referral_take_over"}
each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.full)


def who_may(route):
    """A role that may use the route; nobody where it is open."""
    if route.name in OWN:
        return OWN[route.name][0]
    told = ACCESS[route.name]
    if Who.SIGNED_IN in told:
        return "mentor"
    return next((role for role in ROLES if Who[role.upper()] in told), None)


def browser(world, route):
    role = who_may(route)
    client = client_of(getattr(world, role), opens=True) if role else Client()
    client.raise_request_exception = False
    return client


def counted():
    """How many rows each table has, other than sessions and the delays of wrong tries."""
    told = {}
    for alias in connections:
        tables = [
            model._meta.db_table
            for model in apps.get_models()
            if model._meta.model_name not in UNCOUNTED and model._meta.db_table in known(alias)
        ]
        parts = [f"SELECT '{table}', COUNT(*) FROM \"{table}\"" for table in tables]  # noqa: S608
        if "journal_line" in tables:  # that a page opened a sealed paper is journalled, rightly
            where = parts.index("SELECT 'journal_line', COUNT(*) FROM \"journal_line\"")
            parts[where] += " WHERE act <> 'content.opened'"
        with connections[alias].cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts))
            told[alias] = sorted(cursor.fetchall())
    return told


def written_since(before):
    """The tables in which rows were added or dropped."""
    now = counted()
    return {table for alias in now for table, _n in {*now[alias]} ^ {*before[alias]}}


_KNOWN = {}


def known(alias):
    if alias not in _KNOWN:
        _KNOWN[alias] = set(connections[alias].introspection.table_names())
    return _KNOWN[alias]


@contextlib.contextmanager
def taken_back():
    """Whatever a form writes is taken back, so that the next finds the same world."""
    with contextlib.ExitStack() as all_databases:
        for alias in connections:
            all_databases.enter_context(transaction.atomic(using=alias))
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)


class Sweep:
    """One form of one page, sent again and again."""

    def __init__(self, client, address, form):
        self.client, self.form = client, form
        self.to = urljoin(address, form.action)

    def send(self, said, language="en"):
        there = re.sub(r"^/(en|es|ar)/", f"/{language}/", self.to)
        method = self.client.post if self.form.method == "post" else self.client.get
        return method(there, said)

    def refused_whole(self, said, told, language="en"):
        """Sends; asserts that nothing broke, and that what is refused left nothing behind."""
        with taken_back():
            before = counted()
            answer = self.send(said, language)
            where = f"{self.to}: {told}"
            assert answer.status_code in {200, 302, 400, 403, 404, 405, 409, 413, 429}, where
            assert b"Traceback" not in answer.content, where
            reader = read(answer) if not answer.streaming else None
            if reader and any(
                form.errors and form.names & self.form.names for form in reader.forms
            ):
                assert written_since(before) == set(), f"{where}: half-written"
            return answer, reader

    def all_fields_at_once(self):
        for told, value in VALUES.items():
            self.refused_whole({name: [value] for name in self.form.fields}, told)
            self.refused_whole({name: [value, value] for name in self.form.fields}, f"2 × {told}")
        self.refused_whole({}, "no field at all")
        self.refused_whole({name: one * 2 for name, one in self.form.good.items()}, "all twice")

    def each_field_alone(self):
        for name, one in self.form.fields.items():
            if one.kind == "file":
                for file in files():
                    file.seek(0)
                    self.refused_whole({**self.form.good, name: file}, file.name)
                continue
            for value in (HIDDEN, LONG):
                said = {**self.form.good, name: value}
                answer, reader = self.refused_whole(said, f"{name}={value[:6]!r}", "ar")
                if value == HIDDEN and one.typed and self.form.method == "post":
                    self.told_beside(answer, reader, name)
            if one.offered:
                self.refused_whole({**self.form.good, name: "no-such-choice"}, f"{name}: no choice")

    def told_beside(self, answer, reader, name):
        """A message in the reader's language; the other fields hold what was typed."""
        where = f"{self.to}: {name}"
        assert answer.status_code in {200, 400, 404}, f"{where}: taken with hidden signs"
        if answer.status_code == 404:
            return
        if not any(form.errors for form in reader.forms):  # taken: then without the signs
            assert "\u202e" not in answer.content.decode(), f"{where}: shows hidden signs"
            return
        assert any(re.search("[\u0600-\u06ff]", error) for error in reader.errors), where
        again = next((form for form in reader.forms if name in form.fields), None)
        assert again, f"{where}: the form is not shown again"
        for other, field in self.form.fields.items():
            kept = again.fields.get(other)
            if other != name and field.typed and field.kind != "password" and kept:
                assert kept.value.strip() == field.good[0].strip(), f"{where}: lost {other}"


def sweep(client, address, answer, seen, depth=0):
    """All forms of a page, and those of the pages that a good form leads to without writing."""
    for form in read(answer).forms:
        if form.names in seen or "/sign-out/" in form.action:
            continue
        seen.add(form.names)
        one = Sweep(client, address, form)
        one.all_fields_at_once()
        one.each_field_alone()
        if form.method == "post" and depth < DEEPEST:
            with taken_back():
                after = one.send(form.good)
                assert after.status_code < 500, f"{one.to}: good"
                if after.status_code == 200 and not after.streaming:
                    sweep(client, one.to, after, seen, depth + 1)


@each_route
def test_no_form_breaks_or_writes_half(world, route):
    assert not route.arguments or route.name in OWN, f"{route.full}: own.py must make one"
    given = OWN[route.name][1](world) if route.name in OWN else {}
    client = browser(world, route)
    with translation.override("en"):
        address = route.address(**given)
    answer = client.get(address)
    assert answer.status_code in {200, 302, 405} or route.name in NOTHING_TO_SHOW, address
    if answer.status_code == 405:  # only sends: the buttons stand on other pages
        with taken_back():
            assert (
                client.post(address, dict.fromkeys(("act", "text", "x"), HIDDEN)).status_code < 500
            )
    if answer.status_code == 200 and not answer.streaming:
        sweep(client, address, answer, set())


@each_route
def test_no_address_breaks_a_page(world, route):
    given = OWN[route.name][1](world) if route.name in OWN else {}
    client = browser(world, route)
    address = route.address(**given)
    for query in QUERIES:
        with taken_back():
            assert client.get(f"{address}?{query}").status_code < 500, query[:20]
    for key in dict(route.arguments):
        for part in ("%00", "a%00b", "x" * 10_000, "%ff", "-1", "9" * 40, "..%2f..", "%E2%80%AE"):
            with taken_back():
                wrong = address.replace(str(given.get(key, "x")), part)
                assert client.get(wrong).status_code in REFUSED, part[:20]
                assert client.post(wrong).status_code in {200, 301, 302, 400, 403, 404, 405}, part[
                    :20
                ]
