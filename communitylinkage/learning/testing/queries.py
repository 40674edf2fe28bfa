"""How far the tests moved, by cohort, country and track; small groups hidden by the gate."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db.models import QuerySet

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import PARTNERS, organisations_known
from communitylinkage.disclosure.published import State
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import TOTAL, Dimension, Table
from communitylinkage.learning.models import Cohort, Test
from communitylinkage.learning.rules import gains
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.surveys.analysis.codebook import Item, codebook
from communitylinkage.surveys.answering import queries as answers
from communitylinkage.surveys.answering.loading import form_of
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.models import Questionnaire

Scores = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Measured:
    """The scores of one cohort: by pairing tag before and after, and how satisfied people are."""

    cohort: Cohort
    before: Scores
    after: Scores
    liked: list[float]


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the table. `n` is None where the group is too small to be shown."""

    words: str
    n: int | None
    before: int | None = None
    after: int | None = None
    change: int | None = None
    deviation: int | None = None
    liked: int | None = None


def closed() -> QuerySet[Test]:
    """Only what does not move any more is shown: differences over time would give people away."""
    rows = Test.objects.filter(before__closed__isnull=False, after__closed__isnull=False)
    return rows.select_related("cohort__course", "before", "after", "version").order_by("pk")


def measured(track: str) -> list[Measured]:
    """Every cohort of a track with both tests closed, in one pass over the answers."""
    tests = [one for one in closed() if one.cohort.course.track == track]
    items: dict[UUID, tuple[Item, ...]] = {}
    found = []
    for test in tests:
        if test.version_id not in items:
            items[test.version_id] = codebook(form_of(test.version))
        book = items[test.version_id]
        assert test.before is not None and test.after is not None  # noqa: PT018  # nosec B101
        rows = list(answers.submissions(test.after))
        liked = [one for row in rows if (one := gains.liking(book, row.answers)) is not None]
        before, after = _scores(book, test.before), _scores(book, test.after)
        found.append(Measured(test.cohort, before, after, liked))
    return found


def _scores(items: tuple[Item, ...], collection: Collection) -> Scores:
    told = []
    for row in answers.submissions(collection):
        score = gains.score(items, row.answers)
        if score is not None:
            told.append((row.group.get("pair", ""), score))
    return told


def by_group(track: str, found: Iterable[Measured], words: Mapping[str, str]) -> list[Shown]:
    """A line for each group and one for all; hidden are small ones, and what would give them away.

    Args:
        words: group's code -> its words; the codes that `found` is grouped by, in order.
    """
    groups: dict[str, list[Measured]] = defaultdict(list)
    for one in found:
        groups[_code(one, words)].append(one)
    codes = [code for code in words if code in groups]
    if not codes:
        return []
    counts = {code: _paired(groups[code]) for code in codes}
    keepers = {row.cohort.organisation_id for rows in groups.values() for row in rows}
    by = {
        str(one): [
            _paired([row for row in groups[code] if row.cohort.organisation_id == one])
            for code in codes
        ]
        for one in keepers
    }
    safe = _safe(track, counts, by)
    lines = [_line(words[code], groups[code], safe[code]) for code in codes]
    everybody = [one for code in codes for one in groups[code]]
    return [*lines, _line("", everybody, safe[TOTAL])]


def _code(one: Measured, words: Mapping[str, str]) -> str:
    return str(one.cohort.pk) if str(one.cohort.pk) in words else one.cohort.country


def _gain(rows: list[Measured]) -> gains.Gain | None:
    before = [pair for row in rows for pair in row.before]
    return gains.gain(before, [pair for row in rows for pair in row.after])


def _paired(rows: list[Measured]) -> int:
    """How many answered before and after."""
    gain = _gain(rows)
    return gain.change.n if gain else 0


def _safe(track: str, counts: Mapping[str, int], by: Mapping[str, list[int]]
          ) -> dict[str, int | None]:  # fmt: skip
    """How many stand behind each line, or None where the gate hides it.

    Args:
        by: the same by who keeps the groups: each reads its own beside those of its country, and
            could else take them away from these.
    """
    groups = Dimension.of("group", list(counts))
    parts = {one: np.array([numbers]) for one, numbers in by.items()}
    table = Table(
        f"learning/gain/{track}", (groups,), ("all",), np.array([list(counts.values())]), parts
    )
    try:
        shown = publish(table, organisations_known(PARTNERS), Ledger())
    except UnsafeError:
        return dict.fromkeys([TOTAL, *counts])
    return {cell.box[0]: None if cell.state is State.HIDDEN else cell.value for cell in shown.cells}


def _line(words: str, rows: list[Measured], n: int | None) -> Shown:
    found = _gain(rows)
    if not n or found is None:
        return Shown(words, n)
    liked = [one for row in rows for one in row.liked]
    spread = found.change
    return Shown(
        words,
        n,
        round(found.before),
        round(found.after),
        round(spread.mean),
        None if spread.deviation is None else round(spread.deviation),
        round(sum(liked) / len(liked)) if len(liked) >= PARTNERS.k else None,
    )


def cohorts_words(viewer: Viewer, found: Iterable[Measured]) -> dict[str, str]:
    """The names of her organisations' cohorts; the others are only in the sums by country."""
    own = viewer.organisations_where(Permission.LEARNING_KEEP)
    rows = [one.cohort for one in found if one.cohort.organisation_id in own]
    return {str(row.pk): f"{row.name} ({row.country})" for row in rows}


def questionnaires(viewer: Viewer) -> QuerySet[Questionnaire]:
    """What she may ask with: her organisations' own."""
    where = viewer.organisations_where(Permission.QUESTIONNAIRE_KEEP)
    return Questionnaire.objects.filter(organisation__in=where).order_by("title", "pk")


def response(collection: Collection | None) -> tuple[int, int] | None:
    """How many were given a link, and how many of them answered; None before it opened."""
    if collection is None:
        return None
    told = answers.response(collection)
    return sum(one.invited for one in told), sum(one.finished for one in told)
