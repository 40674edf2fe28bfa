"""People do random things, and after each step what must hold is looked at.

2,000 steps here, 20,000 in `make soak`; RANDOM_STEPS for another number, RANDOM_SEED for other
people. A state machine of hypothesis: what fails is made smaller until only what it takes is left.

Played, each through its pages: she asks for a link, looks, replies, writes, locks one out, takes
back, stops, wishes for somebody, keeps a plan, says how it went, complains, searches; somebody
finds her paper; a desk outside answers a letter; mentors and services make referrals, read, answer,
write, hand over, take over, tell by law, end; asks are taken, read, answered, given back, linked,
closed; mentors are asked for, say yes or no; procedures are written, objected to, signed,
suspended, and referrals follow them or go another way; visits are planned, signed, taken over,
reported; the rota changes, people are let in and sent away, posts get new keys; strangers try; time
passes, the worker works; and any form of any page for the signed in is sent as a patient person
would fill it.

Looked at after each step (`street.py`, with a second account of the rules in `truth.py`): no
fault; no marked word in any statement that writes, in a letter, in the journal, or in an answer to
who has no grant whose lock half is released; every new line of the journal follows the one before,
and heads are last lines; the states of referrals, asks, requests and visits are those that their
lines of the journal lead to, by their tables. At the end of each example the whole journal, and the
rows of every table that was written to.

Not played: signing in, passkeys, passwords, invitations that are accepted, the end of a post;
questionnaires and answers, learning, research, practices, events, campaigns beyond one press of
their forms; coverage, intersections, indicators and reports, whose pages and sweeps take seconds;
backups and holds.
"""

import os
import time

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from communitylinkage.people.tests.once import _django_db_helper, once
from tests.random_people.others import Others
from tests.random_people.scene import make_town, quick
from tests.random_people.street import Figures, Street

__all__ = ["_django_db_helper", "once"]
pytestmark = pytest.mark.django_db
STEPS = int(os.environ.get("RANDOM_STEPS", "2000"))
SEED = int(os.environ.get("RANDOM_SEED", "8"))
IN_AN_EXAMPLE, EXAMPLES = 100, 10


@pytest.fixture(scope="module")
def town(once):
    with quick() as heard:
        yield make_town(), heard


@pytest.mark.promise(
    "Whatever people do: nothing sealed is read without a grant, counts and journal are whole"
)
def test_whatever_people_do_what_must_hold_holds(town, capsys, record_property):
    Street.town, Street.heard = town
    Street.figures = figures = Figures()
    began = time.perf_counter()
    few = settings(
        max_examples=EXAMPLES, stateful_step_count=IN_AN_EXAMPLE, deadline=None, database=None,
        print_blob=True, phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    round_ = 0
    # Some examples end early; other people come until enough was played.
    while figures.steps < STEPS:
        people = type("People", (Others,), {})
        run_state_machine_as_test(seed(SEED * 1000 + round_)(people), settings=few)
        round_ += 1
    figure = (
        f"{figures.steps} steps in {figures.examples} examples "
        f"({time.perf_counter() - began:.0f} s): {figures.answers} answers, "
        f"{figures.letters} letters, {figures.lines} lines of the journal, {figures.probes} "
        f"closed doors tried, {len(figures.pressed)} routes pressed"
    )
    record_property("figure", figure)
    with capsys.disabled():
        print(f"\nrandom people {SEED}: {figure}")
        print("ends: " + ", ".join(f"{name} {n}" for name, n in sorted(figures.ends.items())))
    assert figures.answers > figures.steps / 2
