"""A report put together: its sections in the order of the template, in the language of the page.

Page, paper and workbook are made from this one value, so that they say the same. Figures come from
what `impact` let out of the freeze, by the functions of its dashboards.
"""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communitylinkage.impact import figures as counting
from communitylinkage.impact import queries as impact
from communitylinkage.people.pages import reader
from communitylinkage.people.rules import zone_of
from communitylinkage.programme_site import queries as site
from communitylinkage.programme_site import telling as site_telling
from communitylinkage.reports import figure_parts, plan_parts, queries, telling
from communitylinkage.reports.models import Narrative, Report, Section
from communitylinkage.reports.rules import content
from communitylinkage.reports.rules.content import Content, Note, Part, Words, of_plain
from communitylinkage.reports.rules.sections import Kind
from communitylinkage.reports.rules.states import State
from communitylinkage.reports.within import Reported
from communitylinkage.values.telling import best

PARTNERS = "partners"
PARTS = {
    Kind.INDICATORS: figure_parts.indicators,
    Kind.DELIVERABLES: plan_parts.deliverables,
    Kind.MILESTONES: plan_parts.milestones,
    Kind.RISKS: plan_parts.risks,
    Kind.DAYS: plan_parts.days,
    Kind.EVENTS: plan_parts.events,
    Kind.PUBLICATIONS: plan_parts.publications,
    Kind.NEEDS: figure_parts.needs,
    Kind.GAPS: figure_parts.gaps,
    Kind.DEFINITIONS: figure_parts.definitions,
}
ANNEX = "annex"


def content_of(row: Report, now: datetime) -> Content:
    """What was handed in, as it was; else what it would be now."""
    if row.state == State.HANDED_IN:
        copies = {one.language: one.content for one in row.copies.all()}
        kept = best(copies, reader())
        if kept is not None:
            return of_plain(copies[kept])
    return composed(row, now)


def composed(row: Report, now: datetime) -> Content:
    """The report in the language of the page.

    Its days are those of the country that leads, whoever reads it from wherever: a paper that
    leaves the house must not differ by its reader's clock.

    Args:
        now: by which the plan is looked at.
    """
    with timezone.override(zone_of(row.programme.lead_organisation.country)):
        return _composed(row, now)


def _composed(row: Report, now: datetime) -> Content:
    programme = row.programme
    within = Reported(
        report=row,
        programme=programme,
        through=row.freeze.through,
        last=counting.last_day(row.freeze.through),
        shown=tuple(impact.released_at(row.freeze, PARTNERS)),
        organisations=tuple(queries.organisations(programme)),
        now=now,
    )
    words = queries.narratives(row)
    found = [_section(one, within, words) for one in queries.sections(programme)]
    if within.shown and not any(one.kind == Kind.DEFINITIONS for one in found):
        found.append(_annex(within))
    face = site.face_of(programme)
    pays = site_telling.funder(face, programme.funder) if face else None
    return Content(
        title=telling.title(row), language=reader(), about=_about(row, within),
        sections=tuple(found), sentence=pays.sentence if pays else "",
        disclaimer=pays.disclaimer if pays else "",
    )  # fmt: skip


def _about(row: Report, within: Reported) -> tuple[tuple[str, str], ...]:
    programme = within.programme
    counted = timezone.localdate(row.freeze.made_at)
    said = {"first": date_format(programme.starts), "last": date_format(within.last)}
    told = [
        (_("Programme"), programme.name),
        (_("Contract"), programme.contract_number),
        (_("Paid for by"), programme.funder),
        (_("It covers"), _("%(first)s to %(last)s") % said),
        (_("Figures counted on"), date_format(counted)),
        (_("Plan looked at on"), date_format(timezone.localdate(within.now))),
        (_("Led by"), programme.lead_organisation.name),
    ]
    if row.handed_in_at:
        day = timezone.localdate(row.handed_in_at)
        told.append((_("Handed in on"), date_format(day)))
    else:
        told.append((_("State"), _("Not handed in yet")))
    if programme.is_demo:
        told.append((_("Note"), _("Everything in it is made up.")))
    return tuple((word, text) for word, text in told if text)


def _section(row: Section, within: Reported, words: dict[UUID, list[Narrative]]) -> content.Section:
    kind, heading = Kind(row.kind), telling.said(row.headings)
    parts: tuple[Part, ...] = _words(words.get(row.pk, []))
    if kind in PARTS:
        parts += PARTS[kind](within)
    elif not parts:
        parts = (Note(_("Nothing is written here yet.")),)
    return content.Section(str(row.pk), kind.value, heading.text, heading.language, parts)


def _words(rows: list[Narrative]) -> tuple[Part, ...]:
    there = {one.language: one for one in rows}
    language = best(there, reader())
    if language is None:
        return ()
    one = there[language]
    return (Words(one.body, language, one.carried),)


def _annex(within: Reported) -> content.Section:
    heading = _("How each figure is counted")
    parts = figure_parts.definitions(within)
    return content.Section(ANNEX, Kind.DEFINITIONS.value, heading, reader(), parts)
