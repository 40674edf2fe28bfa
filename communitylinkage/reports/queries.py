"""The plan and the reports of a viewer's programmes. Rows are fetched through the viewer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.impact import queries as impact
from communitylinkage.impact.models import Freeze
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account
from communitylinkage.people.roles import Permission
from communitylinkage.reports.models import (
    Change,
    Item,
    Narrative,
    PersonDays,
    Report,
    Risk,
    Section,
    WorkPackage,
)
from communitylinkage.reports.rules.plan import SOON, Days, Kind, code_of
from communitylinkage.reports.rules.states import State
from communitylinkage.values.today import Today

WRITE = Permission.REPORT_WRITE


def programmes(viewer: Viewer) -> list[Programme]:
    """Those in which she may write reports, the one that ends last first."""
    return impact.programmes(viewer, WRITE)


def leads(viewer: Viewer, programme: Programme) -> bool:
    """Whether she is of the team that leads it, and so makes and hands in its reports."""
    return impact.sees_live(viewer, programme)


def organisations(programme: Programme) -> list[Organisation]:
    """Those that take part."""
    return impact.partners(programme, "")


def may_change(viewer: Viewer, programme: Programme, organisation: UUID | None) -> bool:
    """Whether a part of the plan is hers to change: of her own organisation, or she leads."""
    mine = viewer.organisations_where(WRITE)
    return leads(viewer, programme) or organisation in mine


def own_organisations(viewer: Viewer, programme: Programme) -> list[Organisation]:
    """For which she may write down days of work: her own; who leads, for all."""
    if leads(viewer, programme):
        return organisations(programme)
    mine = viewer.organisations_where(WRITE)
    return [one for one in organisations(programme) if one.pk in mine]


def packages(programme: Programme) -> list[WorkPackage]:
    """The work packages, in order."""
    return list(WorkPackage.objects.filter(programme=programme).select_related("organisation"))


def package(viewer: Viewer, number: UUID) -> WorkPackage | None:
    """One of a programme of hers."""
    rows = WorkPackage.objects.filter(programme__in=programmes(viewer))
    return rows.select_related("programme", "organisation").filter(pk=number).first()


def items(programme: Programme, kind: str = "") -> list[Item]:
    """Deliverables and milestones that are in the plan, by package and number."""
    rows = Item.objects.filter(package__programme=programme, taken_out=None)
    found = rows.filter(kind=kind) if kind else rows
    return list(found.select_related("package", "organisation").order_by(
        "package__number", "kind", "number"))  # fmt: skip


def item(viewer: Viewer, number: UUID) -> Item | None:
    """One of a programme of hers, also one that was taken out."""
    rows = Item.objects.filter(package__programme__in=programmes(viewer))
    return rows.select_related("package__programme", "organisation").filter(pk=number).first()


def taken_out(programme: Programme) -> list[Item]:
    """What was in the plan once."""
    rows = Item.objects.filter(package__programme=programme).exclude(taken_out=None)
    return list(rows.select_related("package"))


def risks(programme: Programme) -> list[Risk]:
    """The risks, by number."""
    rows = Risk.objects.filter(programme=programme)
    return list(rows.select_related("package", "organisation"))


def risk(viewer: Viewer, number: UUID) -> Risk | None:
    """One of a programme of hers."""
    rows = Risk.objects.filter(programme__in=programmes(viewer), pk=number)
    return rows.select_related("programme", "package", "organisation").first()


def days(row: WorkPackage) -> list[PersonDays]:
    """Days of work in a package, by organisation and quarter."""
    return list(row.days.select_related("organisation"))


@dataclass(frozen=True, slots=True)
class Worked:
    """Days of an organisation in a package."""

    package: WorkPackage
    organisation: Organisation
    days: Days


def worked(programme: Programme, through: str = "") -> list[Worked]:
    """Days by package and organisation, up to and with a quarter; empty: all."""
    rows = PersonDays.objects.filter(package__programme=programme)
    rows = rows.filter(quarter__lte=through) if through else rows
    found: dict[tuple[UUID, UUID], Worked] = {}
    for one in rows.select_related("package", "organisation"):
        key = (one.package_id, one.organisation_id)
        before = found[key].days if key in found else Days()
        sum_ = before + Days(one.planned, one.used)
        found[key] = Worked(one.package, one.organisation, sum_)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a row's history; `who`: a name, or nothing once she has left."""

    change: Change
    who: str


def history(about: UUID) -> list[Line]:
    """What was done to a row, the last first."""
    rows = list(Change.objects.filter(about=about))
    names = dict(
        Account.objects.filter(pk__in={one.by for one in rows}).values_list("pk", "display_name")
    )
    return [Line(one, names.get(one.by, "")) for one in rows]


def sections(programme: Programme) -> list[Section]:
    """The template, in order."""
    return list(Section.objects.filter(programme=programme, taken_out=None))


def section(viewer: Viewer, number: UUID) -> Section | None:
    """One section of the template of a programme of hers."""
    rows = Section.objects.filter(programme__in=programmes(viewer), taken_out=None)
    return rows.select_related("programme").filter(pk=number).first()


def _reports(of: Iterable[Programme]) -> QuerySet[Report]:
    return Report.objects.filter(programme__in=of).select_related("freeze__programme")


def reports(programme: Programme) -> list[Report]:
    """All reports, the newest first."""
    return list(_reports([programme]))


def report(viewer: Viewer, number: UUID) -> Report | None:
    """One of a programme of hers."""
    return _reports(programmes(viewer)).filter(pk=number).first()


def versions(row: Report) -> list[Report]:
    """All versions of the same report, the newest first."""
    rows = Report.objects.filter(freeze=row.freeze_id, kind=row.kind)
    return list(rows.order_by("-version"))


def narratives(row: Report) -> dict[UUID, list[Narrative]]:
    """The words of a report by section."""
    found: dict[UUID, list[Narrative]] = {}
    for one in row.narratives.order_by("language"):
        found.setdefault(one.section_id, []).append(one)
    return found


def moment(day: date) -> datetime:
    """Its first moment."""
    return timezone.make_aware(datetime.combine(day, time.min))


def changed_since(row: Freeze) -> list[tuple[impact.Indicator, int]]:
    """Indicators whose definition changed after the freeze, with the number of the newest."""
    newest = {one.code: one.number for one in impact.indicators(row.programme)}
    told = impact.released_at(row, "partners")
    return [
        (one.indicator, newest[one.indicator.code])
        for one in told
        if newest.get(one.indicator.code, 0) > one.indicator.number
    ]


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """What her organisations owe that is late or due soon, and reports that are ready."""
    own = programmes(viewer) if viewer.may(WRITE) else []
    if not own:
        return []
    mine = viewer.organisations_where(WRITE)
    rows = Item.objects.filter(
        package__programme__in=own, organisation__in=mine, done=None, taken_out=None,
        due__lte=timezone.localdate(now) + SOON,
    )  # fmt: skip
    found = [
        Today(
            _("%(code)s of the plan is due.") % {"code": item_code(one)},
            reverse("plan_item", args=[one.pk]), moment(one.due),
        )
        for one in rows.select_related("package").order_by("due", "pk")
    ]  # fmt: skip
    led = [one for one in own if leads(viewer, one)]
    return found + [
        Today(_("A report is ready to be handed in."), reverse("report", args=[one.pk]))
        for one in _reports(led).filter(state=State.READY)
    ]


def item_code(row: Item) -> str:
    """What a deliverable or milestone is called."""
    return code_of(Kind(row.kind), row.package.number, row.number)
