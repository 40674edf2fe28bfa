"""Browsers, the clock, the worker, and what is looked at after each step."""

import re
from collections import Counter, defaultdict
from contextlib import ExitStack
from datetime import timedelta

import time_machine
from django.conf import settings
from django.core import mail
from django.db import connections
from django.test import Client, TestCase
from django.urls import resolve
from django.utils.module_loading import import_string
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from communitylinkage.journal import queries as journal
from communitylinkage.journal import rules as chain
from communitylinkage.journal.models import Head, Line
from communitylinkage.outbox import actions as outbox
from communitylinkage.participants.queries import receipt_holders
from communitylinkage.people.rules import IDLE
from communitylinkage.people.tests.cast import NOW, client_of
from communitylinkage.people.tests.once import taken_back
from tests.architecture.thief import disguises
from tests.random_people import truth
from tests.random_people.scene import forget_what_processes_remember
from tests.random_people.truth import Wrong

# Each word that somebody seals holds it, with a number of its own behind it.
MARK = "Kxmarqed"
_MARKED = re.compile(MARK + r"(\d+)")
_DISGUISED = [*disguises(MARK)]
STAFF = (
    "mentor", "colleague", "keeper", "professional", "coordinator", "other_professional",
    "stranger", "lead", "administrator", "newcomer", "outsider_mentor", "outsider",
    "outsider_keeper",
)  # fmt: skip
# These take seconds where there is much to measure, and know nothing of anybody here.
NOT_SWEPT = {
    "communitylinkage.coverage.actions.sweep", "communitylinkage.intersections.actions.freeze",
    "communitylinkage.surveys.analysis.runs.sweep",
}  # fmt: skip
any_number = st.integers(0, 1 << 16)


def _tells(row):
    """Whether one of the values of a row holds a marked word, plain or in one of its disguises."""
    values = row.values() if isinstance(row, dict) else row
    # What psycopg wraps has its bytes in `obj`.
    plain = [getattr(one, "obj", one) for one in values]
    raw = b"|".join(
        bytes(one) if isinstance(one, bytes | bytearray | memoryview) else str(one).encode()
        for one in plain
    )
    return MARK.lower().encode() in raw.lower() or any(one in raw for one in _DISGUISED)


class Figures:
    """What was played, over all examples."""

    def __init__(self):
        self.examples = self.steps = self.answers = self.letters = self.lines = self.probes = 0
        self.deepest = 0
        self.pressed = Counter()
        self.ends = Counter()


