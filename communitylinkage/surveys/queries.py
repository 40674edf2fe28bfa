"""What a viewer sees of her organisations' questionnaires; which version is in use."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.surveys import rules, wording
from communitylinkage.surveys.models import Incoming, Questionnaire, Version
from communitylinkage.surveys.xlsform.problems import Problem
from communitylinkage.surveys.xlsform.sheets import Sheets, records
from communitylinkage.surveys.xlsform.wording import heading

KEEP = Permission.QUESTIONNAIRE_KEEP


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem, ready for a page."""

    weight: str
    heading: str
    sheet: str
    row: int
    column: str
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Question:
    """A row of a form, for the preview."""

    row: int
    type: str
    name: str
    label: str


def organisation(viewer: Viewer) -> UUID:
    """The organisation for which she brings a new questionnaire."""
    return min(viewer.organisations_where(KEEP))


def questionnaires(viewer: Viewer, search: str = "") -> QuerySet[Questionnaire]:
    """Hers, by title."""
    rows = Questionnaire.objects.filter(organisation__in=viewer.organisations_where(KEEP))
    bare = search.replace("\x00", "").strip()[:200]
    return (rows.filter(title__icontains=bare) if bare else rows).order_by("title", "pk")


def questionnaire(viewer: Viewer, number: UUID) -> Questionnaire | None:
    """One of hers; None for a stranger."""
    return questionnaires(viewer).filter(pk=number).first()


def in_use(questionnaire: UUID) -> Version | None:
    """The version with which anybody is asked now; None: none is published."""
    rows = Version.objects.filter(questionnaire=questionnaire, state=rules.State.PUBLISHED)
    return rows.first()


def version(viewer: Viewer, questionnaire: UUID, number: int) -> Version | None:
    """A version of one of hers."""
    rows = Version.objects.filter(questionnaire__in=questionnaires(viewer))
    found = rows.select_related("questionnaire").filter(questionnaire=questionnaire)
    return found.filter(number=min(number, 2**31 - 1)).first()


def incoming(viewer: Viewer, number: UUID, now: datetime) -> Incoming | None:
    """A workbook that she brought herself and that still waits."""
    rows = Incoming.objects.filter(organisation__in=viewer.organisations_where(KEEP))
    mine = rows.filter(by=viewer.account.pk, made_at__gte=now - rules.WAITS)
    return mine.filter(pk=number).select_related("questionnaire").first()


def shown(problems: list[Problem]) -> list[Shown]:
    """Problems in words, the gravest first, then by place."""
    order = {weight: n for n, weight in enumerate(wording.WEIGHTS)}
    sorted_ = sorted(problems, key=lambda one: (order[one.weight], one.sheet, one.row))
    return [
        Shown(one.weight, str(wording.WEIGHTS[one.weight]), one.sheet, one.row, one.column,
              *wording.said(one))
        for one in sorted_
    ]  # fmt: skip


def questions(sheets: Sheets) -> list[Question]:
    """The rows of a form in order, with the words of its first language."""
    found = []
    for number, record in records(sheets.get("survey", [])):
        bare = {name.lower(): cell for name, cell in record.items()}
        labels = [c for n, c in record.items() if (heading(n) or ("", ""))[0] == "label"]
        kind = bare.get("type", "")
        if kind and not kind.lower().startswith("end"):
            label = labels[0] if labels else ""
            found.append(Question(number, kind, bare.get("name", ""), label))
    return found
