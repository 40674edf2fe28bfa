"""The parts of a report with figures, all of them let out by a gate: indicators, needs, gaps.

An indicator's line is the line of the dashboards (`impact.dashboards.let_out`) on what was let out
of the report's freeze to partners: the funder reads no more than they do.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communitylinkage.assessment import figures as assessment
from communitylinkage.assessment.models import Round
from communitylinkage.coverage import queries as coverage
from communitylinkage.coverage import showing
from communitylinkage.disclosure.policy import PARTNERS
from communitylinkage.impact import dashboards, sources, tracing
from communitylinkage.impact import queries as impact
from communitylinkage.impact import wording as impact_words
from communitylinkage.impact.common import month_words
from communitylinkage.impact.dashboards import Line
from communitylinkage.impact.queries import Shown
from communitylinkage.impact.rules.formula import Distinct, Given, atoms
from communitylinkage.impact.telling import country
from communitylinkage.people.pages import reader
from communitylinkage.reports.rules.content import Cell, Definition, Note, Part, Table
from communitylinkage.reports.within import Reported


def lines(within: Reported, place: str = "") -> list[Line]:
    """The dashboards' lines of a country (empty: the whole) at the reporting date."""
    return dashboards.let_out(within.programme, within.shown, place)


def indicators(within: Reported) -> tuple[Part, ...]:
    """Figures beside their targets, for the whole and by country, and what could not be let out."""
    if not within.shown:
        return (Note(_("Nothing was let out of these figures.")),)
    told = {"month": month_words(within.through)}
    notes: list[Part] = [
        Note(_("Counted from what happened up to the end of %(month)s, and frozen. No figure is "
               "typed here; what a platform reported or was estimated carries its proof. Where "
               "fewer than five people stand behind one, it is hidden.") % told),
    ]  # fmt: skip
    return (*notes, _whole(within), *_by_country(within), *_refused(within))


def _title(one: Shown) -> Cell:
    indicator = one.indicator
    foreign = indicator.language != reader()
    return Cell(indicator.words.title, code=indicator.code,
                language=indicator.language if foreign else "")  # fmt: skip


def _figure(line: Line, one: Shown, place: str) -> Cell:
    shown = one.cells.get(place, {})
    value = shown.get("value")
    exact = shown.get("state") == "value" and value == shown.get("low") == shown.get("high")
    number = float(value) if exact and isinstance(value, int) else None
    return Cell(line.figure, code=one.indicator.code, number=number)


def _whole(within: Reported) -> Table:
    head = (_("Indicator"), _("Figure"), _("Unit"), _("Target"), _("State"), _("In the annex"))
    rows = []
    for at, (line, one) in enumerate(zip(lines(within), within.shown, strict=True), 1):
        state = " · ".join(filter(None, (line.words, line.lacks, line.why)))
        rows.append((
            _title(one), _figure(line, one, ""), Cell(line.unit),
            Cell(line.target, code=one.indicator.code),
            Cell(state, code=one.indicator.code, late=line.is_behind),
            Cell(str(at), code=one.indicator.code, number=float(at)),
        ))  # fmt: skip
    return Table(_("Figures beside their targets"), head, tuple(rows))


def _by_country(within: Reported) -> tuple[Part, ...]:
    places = sorted(within.programme.countries)
    if len(places) < 2:
        return ()
    found = {place: lines(within, place) for place in places}
    head = (_("Indicator"), *map(country, places))
    rows = tuple(
        (_title(one), *(_figure(found[place][at], one, place) for place in places))
        for at, one in enumerate(within.shown)
    )
    told: list[Part] = [Table(_("The same by country"), head, rows)]
    if any(not cell.text.strip("–") for row in rows for cell in row):
        told.append(Note(_("A line means: nothing is counted there yet, or not by country.")))
    return tuple(told)


_BEFORE = gettext_lazy("What can be shown of it: up to the end of %(month)s, %(figure)s.")
_BEFORE_CORRECTION = gettext_lazy(
    "Let out before it was corrected, so it is not right any more: up to the end of "
    "%(month)s, %(figure)s."
)


def _refused(within: Reported) -> list[Part]:
    """What could not be made safe: why, and what was let out before, which stays as it was."""
    found: list[Part] = []
    for one in within.shown:
        if one.refused:
            title = one.indicator.words.title
            why = str(impact_words.NOT_LET_OUT.get(one.refused, ""))
            found.append(Note(_("%(title)s: %(why)s") % {"title": title, "why": why}))
            before = impact.last_safe(within.report.freeze, one.indicator.code, "partners")
            if before is not None and before.cells:
                line = dashboards.let_out(within.programme, [before], "")[0]
                told = {"month": month_words(before.through), "figure": line.figure}
                words = _BEFORE_CORRECTION if one.refused == "corrected" else _BEFORE
                found.append(Note(str(words) % told))
    return found


