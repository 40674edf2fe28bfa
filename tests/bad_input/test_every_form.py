"""Every form of every page against what nobody types by intent: refused kindly, or not at all.

The routes come from the URL configuration, the forms from the pages themselves.
"""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.db import connections
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import translation

from communitylinkage.people.tests.cast import client_of
from communitylinkage.people.tests.once import taken_back
from communitylinkage.referrals.rules import Act, Party
from communitylinkage.referrals.tests.receipt.hers import DIGITS, do, new_link
from communitylinkage.values.access import Who
from communitylinkage.website.urls import ACCESS
from tests.architecture.headers import assert_carries_the_headers, assert_nothing_inline
from tests.architecture.routes import ROUTES
from tests.bad_input.framework import theirs
from tests.bad_input.own import OWN, made_for
from tests.bad_input.pages import read
from tests.bad_input.values import HIDDEN, LONG, NO_CHOICE, ODD, UNSEEN, VALUES, files

pytestmark = pytest.mark.django_db

ROLES = ("mentor", "professional", "coordinator", "lead", "administrator")
UNCOUNTED = {"session", "delay", "fact", "waiting"}  # and the coarse counts of searches
UNSEARCHED = {"place", "placename"}
ONLY_THEN = {"digits": "code"}  # read once the other was right
DEEPEST = 5
FORGED = ("somebody else's id", "no choice", "past what a column holds")
WORDS = {"text", "textarea", "search"}
TYPED_BACK = re.compile(r"<input[^>]*>|<textarea.*?</textarea>", re.DOTALL)
QUERIES = ("a=%00&number=%00&place=%00", f"x={LONG}", "%ff=%ff&q=%ed%a0%80", "page=-1&page=1e99")
REFUSED = {200, 301, 302, 400, 403, 404, 405}
NOTHING_TO_SHOW = {"code_picture"}  # only while a second step is set up
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


def touched():
    """What the database says of rows added or dropped (SQLite: changed, too), also of those that
    were taken back; counting three hundred tables takes it longer than answering a form."""
    told = {}
    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute(TOUCHED[connections[alias].vendor])
            told[alias] = cursor.fetchall()
    return told


TOUCHED = {
    "sqlite": "SELECT total_changes()",
    "postgresql": "SELECT relname, n_tup_ins, n_tup_del FROM pg_stat_xact_user_tables"
    " WHERE n_tup_ins + n_tup_del > 0 ORDER BY relname",
}
_KNOWN = {}


def known(alias):
    if alias not in _KNOWN:
        _KNOWN[alias] = set(connections[alias].introspection.table_names())
    return _KNOWN[alias]


def kept_anywhere(sign):
    """The tables that hold a sign in a readable column."""
    shown = {sign, ascii(sign)[1:-1]}
    return {
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.model_name not in UNSEARCHED
        for row in model._base_manager.values_list()
        if any(one in str(row) for one in shown)
    }


