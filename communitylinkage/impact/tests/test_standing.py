"""How a target stands, as the team and everybody reads it: missed is said, and not said of more."""

from datetime import UTC, date, datetime

import pytest

from communitylinkage.impact import dashboards, freezing, queries
from communitylinkage.impact.rules.progress import Stand
from communitylinkage.impact.tests import cast as made
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]

LAST, AFTER = "2027-12", datetime(2028, 1, 5, tzinfo=UTC)


def trained(cast, row, number):
    for at in range(number):
        made.award(cast, row, f"woman {at}", date(2026, 3, 1), country=("ES", "IT")[at % 2])


def public(cast, row):
    """The line of the women empowered, of whom 60 were promised, as everybody reads it."""
    kept = made.frozen(row, cast.lead.pk, LAST, AFTER)
    freezing.let_out(row=kept, by=cast.lead.pk, now=AFTER)
    told = dashboards.let_out(row, queries.released(row, "public"), "")
    return next(one for one in told if one.indicator.code == "women_empowered")


@pytest.mark.parametrize(
    ("number", "figure", "stand", "words"),
    [
        (58, "about 60", Stand.UNSURE, "Too close to say, as it is rounded"),
        (60, "about 60", Stand.UNSURE, "Too close to say, as it is rounded"),
        (54, "about 55", Stand.MISSED, "Missed"),
        (63, "about 65", Stand.REACHED, "Reached"),
    ],
)
def test_everybody_reads_reached_only_where_the_rounded_figure_cannot_be_a_missed_one(
    cast, number, figure, stand, words
):
    row = made.with_set(cast)
    trained(cast, row, number)
    line = public(cast, row)
    assert (line.figure, line.stand, line.words) == (figure, stand, words)
    assert (line.bar.width == dashboards.BAR) == (stand == Stand.REACHED)


def test_a_target_of_the_last_month_is_missed_once_the_programme_is_over(cast):
    row = made.with_set(cast)
    trained(cast, row, 2)
    viewer = Viewer(cast.lead, tuple(cast.lead.memberships.all()))

    def live(now):
        board = dashboards.dashboard(viewer, row, "", now)
        return next(one for one in board.lines if one.indicator.code == "women_empowered").stand

    assert live(datetime(2027, 12, 31, 12, tzinfo=UTC)) == Stand.LATE, "one may come today"
    assert live(AFTER) == Stand.MISSED
    now = [datetime(2027, 12, 31, 12, tzinfo=UTC), AFTER]
    told = [queries.trace(viewer, row, "women_empowered", LAST, "", one).value for one in now]
    assert [one.progress.stand for one in told] == [Stand.LATE, Stand.MISSED]
    frozen = queries.frozen(made.frozen(row, cast.lead.pk, LAST, AFTER))
    found = next(one for one in frozen if one.indicator.code == "women_empowered")
    assert found.progress.stand == Stand.MISSED
