"""The parts of a report that come from the plan and from what the parts below keep."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.campaign import queries as campaign
from communitylinkage.campaign import wording as campaign_words
from communitylinkage.events import queries as happened
from communitylinkage.events import telling as events_telling
from communitylinkage.events import wording as event_words
from communitylinkage.events.models import Event
from communitylinkage.events.rules.codes import Audience
from communitylinkage.impact.telling import country
from communitylinkage.practices import queries as practices
from communitylinkage.practices import telling as practices_telling
from communitylinkage.reports import queries, telling, wording
from communitylinkage.reports.models import Item, Risk, WorkPackage
from communitylinkage.reports.rules.content import Cell, Note, Part, Table
from communitylinkage.reports.rules.plan import Days, Kind, RiskState, Stand, standing
from communitylinkage.reports.telling import Said
from communitylinkage.reports.within import Within
from communitylinkage.values.quarters import quarter_of

Row = tuple[Cell, ...]
DAY = timedelta(days=1)


def cell(said: Said) -> Cell:
    """Words with their language, where it is not the reader's."""
    return Cell(said.text, language=said.language if said.foreign else "")


def table(caption: str, head: tuple[str, ...], rows: list[Row], nothing: str) -> tuple[Part, ...]:
    """A table, or the sentence that says why there is none."""
    return (Table(caption, head, tuple(rows)),) if rows else (Note(nothing),)


def deliverables(within: Within) -> tuple[Part, ...]:
    """What had to be made, when it was due and done."""
    return _items(within, Kind.DELIVERABLE, _("Deliverables"), _("No deliverable is in the plan."))


def milestones(within: Within) -> tuple[Part, ...]:
    """What had to be reached, when it was due and reached."""
    return _items(within, Kind.MILESTONE, _("Milestones"), _("No milestone is in the plan."))


def _items(within: Within, kind: Kind, caption: str, nothing: str) -> tuple[Part, ...]:
    head = (_("Number"), _("Title"), _("Who answers for it"), _("Due on"), _("Done on"),
            _("State"), _("What shows it"))  # fmt: skip
    rows = [_item(one, within) for one in queries.items(within.programme, kind)]
    return table(caption, head, rows, nothing)


def _item(row: Item, within: Within) -> Row:
    today = timezone.localdate(within.now)
    stand = standing(row.due, row.done, today)
    late = stand in (Stand.LATE, Stand.AFTER_ITS_DAY)
    here = _here("plan_item", row)
    return (
        Cell(queries.item_code(row), address=here), cell(telling.said(row.titles)),
        Cell(row.organisation.name), Cell(telling.day(row.due), address=here),
        Cell(telling.day(row.done), address=here), Cell(telling.stand(stand), late=late),
        Cell(row.evidence, address=row.evidence_address),
    )  # fmt: skip


def _here(page: str, row: Item | WorkPackage | Risk) -> str:
    """The page of the plan on which something can be followed."""
    return settings.SITE_ADDRESS + reverse(page, args=[row.pk])


def risks(within: Within) -> tuple[Part, ...]:
    """What could go wrong, how much it weighs, what is done about it."""
    head = (_("Number"), _("What could happen"), _("Work package"), _("How likely"),
            _("How much harm"), _("Weight"), _("What we do about it"), _("State"))  # fmt: skip
    rows: list[Row] = [
        (
            Cell(str(one), address=_here("plan_risk", one)), cell(telling.said(one.titles)),
            Cell(str(one.package), address=_here("plan_package", one.package))
            if one.package else Cell(""),
            Cell(telling.level(one.likelihood)), Cell(telling.level(one.severity)),
            Cell(telling.weighed(one.likelihood, one.severity), address=_here("plan_risk", one)),
            cell(telling.said(one.mitigation)),
            Cell(str(dict(wording.RISK_STATES)[one.state]), late=one.state == RiskState.HAPPENED),
        )
        for one in queries.risks(within.programme)
    ]  # fmt: skip
    return table(_("Risks"), head, rows, _("No risk is in the plan."))


