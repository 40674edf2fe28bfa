"""What somebody has of her own in impact: a programme with the ready indicators, one frozen."""

from datetime import timedelta

from django.utils import timezone

from communitylinkage.impact import freezing, queries
from communitylinkage.impact.models import Freeze
from communitylinkage.impact.quality import queries as quality
from communitylinkage.impact.rules.quality.doubts import Check
from communitylinkage.impact.tests import cast as made
from communitylinkage.people.access import Viewer


def _a_programme(world):
    """That began a year ago, led by the service."""
    today = timezone.localdate()
    return made.with_set(
        world, starts=today - timedelta(days=365), ends=today + timedelta(days=365)
    )


def an_indicator(world):
    """Published."""
    _a_programme(world)
    return {"code": "women_engaged"}


def a_freeze(world):
    """Of the last month that is over."""
    row, now = _a_programme(world), timezone.now()
    if not Freeze.objects.exists():
        through = queries.closed_months(row, now.date())[0]
        freezing.freeze(programme=row, through=through, by=world.lead.pk, now=now)
    return {"number": Freeze.objects.get().pk}


def a_doubt(world):
    """That the service keeps two records of one name."""
    row = _a_programme(world)
    made.learners(world, "Ana Gil", "Ana Gil")
    viewer = Viewer(world.coordinator, tuple(world.coordinator.memberships.all()))
    seen = quality.look(viewer, row, timezone.now()).open
    return {"token": next(one.token for one in seen if one.doubt.check == Check.TWICE)}


OWN = {
    "impact_trace": ("lead", an_indicator),
    **dict.fromkeys(("impact_definition", "impact_file"), ("coordinator", an_indicator)),
    "impact_publish": ("lead", an_indicator),
    **dict.fromkeys(("impact_doubt", "impact_doubt_again"), ("coordinator", a_doubt)),
    **dict.fromkeys(("impact_frozen", "impact_let_out"), ("lead", a_freeze)),
    "impact_frozen_figure": ("lead", lambda world: a_freeze(world) | {"code": "women_engaged"}),
}
