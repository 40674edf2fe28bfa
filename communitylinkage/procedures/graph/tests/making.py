"""Procedures, coverage and cases that hypothesis makes up."""

from hypothesis import strategies as st

from communitylinkage.matching.need import Papers
from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.cases import Case, Children, Condition, Place, Urgency
from communitylinkage.procedures.graph.coverage import EVERY, Coverage
from communitylinkage.procedures.graph.values import (
    Branch,
    Clock,
    Moment,
    Party,
    Procedure,
    Promise,
    Role,
    Step,
    Unit,
)

CODES = ["a", "b", "c", "d", "e", "end-1", "f"]
PARTIES = ["community", "service"]
LANGUAGES = ["ar", "es", "ur"]
hours = st.one_of(
    st.just(week.ALL), st.just(0), st.just(week.WORKING), st.just(week.ALL & ~week.WORKING),
    st.integers(0, week.ALL),
)  # fmt: skip


def some(kind):
    return st.frozensets(st.sampled_from(list(kind)), max_size=2)


conditions = st.builds(
    Condition, urgency=some(Urgency), children=some(Children), papers=some(Papers),
    place=some(Place), hours=hours,
)  # fmt: skip
branches = st.builds(
    Branch, to=st.sampled_from([*CODES, "nowhere"]),
    when=st.one_of(st.none(), st.just(Condition()), conditions),
)  # fmt: skip
clocks = st.one_of(
    st.just(Clock()),
    st.builds(Clock, st.sampled_from([Unit.HOURS, Unit.WORKING]), st.integers(1, 60)),
)
items = st.lists(
    st.sampled_from(["need", "name", "contact", "passport"]), max_size=3, unique=True
).map(tuple)
spoken = st.lists(st.sampled_from(LANGUAGES), max_size=2, unique=True).map(tuple)
words = st.dictionaries(st.sampled_from(["en", "ar"]), st.text("abc ", max_size=9)).map(
    lambda one: tuple(sorted(one.items()))
)


older = st.lists(st.sampled_from(["en", "ar"]), max_size=2, unique=True).map(tuple)


def step(code):
    return st.builds(
        Step,
        code=st.just(code),
        what=words,
        party=st.sampled_from([*PARTIES, *PARTIES, "", "stranger"]),
        role=st.sampled_from(Role),
        clock=clocks,
        shares=items,
        asks=st.booleans(),
        languages=spoken,
        next=st.lists(branches, max_size=3).map(tuple),
        fallback=st.sampled_from(["", *CODES, "nowhere"]),
        ends=st.sampled_from([False, False, False, True]),
        moment=st.sampled_from(Moment),
        older=older,
    )


steps = st.lists(st.sampled_from(CODES), unique=True).flatmap(
    lambda codes: st.tuples(*map(step, codes))
)
parties = st.tuples(*(
    st.builds(
        Party, st.just(code), words,
        st.lists(st.builds(Promise, st.sampled_from(LANGUAGES), hours), max_size=1).map(tuple),
        older,
    )
    for code in PARTIES
))  # fmt: skip
procedures = st.builds(
    Procedure, title=words, languages=spoken, parties=parties, steps=steps, may_share=items,
    never=items, working=hours, review_months=st.integers(1, 60),
    serves=st.builds(Condition, urgency=some(Urgency), hours=hours), older=older, drafts=older,
)  # fmt: skip
coverages = st.dictionaries(
    st.tuples(st.sampled_from(PARTIES), st.sampled_from([*LANGUAGES, EVERY])), hours
).map(Coverage)
cases = st.builds(
    Case, st.integers(0, 167), st.sampled_from(LANGUAGES), st.sampled_from(Urgency),
    st.sampled_from(Children), st.sampled_from(Papers), st.sampled_from(Place),
)  # fmt: skip