def definitions(within: Reported) -> tuple[Part, ...]:
    """The annex: how each figure is counted, from what, and what was left out."""
    left = impact.left_out(within.report.freeze)
    return tuple(
        _definition(within, at, one, left.get(one.indicator.version, []))
        for at, one in enumerate(within.shown, 1)
    )


def _definition(within: Reported, at: int, one: Shown, left: list[tuple[str, str, int]]
                ) -> Definition:  # fmt: skip
    indicator, here = one.indicator, reader()
    words, told = indicator.words, tracing.words_of(one.indicator)
    # Fewer than partners may learn of would tell how few: the trace says it to the team alone.
    enough = dict.fromkeys(code for _text, code, number in left if number >= PARTNERS.k)
    reasons = [str(impact_words.LEFT_OUT[code]) for code in enough]
    counted = [
        str(sources.source(atom.source).words)
        for atom in atoms(indicator.definition.formula) if isinstance(atom, Distinct | Given)
    ]  # fmt: skip
    address = reverse("report_figure", args=[within.report.pk, indicator.code])
    found = [
        (_("What it stands for"), words.what, indicator.language),
        (_("How it is counted"), words.how, indicator.language),
        (_("What it does not say"), words.limits, indicator.language),
        (_("Formula"), told["formula"], "en"),
        (_("What is counted"), str(told["unit"]), here),
        (_("Source"), " · ".join([*counted, *indicator.owners]), here),
        (_("Version of the definition"), str(indicator.number), here),
        (_("Who answers for it"), str(told["answers"]), here),
        (_("Left out"), " · ".join(reasons) or _("Nothing of which five or more were counted."),
         here),
        (_("Where it can be followed"), settings.SITE_ADDRESS + address, "en"),
    ]  # fmt: skip
    return Definition(at, indicator.code, words.title, indicator.language, tuple(found))


def needs(within: Reported) -> tuple[Part, ...]:
    """The needs matrix of each round that was asked by the reporting date, as let out."""
    rounds = Round.objects.filter(
        assessment__programme=within.programme, collection__isnull=False,
        opens__date__lte=within.last,
    )  # fmt: skip
    found: list[Part] = []
    for row in rounds.select_related("collection__version__questionnaire"):
        matrix = assessment.matrix(assessment.collections([row]), "partners", "country")
        if matrix is not None and row.collection is not None:
            told = {"title": row.collection.version.questionnaire.title,
                    "round": assessment.round_name(row)}  # fmt: skip
            address = settings.SITE_ADDRESS + reverse("round_results", args=[row.pk])
            found.append(_matrix(_("%(title)s: %(round)s") % told, matrix, address))
    if not found:
        return (Note(_("No figures of needs are let out to partners. Once they are, on the page of "
                       "an assessment, they stand here.")),)  # fmt: skip
    note = _("How many asked for it, of how many who answered, and how urgent it is for them, from "
             "1 to 3.")  # fmt: skip
    return (Note(note), *found)


def _matrix(caption: str, matrix: assessment.Matrix, address: str) -> Table:
    rows = tuple(
        (
            Cell(need.label, address=address),
            *(
                Cell(_("%(many)s; urgency %(urgency)s") % {"many": many, "urgency": urgency}
                     if urgency else many, address=address)
                for many, urgency in need.cells
            ),
        )
        for need in matrix.needs
    )  # fmt: skip
    return Table(caption, (_("Need"), *matrix.heads), rows)


def gaps(within: Reported) -> tuple[Part, ...]:
    """Where help is missing, as coverage finds it now: its own sentences for each country.

    As everybody may see it, because a report leaves the house: without mentors, of whom a rare
    language would point at one, and without the numbers of women (decision 35).
    """
    rows = []
    for code in sorted(within.programme.countries):
        here = coverage.country(code, within.now, public=True)
        for one in showing.found(here) if here else ():
            address = f"{settings.SITE_ADDRESS}{reverse('gaps')}?{one.query}"
            rows.append((
                Cell(country(code)), Cell(one.services, address=address),
                Cell(one.regions, address=address),
            ))  # fmt: skip
    if not rows:
        return (Note(_("No gaps are measured in these countries.")),)
    head = (_("Country"), _("What the list of services does not show"), _("What it means"))
    day = _("Measured on %(day)s.") % {"day": date_format(timezone.localdate(within.now))}
    law = _("Istanbul Convention, article 22: specialist support, well spread over the country.")
    without = _("Services only: mentors who bridge a language are not counted here.")
    return Note(law), Note(day), Note(without), Table(_("Where help is missing"), head, tuple(rows))