class Sweep:
    """One form of one page, sent again and again."""

    def __init__(self, client, address, form):
        self.client, self.form = client, form
        self.to = urljoin(address, form.action)
        self.before = counted()

    def send(self, said, language="en"):
        there = re.sub(r"^/(en|es|ar)/", f"/{language}/", self.to)
        method = self.client.post if self.form.method == "post" else self.client.get
        return method(there, said)

    def refused_whole(self, said, told, language="en"):
        """Sends; asserts that nothing broke, and that what is refused left nothing behind."""
        where = f"{self.to}: {told}"
        with taken_back():
            stood = touched()
            answer = self.send(said, language)
            assert answer.status_code in {200, 302, 400, 403, 404, 405, 409, 413, 429}, where
            assert b"Traceback" not in answer.content, where
            reader = read(answer) if not answer.streaming else None
            for error in reader.errors if reader else ():
                assert not theirs(error), f"{where}: says {theirs(error)}"
            again = self.shown_again(reader) if reader else None
            if again:
                if touched() != stood:
                    assert written_since(self.before) == set(), f"{where}: half-written"
                for one in again.fields.values():
                    assert not one.invalid or reader.beside(one), f"{where}: {one.name} unsaid"
            elif answer.status_code == 302 and language == "ar":
                assert kept_anywhere("\u202e") == set(), f"{where}: kept with hidden signs"
            return answer, reader

    def shown_again(self, reader):
        """The form of the answer that is this one with its errors; None where it was taken."""
        return next(
            (form for form in reader.forms if form.errors and form.names & self.form.names), None
        )

    def all_fields_at_once(self):
        for told, value in VALUES.items():
            self.refused_whole({name: [value] for name in self.form.fields}, told)
        for first in (0, 3):
            said = {
                name: [ODD[(first + at) % len(ODD)]] for at, name in enumerate(self.form.fields)
            }
            self.refused_whole(said, f"odd ones from {first}")
        self.refused_whole({name: [VALUES["NUL"]] * 2 for name in self.form.fields}, "2 × NUL")
        self.refused_whole({}, "no field at all")
        self.refused_whole({name: one * 2 for name, one in self.form.good.items()}, "all twice")

    def some_fields_only(self):
        for name, one in self.form.fields.items():
            if one.kind == "file":
                for file in files():
                    file.seek(0)
                    self.refused_whole({**self.form.good, name: file}, file.name)
            elif one.kind == "hidden":
                for told in FORGED:
                    self.refused_whole({**self.form.good, name: VALUES[told]}, f"{name}: {told}")
        if self.form.method != "post":
            return
        typed = {name: one for name, one in self.form.fields.items() if one.typed}
        needed = [name for name, one in typed.items() if one.required and one.kind in WORDS]
        for names, value in (([*typed], HIDDEN), ([*typed], LONG), (needed, UNSEEN)):
            # Every second one, so that the others can be seen to keep what was typed.
            for half in (names[::2], names[1::2]):
                self.told_beside_each(half, value)
        lists = [name for name, one in self.form.fields.items() if one.of_a_list]
        if lists:
            self.told_beside(lists, NO_CHOICE)

    def told_beside_each(self, names, value):
        """All at once; one by one where a wrong field keeps another from being looked at."""
        if len(names) > 1 and self.told_beside(names, value) == set():
            return
        for name in names:
            self.told_beside([name], value)

    def must_say(self, name, names):
        return len(names) == 1 and ONLY_THEN.get(name, name) not in {*self.form.fields} - {name}

    def told_beside(self, names, value):
        """A message in the reader's language at each; the other fields hold what was typed.

        Returns:
            The names of which nothing was said.
        """
        where = f"{self.to}: {names} = {value[:9]!r}"
        said = {**self.form.good, **dict.fromkeys(names, value)}
        answer, reader = self.refused_whole(said, where, "ar")
        again = self.shown_again(reader) if reader else None
        if not again:  # an address of nothing; or taken, and then without the signs
            assert answer.status_code == 404 or value == HIDDEN, f"{where}: taken"
            seen = re.sub(TYPED_BACK, "", answer.content.decode())
            assert "\u202e" not in seen, f"{where}: shows hidden signs"
            return set() if answer.status_code == 404 else {*names}
        unsaid = set()
        for name in names:
            if name in again.fields and (self.must_say(name, names) or again.fields[name].invalid):
                beside = reader.beside(again.fields[name])
                assert re.search("[\u0600-\u06ff]", beside), f"{where}: nothing beside {name}"
            else:
                unsaid.add(name)
        assert any(re.search("[\u0600-\u06ff]", error) for error in reader.errors), where
        for other, field in self.form.fields.items():
            kept = again.fields.get(other)
            if other not in names and field.typed and field.kind != "password" and kept:
                assert kept.value.strip() == field.good[0].strip(), f"{where}: lost {other}"
        return unsaid


_SWEPT = set()


def swept_already(to, form):
    """Whether the same form was sent to the same route before, from whatever page."""
    try:
        found = resolve(urlsplit(to).path.removeprefix("/easy"))
    except Resolver404:
        return False
    one = (found.view_name, form.method, form.names)
    return one in _SWEPT or bool(_SWEPT.add(one))


def sweep(client, address, answer, seen, depth=0):
    """All forms of a page, and those of the pages that a good form leads to without writing."""
    for form in read(answer).forms:
        if form.names in seen or "/sign-out/" in form.action:
            continue
        seen.add(form.names)
        one = Sweep(client, address, form)
        if swept_already(one.to, form):
            continue
        one.all_fields_at_once()
        one.some_fields_only()
        if form.method == "post" and depth < DEEPEST:
            with taken_back():
                after = one.send(form.good)
                assert after.status_code < 500, f"{one.to}: good"
                if after.status_code == 200 and not after.streaming:
                    sweep(client, one.to, after, seen, depth + 1)


@each_route
def test_no_form_breaks_or_writes_half(world, route):
    given = made_for(route, world)
    client = browser(world, route)
    with translation.override("en"):
        address = route.address(**given)
    answer = client.get(address)
    assert answer.status_code in {200, 302, 405} or route.name in NOTHING_TO_SHOW, address
    # Here each page shows somebody something, also those about one thing.
    assert_carries_the_headers(answer)
    assert_nothing_inline(answer)
    if answer.status_code == 405:  # only sends: the buttons stand on other pages
        with taken_back():
            assert (
                client.post(address, dict.fromkeys(("act", "text", "x"), HIDDEN)).status_code < 500
            )
    if answer.status_code == 200 and not answer.streaming:
        sweep(client, address, answer, set())


def test_no_form_behind_her_code_breaks_or_writes_half(world):
    link, client = new_link(world), Client(raise_request_exception=False)
    do(link, Act.SEND, Party.MENTOR)
    hers = {"code": link.code, "digits": DIGITS}
    address = "/en/receipt/"
    answer = client.post(address, hers)
    assert link.code[:5] in answer.content.decode()
    sweep(client, address, answer, set())


@each_route
def test_no_address_breaks_a_page(world, route):
    given = made_for(route, world)
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