def days(within: Within) -> tuple[Part, ...]:
    """Days of work up to the quarter of the reporting date; no money."""
    through = quarter_of(within.through)
    head = (_("Work package"), _("Organisation"), _("Days planned"), _("Days used"))
    found = queries.worked(within.programme, through)
    rows: list[Row] = [_worked(one.package, one.organisation.name, one.days) for one in found]
    if rows:
        plan = f"{settings.SITE_ADDRESS}{reverse('plan')}?programme={within.programme.pk}"
        total = sum((one.days for one in found), Days())
        rows.append((Cell(_("All together")), Cell(""), *_numbers(total, plan)))
    told = table(_("Days of work"), head, rows, _("No days of work are written down."))
    until = _("Up to the end of: %(quarter)s") % {"quarter": telling.quarter(through)}
    return (Note(until), *told) if rows else told


def _worked(package: WorkPackage, organisation: str, found: Days) -> Row:
    here = _here("plan_package", package)
    return (Cell(str(package), address=here), Cell(organisation), *_numbers(found, here))


def _numbers(found: Days, address: str) -> Row:
    both = (float(found.planned), float(found.used))
    return tuple(Cell(telling.number(one), number=one, address=address) for one in both)


def events(within: Within) -> tuple[Part, ...]:
    """Conferences and other events of those who take part, as the events' own pages name them.

    The day of an event is the one at its place.
    """
    starts, last = within.programme.starts, within.last
    # No place on earth is further than a day from another.
    around = (queries.moment(starts - DAY), queries.moment(last + 2 * DAY))
    told = [(_day_there(one), one) for one in happened.held(within.organisations, *around)]
    found = [(day, one) for day, one in told if starts <= day <= last]
    kinds = dict(event_words.KINDS)
    rows: list[Row] = []
    for day, one in found:
        if one.audience == Audience.PUBLIC:
            words = events_telling.words(one)
            address = reverse("event", args=[one.reference])
            rows.append((
                Cell(telling.day(day), address=settings.SITE_ADDRESS + address),
                Cell(words.title, language=words.language if words.foreign else "",
                     address=settings.SITE_ADDRESS + address),
                Cell(str(kinds[one.kind])), Cell(country(one.country)),
                Cell(", ".join(events_telling.spoken(one))), Cell(one.organisation.name),
            ))  # fmt: skip
    head = (_("Day"), _("Title"), _("Kind"), _("Country"), _("Languages"), _("Organisation"))
    public = table(_("Events"), head, rows, _("No event is published in this time."))
    invited = len(found) - len(rows)
    if not invited:
        return public
    note = _("Meetings by invitation, which are named nowhere: %(n)d") % {"n": invited}
    return (*public, Note(note))


def _day_there(one: Event) -> date:
    return one.begins.astimezone(ZoneInfo(one.zone)).date()


def publications(within: Within) -> tuple[Part, ...]:
    """Practices and materials of campaigns that came out, as their own pages name them."""
    first = queries.moment(within.programme.starts)
    after = queries.moment(within.last + DAY)
    rows: list[Row] = []
    for one in practices.published_by(within.organisations, first, after):
        words, published = practices_telling.told(one), one.practice.published
        address = reverse("practice", args=[one.practice.reference])
        rows.append((
            Cell(telling.day(_local(published)), address=settings.SITE_ADDRESS + address),
            Cell(words.title, language=words.language if words.foreign else "",
                 address=settings.SITE_ADDRESS + address),
            Cell(_("Practice")), Cell(one.practice.organisation.name),
        ))  # fmt: skip
    kinds = dict(campaign_words.KINDS)
    for made in campaign.approved_in(within.programme, first, after):
        of = made.material.campaign
        address = settings.SITE_ADDRESS + reverse("campaign", args=[of.reference])
        rows.append((
            Cell(telling.day(_local(made.approved_at)), address=address),
            Cell(made.material.name, language=of.language, address=address),
            Cell(str(kinds[made.material.kind])), Cell(of.organisation.name),
        ))  # fmt: skip
    head = (_("Day"), _("Title"), _("Kind"), _("Organisation"))
    return table(_("Publications"), head, rows, _("Nothing came out in this time."))


def _local(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
