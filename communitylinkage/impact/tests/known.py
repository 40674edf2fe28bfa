"""What there is to count in the tests of the rules, and formulas over it."""

from hypothesis import strategies as st

from communitylinkage.impact.rules import formula as f
from communitylinkage.impact.rules.known import KINDS, SCALES

KNOWN = f.Known(
    kinds=KINDS,
    sources={
        "learning.trained": f.SourceFacts(codes={"track": ("mentors", "professionals")}),
        "network.engaged": f.SourceFacts(),
        "learning.gain": f.SourceFacts(
            f.Gives.SCORE, {"track": ("mentors", "professionals")}, computed=True
        ),
    },
    scales=SCALES,
)
CODES = st.lists(
    st.sampled_from(["kind:group", "where:court", "outcome:reached"]), max_size=2
).map(lambda some: tuple(sorted(set(some))))  # fmt: skip
NUMBERS = st.recursive(
    st.one_of(
        st.builds(f.Count, st.just("support_action"), CODES),
        st.sampled_from([
            f.Distinct("network.engaged"), f.Distinct("learning.trained", ("track:mentors",)),
            f.Count("trained"), f.Count("trained_undone", ("track:professionals",)),
        ]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f.Sum(tuple(some))),
        st.builds(f.Less, inner, inner),
    ),
    max_leaves=5,
)  # fmt: skip
FORMULAS = st.one_of(
    NUMBERS,
    st.builds(f.Share, NUMBERS, NUMBERS),
    st.just(f.Median("referral_first_contact", "waited")),
    st.just(f.Given("learning.gain", ("track:mentors",))),
).filter(lambda one: f.written(one).count("(") <= 20)
FILE = """
code = "visits_that_helped"
order = 3
unit = "share"
formula = "share(count(support_feedback, helped:yes), count(support_feedback))"
by = ["region"]
answers = "coordinator"

[[targets]]
month = 12
value = 60

[[targets]]
month = 24
value = 80

[words.en]
title = "Visits that helped"
what = "Women say that a visit helped."
how = "Answers yes, of all answers."
limits = "Who did not answer is not in it."
ask = "What would have helped more?"
"""
