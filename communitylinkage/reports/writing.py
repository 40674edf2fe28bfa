"""Writing reports: made in one act with frozen figures, words, ready, handed in for good."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import translation

from communitylinkage.impact import freezing
from communitylinkage.impact import queries as impact
from communitylinkage.impact.models import Freeze
from communitylinkage.impact.rules.states import RefusedError as NotFrozenError
from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Programme
from communitylinkage.reports import composing, template_actions
from communitylinkage.reports.models import Copy, Narrative, Report, Section
from communitylinkage.reports.rules.content import to_plain
from communitylinkage.reports.rules.marks import mark_of
from communitylinkage.reports.rules.states import Act, Kind, RefusedError, State, Why, after


def _journal(row: Report, act: str, by: UUID, now: datetime) -> None:
    record(
        organisation_id=row.programme.lead_organisation_id, act=f"reports.{act}", by=by,
        reference=str(row.pk), now=now,
    )  # fmt: skip


def _locked(report: Report) -> Report:
    row = Report.objects.select_for_update(of=("self",)).select_related("freeze", "programme")
    return row.get(pk=report.pk)


@transaction.atomic
def make(
    *, programme: Programme, kind: Kind, by: UUID, now: datetime,
    freeze: Freeze | None = None,
) -> tuple[Report, bool]:  # fmt: skip
    """A report on everything up to the last month that is over; whether it is new.

    Figures are frozen where they are not yet, the ready sections taken where there are none, and
    the words of the last report carried over, marked as such. One that is begun is given back.

    Args:
        freeze: on an earlier reporting date's figures.

    Raises:
        RefusedError: no month is over, or nothing is measured.
    """
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    begun = Report.objects.filter(programme=held, kind=kind).exclude(state=State.HANDED_IN).first()
    if begun:
        return begun, False
    frozen = freeze or _frozen(held, by, now)
    template_actions.begin(programme=held, by=by, now=now)
    before = Report.objects.filter(programme=held).first()
    last = Report.objects.filter(freeze=frozen, kind=kind).aggregate(last=Max("version"))["last"]
    row = Report.objects.create(
        programme=held, kind=kind, freeze=frozen, version=(last or 0) + 1, made_at=now, by=by,
        began_with=before,
    )  # fmt: skip
    _carry(before, row, now, changed=True)
    _journal(row, "made", by, now)
    return row, True


def _frozen(programme: Programme, by: UUID, now: datetime) -> Freeze:
    months = impact.to_freeze(programme, now)
    if not months:
        raise RefusedError(Why.NO_MONTH)
    last = next(iter(impact.freezes(programme)), None)
    if last is not None and last.through >= months[0]:
        return last
    try:
        return freezing.freeze(programme=programme, through=months[0], by=by, now=now)
    except NotFrozenError as error:
        raise RefusedError(Why.NO_INDICATORS) from error


def _carry(before: Report | None, row: Report, now: datetime, changed: bool) -> None:
    """The words of the report before, under sections that are still there.

    Args:
        changed: whether they are of another report, and so marked as carried over.
    """
    if before is None:
        return
    there = Section.objects.filter(programme=row.programme_id, taken_out=None).values("pk")
    Narrative.objects.bulk_create(
        Narrative(
            report=row, section_id=one.section_id, language=one.language, body=one.body,
            carried=changed or one.carried, by=one.by, at=one.at if not changed else now,
        )
        for one in before.narratives.filter(section__in=there)
    )  # fmt: skip


@transaction.atomic
def again(*, report: Report, by: UUID, now: datetime) -> Report:
    """A new version of a report that was handed in, on the same frozen figures.

    Raises:
        RefusedError: it is not handed in, or one of its kind is in the making.
    """
    Programme.objects.select_for_update().get(pk=report.programme_id)
    before = _locked(report)
    if before.state != State.HANDED_IN:
        raise RefusedError(Why.NOT_NOW)
    same = Report.objects.filter(programme=before.programme_id, kind=before.kind)
    if same.exclude(state=State.HANDED_IN).exists():
        raise RefusedError(Why.DRAFT_THERE)
    last = same.filter(freeze=before.freeze_id).aggregate(last=Max("version"))["last"]
    row = Report.objects.create(
        programme=before.programme, kind=before.kind, freeze=before.freeze, version=last + 1,
        made_at=now, by=by, began_with=before,
    )  # fmt: skip
    _carry(before, row, now, changed=False)
    _journal(row, "again", by, now)
    return row


@transaction.atomic
def keep_words(
    *, report: Report, section: Section, language: str, body: str, by: UUID, now: datetime,
    began: str | None = None,
) -> None:  # fmt: skip
    """The words under a section in one language; empty takes them out.

    Args:
        began: the mark of the words that the writer saw; None where nobody else can have written.

    Raises:
        RefusedError: the report is not a draft, or somebody else changed the words meanwhile.
    """
    row = _locked(report)
    if row.state != State.DRAFT:
        raise RefusedError(Why.NOT_NOW)
    there = row.narratives.filter(section=section, language=language).first()
    stands = there.body if there else ""
    if began is not None and began != mark_of(stands) and body != stands:
        raise RefusedError(Why.CHANGED)
    if body:
        Narrative.objects.update_or_create(
            report=row, section=section, language=language,
            defaults={"body": body, "carried": False, "by": by, "at": now},
        )  # fmt: skip
    else:
        row.narratives.filter(section=section, language=language).delete()
    _journal(row, "words", by, now)


@transaction.atomic
def act(*, report: Report, act: Act, by: UUID, now: datetime) -> Report:
    """Moves along one line of the table; handing in keeps a copy in every language of the pages.

    Raises:
        RefusedError: the table has no such line; or a final report is handed in before the last
            month of the programme is frozen.
    """
    row = _locked(report)
    row.state = after(act, row.state)
    if row.state == State.HANDED_IN:
        if row.kind == Kind.FINAL and row.freeze.through < f"{row.programme.ends:%Y-%m}":
            raise RefusedError(Why.NOT_OVER)
        row.handed_in_at, row.handed_in_by = now, by
        _copy(row, now)
    row.save()
    _journal(row, act.value, by, now)
    return row


def _copy(row: Report, now: datetime) -> None:
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            content = to_plain(composing.composed(row, now))
        Copy.objects.create(report=row, language=code, content=content)


@transaction.atomic
def drop(*, report: Report, by: UUID, now: datetime) -> None:
    """Lets a report go that is not handed in; its frozen figures stay.

    Raises:
        RefusedError: it is handed in.
    """
    row = _locked(report)
    if row.state == State.HANDED_IN:
        raise RefusedError(Why.NOT_NOW)
    _journal(row, "dropped", by, now)
    row.delete()
