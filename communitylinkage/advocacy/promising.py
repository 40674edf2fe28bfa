"""Promises: written down with a source, told in more languages, and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from communitylinkage.advocacy.actions import check_asked, journal, locked
from communitylinkage.advocacy.models import Body, Demand, Promise, PromiseText, Sequel
from communitylinkage.advocacy.rules import demands, promises
from communitylinkage.advocacy.rules.demands import RefusedError, Why
from communitylinkage.advocacy.rules.promises import Act, Said


@dataclass(frozen=True, slots=True)
class Source:
    """Where something can be read, and its title."""

    address: str
    label: str


def _checked(source: Source) -> Source:
    if not demands.is_address(source.address):
        raise ValueError("a source that leads nowhere")
    return source


@transaction.atomic
def promise(
    *, demand: Demand, body: Body, language: str, words: str, made_on: date,
    deadline: date | None, source: Source, by: UUID, now: datetime,
) -> Promise:  # fmt: skip
    """Writes down what a body promised; anybody can read it at once.

    Args:
        made_on: the day on which it was said. deadline: until when, where they said so.

    Raises:
        RefusedError: it is not asked of this body, or a day cannot be. ValueError: no source.
    """
    row = locked(demand)
    check_asked(row, body)
    if made_on > timezone.localdate(now):
        raise RefusedError(Why.DAY_AHEAD)
    if deadline is not None and deadline < made_on:
        raise RefusedError(Why.BEFORE)
    made = Promise.objects.create(
        demand=row, body=body, made_on=made_on, deadline=deadline,
        source=_checked(source).address, source_label=source.label.strip(),
    )  # fmt: skip
    PromiseText.objects.create(promise=made, language=language, words=words.strip())
    journal(row.organisation_id, "promised", made.pk, by, now)
    return made


def _locked(row: Promise) -> Promise:
    rows = Promise.objects.select_for_update(of=("self",)).select_related("demand", "body")
    return rows.get(pk=row.pk)


@transaction.atomic
def keep_words(
    *, promise: Promise, language: str, words: str, by: UUID, now: datetime
) -> PromiseText:
    """The promise in a further language; what is public in one stays as it is.

    Raises:
        RefusedError: it is told in this language already.
    """
    row = _locked(promise)
    if row.texts.filter(language=language).exists():
        raise RefusedError(Why.PUBLISHED_TEXT)
    text = PromiseText.objects.create(promise=row, language=language, words=words.strip())
    journal(row.demand.organisation_id, "promise_words", row.pk, by, now)
    return text


@transaction.atomic
def tell(
    *, promise: Promise, said: Said, source: Source | None, language: str, words: str, by: UUID,
    now: datetime,
) -> Sequel:  # fmt: skip
    """What became of a promise: one line more, and the state that follows from it.

    Args:
        source: where it can be read; None only where it was written down by mistake.

    Raises:
        RefusedError: the table has no such line, or a day cannot be. ValueError: no source.
    """
    row = _locked(promise)
    today = timezone.localdate(now)
    state = promises.after(said, row.state, row.made_on, row.deadline, today)
    if source is None and said.act is not Act.TAKE_OUT:
        raise ValueError("what became of a promise needs a source")
    row.state = state.value
    if said.act is Act.POSTPONE:
        row.deadline = said.deadline
    row.save()
    told = Sequel.objects.create(
        promise=row, act=said.act.value, day=said.day, made_at=now, language=language,
        words=words.strip(), deadline=said.deadline if said.act is Act.POSTPONE else None,
        source=_checked(source).address if source else "",
        source_label=source.label.strip() if source else "",
    )  # fmt: skip
    journal(row.demand.organisation_id, said.act.value, row.pk, by, now)
    return told
