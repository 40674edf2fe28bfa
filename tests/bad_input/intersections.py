"""Tables that were let out, and a population to ask about."""

from communitylinkage.intersections.models import Quarter
from communitylinkage.intersections.tests import cast as made


def a_population(_world):
    """With a quarter in which somebody was counted."""
    if not Quarter.objects.exists():
        made.women(group=12, accompaniment=31, information=22)
    return {"population": "women"}


def a_table(audience):
    """Let out to an audience."""

    def make(world):
        a_population(world)
        return {"reference": made.let_out(world, audience=audience).reference}

    return make


OWN = {
    "intersections_ask": ("coordinator", a_population),
    "intersection": ("coordinator", a_table("partners")),
    "intersection_public": (None, a_table("public")),
}
