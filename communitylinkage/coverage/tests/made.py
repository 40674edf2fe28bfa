"""Made-up services, regions and mentors, for properties that hold of any."""

from datetime import UTC, date, datetime, time

from hypothesis import strategies as st

from communitylinkage.coverage.rules.situations import KINDS, night_of
from communitylinkage.matching.mentors import MentorOffer
from communitylinkage.matching.need import Accepts, Bridge, Offer
from communitylinkage.values.opening import ALWAYS, UNKNOWN, Hours, Slot
from communitylinkage.values.places import Point

DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
NIGHT = night_of("ES", DAY)
SPOKEN = ("ar", "bn", "en", "es", "ur")
WEEK = frozenset({"MO", "TU", "WE", "TH", "FR"})
BY_DAY = Hours((Slot(WEEK, time(9), time(17)),), timezone="Europe/Madrid")
BY_NIGHT = Hours((Slot(WEEK, time(22), time(6)),), timezone="Europe/Madrid")

# An area so large that some are in reach and some are not.
points = st.builds(
    Point,
    st.floats(39.0, 42.0, allow_nan=False).map(lambda one: round(one, 4)),
    st.floats(-4.0, 0.0, allow_nan=False).map(lambda one: round(one, 4)),
)


def offers():
    return st.builds(
        Offer,
        id=st.uuids().map(str),
        organisation=st.just("o"),
        kinds=st.frozensets(st.sampled_from(KINDS[:3]), min_size=1, max_size=3),
        languages=st.frozensets(st.sampled_from(SPOKEN), max_size=3),
        country=st.just("ES"),
        point=st.one_of(points, points, points, st.none()),
        remote=st.sampled_from([False, False, False, True]),
        hours=st.sampled_from([ALWAYS, BY_DAY, BY_NIGHT, UNKNOWN]),
        papers=st.sampled_from(Accepts),
        bridges=st.frozensets(st.sampled_from(Bridge), max_size=1),
        children=st.booleans(),
        step_free=st.booleans(),
        free=st.booleans(),
    )


many = st.lists(offers(), max_size=12, unique_by=lambda one: one.id)
mentors = st.lists(
    st.builds(
        MentorOffer,
        id=st.uuids().map(str), name=st.just("x"), organisations=st.just(frozenset()),
        languages=st.frozensets(st.sampled_from(SPOKEN), min_size=1, max_size=2),
        country=st.just("ES"), point=points, paused=st.sampled_from([False, False, True]),
    ),
    max_size=3,
)  # fmt: skip
regions = st.lists(points, min_size=1, max_size=4)
