"""Granted, given out, destroyed and erased in whatever order: a half that is gone is gone.

Beside the vault stands the plainest thing that could be true of it: for each holder one word.
"""

from contextlib import nullcontext

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communitylinkage.vault import actions, queries
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.tests.test_vault import opened, somebody

HOLDERS = range(3)
who = st.sampled_from(HOLDERS)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["release", "withdraw", "erase"]), who, who),
        st.tuples(st.just("grant"), who, who),
    ),
    max_size=8,
)


class Beside:
    """Who is told what: waiting, open, or gone for ever; nothing of who was never granted."""

    def __init__(self):
        self.told = {0: "open"}

    def allows(self, step, by, to):
        """Whether the step can be done."""
        if step in {"withdraw", "erase"}:
            return True
        if step == "release":
            return self.told.get(to) in {"waiting", "open"}
        return self.told.get(by) == "open"

    def follow(self, step, to):
        if step == "erase":
            self.told = {}
        elif step == "withdraw" and to in self.told:
            self.told[to] = "gone"
        elif step == "release":
            self.told[to] = "open"
        elif step == "grant":
            self.told[to] = "waiting"


def take(step, record, by, to):
    """One step in the vault; `by` and `to` are holders with their keys."""
    if step == "release":
        actions.release(record=record, holder=to[0].pk)
    elif step == "withdraw":
        actions.destroy_lock_halves(records=[record], holders=[to[0].pk])
    elif step == "erase":
        actions.erase(records=[record])
    else:
        actions.grant(record=record, by=by[0].pk, private_key=by[1], to=to[0])


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_in_any_order_those_open_it_to_whom_it_was_given_and_from_whom_it_was_not_taken(db, steps):
    people, beside = [somebody() for _one in HOLDERS], Beside()
    record = actions.seal(plain=b"words", holders=[people[0][0]], released=[people[0][0]])
    for step, by, to in steps:
        allowed = beside.allows(step, by, to)
        with nullcontext() if allowed else pytest.raises(Locked):
            take(step, record.pk, people[by], people[to])
        if allowed:
            beside.follow(step, to)
        open_now = {people[at][0].pk for at, word in beside.told.items() if word == "open"}
        assert {holder for _record, holder in queries.released([record.pk])} == open_now
    for at, (holder, key) in enumerate(people):
        if beside.told.get(at) == "open":
            assert opened(record, holder, key) == b"words"
        else:
            with pytest.raises(Locked):
                opened(record, holder, key)
