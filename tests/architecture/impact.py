"""Another programme's indicators and reporting dates; objects.py says what for."""

from communitylinkage.impact import actions
from communitylinkage.impact.models import Freeze
from communitylinkage.impact.quality.people import LEARNERS
from communitylinkage.impact.quality.queries import Seen
from communitylinkage.impact.rules.quality.doubts import Check, Doubt
from communitylinkage.learning.models import Learner
from communitylinkage.organisations.models import Programme
from communitylinkage.people.tests.cast import NOW


def _a_programme(cast):
    """In which nobody of the cast takes part but its stranger."""
    row, made = Programme.objects.get_or_create(
        contract_number="theirs",
        defaults={
            "name": "x", "starts": NOW.date(), "ends": NOW.date(), "countries": ["IT"],
            "lead_organisation": cast.other,
        },
    )  # fmt: skip
    if made:
        actions.take_shipped(programme=row, by=cast.stranger.pk, now=NOW)
    return row


def an_indicator(cast):
    """Of another programme."""
    _a_programme(cast)
    return {"code": "women_engaged"}


def a_freeze(cast):
    """Of another programme."""
    row = Freeze.objects.create(
        programme=_a_programme(cast), through="2026-10", made_at=NOW, by=cast.stranger.pk
    )
    return {"number": row.pk}


def a_doubt(cast):
    """About two records that another organisation keeps."""
    _a_programme(cast)
    for _time in range(2):
        Learner.objects.create(
            organisation=cast.other, name="Ana Gil", track="mentors", language="it", country="IT",
            made_at=NOW,
        )  # fmt: skip
    doubt = Doubt(Check.TWICE, LEARNERS, "", cast.other.pk, 1, "")
    return {"token": Seen(doubt, False).token}


OTHERS = {
    **dict.fromkeys(
        ("impact_trace", "impact_definition", "impact_file", "impact_publish"), an_indicator
    ),
    **dict.fromkeys(("impact_frozen", "impact_let_out"), a_freeze),
    "impact_frozen_figure": lambda cast: a_freeze(cast) | {"code": "women_engaged"},
    **dict.fromkeys(("impact_doubt", "impact_doubt_again"), a_doubt),
}
