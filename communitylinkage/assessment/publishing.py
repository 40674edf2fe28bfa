"""Figures for people outside the team: what may be shown, publishing it, calling it back."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from communitylinkage.assessment import figures
from communitylinkage.assessment.actions import CLOCK
from communitylinkage.assessment.models import Assessment, Publication, Round
from communitylinkage.assessment.rules import NotNowError, State
from communitylinkage.journal.actions import record
from communitylinkage.outbox import actions as outbox
from communitylinkage.outbox.models import Task
from communitylinkage.people.access import Viewer
from communitylinkage.surveys.analysis import results, runs
from communitylinkage.surveys.analysis.models import TableRun

PUBLISH, TASK = "publish", "assessment.publish"
AGAIN = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be published: one closed round, or two that asked with the same questionnaire."""

    key: str
    name: str
    rounds: tuple[Round, ...]


def offers(viewer: Viewer, row: Assessment) -> list[Offer]:
    """Every closed round and closed pair of whose team she is."""
    rounds = row.rounds.filter(state=State.CLOSED).select_related(
        "collection__version", "version__questionnaire"
    )
    closed = [one for one in rounds if one.collection and results.in_team(viewer, one.collection)]
    mine = {one.pk for one in closed}
    pairs = [pair for pair in figures.pairs(row) if {one.pk for one in pair} <= mine]
    return [
        Offer(
            ",".join(str(one.pk) for one in found),
            " → ".join(figures.round_name(one) for one in found)
            + f" · {found[0].version.questionnaire.title}",
            found,
        )
        for found in [*((one,) for one in closed), *pairs]
    ]


@transaction.atomic
def publish(*, row: Assessment, rounds: Sequence[Round], audience: str, title: str, words: str,
            by: UUID, now: datetime) -> Publication:  # fmt: skip
    """An address at which figures will stand; the worker makes their tables (`runs`).

    Args:
        rounds: one, or two in order.
        audience: "partners" or "public".

    Raises:
        NotNowError: a round is not closed, or this is no audience.
    """
    if audience not in figures.OTHERS or any(one.state != State.CLOSED for one in rounds):
        raise NotNowError(PUBLISH)
    made = Publication.objects.create(
        assessment=row, rounds=[str(one.pk) for one in rounds], audience=audience, title=title,
        words=words, token=secrets.token_urlsafe(18), made_at=now,
    )  # fmt: skip
    runs.ask(collections=figures.collections(rounds), audience=audience, by=by, now=now)
    outbox.later(kind=TASK, subject_id=made.pk, due=now)
    _journal(row, "assessment.published", made.pk, by, now)
    return made


def make(*, task: Task, now: datetime) -> None:
    """Opens the address once its tables are made; until then it looks again a little later."""
    row = Publication.objects.filter(pk=task.subject_id, ready=None, called_back=None).first()
    if row is None:
        return
    run = run_of(row)
    if run is None:  # asked for before the worker made tables bit by bit
        found = figures.collections(rounds_of(row))
        run = runs.ask(collections=found, audience=row.audience, by=CLOCK, now=now)
    if run.finished is None:
        outbox.later(kind=TASK, subject_id=row.pk, due=now + AGAIN)
        return
    row.ready = now
    row.save(update_fields=["ready"])


def run_of(row: Publication) -> TableRun | None:
    """How far its tables are."""
    return runs.of(figures.collections(rounds_of(row)), row.audience)


@transaction.atomic
def call_back(*, publication: Publication, by: UUID, now: datetime) -> Publication:
    """Takes the address out of use. What people have seen or copied they keep.

    Raises:
        NotNowError: it was called back before.
    """
    row = Publication.objects.select_for_update().get(pk=publication.pk)
    if row.called_back is not None:
        raise NotNowError(PUBLISH)
    row.called_back = now
    row.save(update_fields=["called_back"])
    _journal(row.assessment, "assessment.publication_called_back", row.pk, by, now)
    return row


def publication(token: str) -> Publication | None:
    """What stands at an address, also when it was called back."""
    return Publication.objects.select_related("assessment").filter(token=token[:40]).first()


def rounds_of(row: Publication) -> list[Round]:
    """Its rounds, in order."""
    found = {
        str(one.pk): one
        for one in row.assessment.rounds.filter(pk__in=row.rounds).select_related(
            "collection__version__questionnaire", "version__questionnaire"
        )
    }
    return [found[key] for key in row.rounds if key in found]


def _journal(row: Assessment, act: str, reference: UUID, by: UUID, now: datetime) -> None:
    record(organisation_id=row.organisation_id, act=act, by=by, reference=str(reference), now=now)
