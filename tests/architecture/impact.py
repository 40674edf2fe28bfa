"""Another programme's indicators and reporting dates; objects.py says what for."""

from communitylinkage.impact import actions
from communitylinkage.impact.models import Freeze
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


OTHERS = {
    **dict.fromkeys(
        ("impact_trace", "impact_definition", "impact_file", "impact_publish"), an_indicator
    ),
    **dict.fromkeys(("impact_frozen", "impact_let_out"), a_freeze),
}