class Street(RuleBasedStateMachine):
    """One example: a town as it began, and whatever people do in it."""

    town = heard = figures = None  # set by the test

    def __init__(self):
        super().__init__()
        self._stack = ExitStack()
        self._stack.enter_context(taken_back())
        self.clock = self._stack.enter_context(
            time_machine.travel(NOW + timedelta(hours=1), tick=False)
        )
        for alias in connections:
            watched = self._watch_writes(alias)
            self._stack.enter_context(connections[alias].execute_wrapper(watched))
        forget_what_processes_remember()
        mail.outbox = []
        self.heard.said.clear()
        self.now = NOW + timedelta(hours=1)
        self.browsers, self.women, self.links = {}, [], []
        self.number, self.records, self.typing = 0, defaultdict(set), set()
        self.leaked, self.written_to = [], set()
        self.things, self.states = [], {}
        self.heads = dict(Head.objects.values_list("organisation_id", "hash"))
        self.last_line = Line.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.letters_seen, self.steps = 0, -1  # it is looked once before the first
        self.figures.examples += 1

    # -- people and their browsers

    def account(self, who):
        return getattr(self.town, who)

    def browser(self, who):
        """Her browser; one that was left alone is signed in anew, as people do."""
        client, used = self.browsers.get(who, (None, None))
        if client is None or self.now - used > IDLE - timedelta(minutes=1):
            client = client_of(self.account(who), opens=True)
        self.browsers[who] = (client, self.now)
        return client

    def press(self, who, path, **said):
        """Somebody of the staff sends a form."""
        return self._answered(self._asked(who, lambda browser: browser.post(path, said)), who)

    def look(self, who, path):
        """Somebody of the staff opens a page."""
        return self._answered(self._asked(who, lambda browser: browser.get(path)), who)

    def _asked(self, who, ask):
        """Whose session was ended, as of who is sent away, tries once more in a fresh one."""
        answer = ask(self.browser(who))
        if answer.status_code == 302 and "/sign-in/" in answer["Location"]:
            del self.browsers[who]
            answer = ask(self.browser(who))
        return answer

    def say(self, path, holders=(), **said):
        """Somebody without account sends a form; each from a telephone of her own."""
        self.number += 1
        where = f"127.{self.number // 60000}.{self.number // 250 % 250}.{self.number % 250 + 1}"
        answer = Client(enforce_csrf_checks=True).post(path, said, REMOTE_ADDR=where)
        if answer.cookies:
            raise Wrong(f"a cookie at {path}")
        return self._answered(answer, None, holders)

    def _answered(self, answer, who, holders=()):
        self.figures.answers += 1
        if answer.request["REQUEST_METHOD"] == "POST":
            self.figures.pressed[resolve(answer.request["PATH_INFO"]).view_name] += 1
        if answer.status_code >= 500:
            raise Wrong(f"{answer.status_code} at {answer.request['PATH_INFO']}")
        shown = {int(one) for one in _MARKED.findall(self.text(answer))}
        for mark in shown - self.typing:
            keys = set(holders) or (truth.holders_of(self.account(who)) if who else set())
            if not truth.opens(keys, self.records[mark]):
                raise Wrong(f"{who} reads {mark} at {answer.request['PATH_INFO']} without a grant")
        return answer

    @staticmethod
    def text(answer):
        return "" if answer.streaming else answer.content.decode(errors="ignore")

    # -- words that are sealed

    def word(self):
        """A marked word, which may stand in an answer to who types it, and nowhere else yet."""
        self.number += 1
        self.typing.add(self.number)
        return f"{MARK}{self.number}"

    def sealed(self, *records):
        """What was typed lies in these records now; or was refused, and lies nowhere."""
        for mark in self.typing:
            self.records[mark] |= {one for one in records if one}
        self.typing = set()

    def _watch_writes(self, alias):
        """Each statement to a database is looked through: nothing marked goes there in the open."""

        def watched(execute, sql, params, many, context):
            if sql.startswith(("INSERT", "UPDATE")):
                self.written_to.add((alias, sql.split('"')[1]))
                if any(_tells(row) for row in (params if many else [params or ()])):
                    self.leaked.append(f"{alias}: {sql[:120]}")
            return execute(sql, params, many, context)

        return watched

    # -- the clock and the worker

    def passes(self, **span):
        self.clock.shift(timedelta(**span))
        self.now += timedelta(**span)

    def works(self):
        """A round of the worker; what it would only warn of is a fault here."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            for path in settings.CLOCK_SWEEPS:
                if path not in NOT_SWEPT:
                    import_string(path)(now=self.now)
            outbox.run_due(now=self.now)
        for letter in mail.outbox[self.letters_seen :]:
            said = f"{letter.subject}\n{letter.body}\n{letter.extra_headers}"
            if MARK in said:
                raise Wrong("a letter tells what is sealed")
            self.links += re.findall(r"/en/link/[\w-]+/", letter.body)
        self.figures.letters += len(mail.outbox) - self.letters_seen
        self.letters_seen = len(mail.outbox)

    # -- things, as the journal names them

    def rows(self, kind):
        """What there is of a kind, in the order in which it came into the world."""
        model = truth.TABLES[kind][0]
        references = [reference for one, reference in self.things if one == kind]
        found = {row.reference: row for row in model.objects.filter(reference__in=references)}
        return [found[one] for one in references if one in found]

    def one(self, kind, at):
        """One of them, the latest ones more often; None where there is none."""
        found = self.rows(kind)
        return found[-1 - min(at % len(found), at // 7 % len(found))] if found else None

    def holders_of_woman(self, woman):
        return {holder.pk for holder in receipt_holders(woman["participant"])}

    def newest(self, kind, act="made"):
        """What this step has brought into the world, by the journal; None where nothing."""
        lines = Line.objects.filter(pk__gt=self.last_line, act=f"{kind}.{act}").order_by("pk")
        reference = lines.values_list("reference", flat=True).last()
        return reference and truth.TABLES[kind][0].objects.get(reference=reference)

    # -- what is looked at after each step

    @invariant()
    def the_journal_is_whole_and_the_counts_add_up(self):
        rows = Line.objects.filter(pk__gt=self.last_line).order_by("pk")
        fields = ("pk", "organisation_id", *journal._FIELDS)
        for pk, organisation, *said in rows.values_list(*fields):
            line = chain.Entry(str(organisation), *said)
            if line.hash != chain.hash_of(line) or (
                line.previous != self.heads.get(organisation, chain.BEGINNING)
            ):
                raise Wrong(f"line {line.number} of the journal does not hold")
            if MARK in f"{line.act}{line.by}{line.reference}":
                raise Wrong("the journal tells what is sealed")
            self.heads[organisation], self.last_line = line.hash, pk
            kind, _dot, act = line.act.partition(".")
            if kind in truth.TABLES and act in truth.TABLES[kind][2]:
                self.things.append((kind, line.reference))
            truth.follow(self.states, line.act, line.reference)
            self.figures.lines += 1
        if dict(Head.objects.values_list("organisation_id", "hash")) != self.heads:
            raise Wrong("a head of the journal is not its last line")
        if differ := truth.states_differ(self.states):
            raise Wrong(f"rows and journal tell different states: {differ}")

    @invariant()
    def nothing_sealed_was_written_in_the_open(self):
        if self.leaked:
            raise Wrong(f"in the open: {self.leaked}")
        if self.heard.said:
            raise Wrong(f"a fault that was swallowed: {self.heard.said}")
        if self.typing:
            self.sealed()
        self.steps += 1
        self.figures.steps += self.steps > 0

    def teardown(self):
        try:
            if problems := journal.problems():
                raise Wrong(f"journal verify: {problems}")
            if not self.leaked:
                self._no_row_tells()
            self.figures.deepest = max(self.figures.deepest, len(self.things))
            self.figures.ends.update(
                f"{kind} {row.state}" for kind in truth.TABLES for row in self.rows(kind)
            )
        finally:
            self._stack.close()

    def _no_row_tells(self):
        """The rows themselves, of each table that was written to."""
        for alias, table in sorted(self.written_to):
            with connections[alias].cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- from our own statements
                if any(_tells(row) for row in cursor.fetchall()):
                    raise Wrong(f"{table} holds what is sealed in the open")
