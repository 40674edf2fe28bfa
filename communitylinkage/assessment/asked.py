"""How many asked for help with what, over all assessments, as an audience may see it."""

from uuid import UUID

from communitylinkage.assessment.models import Round
from communitylinkage.surveys.analysis import results
from communitylinkage.surveys.answering.models import Collection

PREFIX, SCALE = "need_", range(4)  # of the instruments on needs (instruments/SOURCES.md)


def asked_for(audience: str) -> dict[str, tuple[int, int]]:
    """Need -> how many asked for it, of how many: in the newest round of each that is released.

    Args:
        audience: only what was released to it; figures pass no other way.
    """
    done: set[tuple[UUID, UUID]] = set()
    found: dict[str, tuple[int, int]] = {}
    rounds = Round.objects.exclude(collection=None).select_related("collection__version")
    for one in rounds.order_by("-opens", "pk"):
        asked_with = (one.assessment_id, one.version_id)
        if one.collection is None or asked_with in done:
            continue
        lines = _said(one.collection, audience)
        if lines:
            done.add(asked_with)
        for name, asked, of in lines:
            before = found.get(name, (0, 0))
            found[name] = (before[0] + asked, before[1] + of)
    return found


def _said(collection: Collection, audience: str) -> list[tuple[str, int, int]]:
    """What one round found of each need that may be shown."""
    needs = results.needs([collection], audience, prefix=PREFIX, scale=SCALE) or []
    named = [(need.item.name.removeprefix(PREFIX), need.cells[0]) for need in needs]
    return [
        (name, cell.asked_for, cell.answered)
        for name, cell in named
        if cell.asked_for is not None and cell.answered is not None
    ]
