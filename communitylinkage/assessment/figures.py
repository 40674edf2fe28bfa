"""What rounds found: the needs matrix, questions by country, two rounds side by side.

Every figure comes through the analysis and its gate. The team (whoever holds a key of a post that
runs the assessment) sees all; others see what was released to partners or to everybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from communitylinkage.assessment.models import Assessment, Door, Round
from communitylinkage.assessment.queries import COUNTRY
from communitylinkage.disclosure.policy import INTERNAL
from communitylinkage.people.access import Viewer
from communitylinkage.surveys.analysis import drawing, results, showing
from communitylinkage.surveys.analysis.codebook import said
from communitylinkage.surveys.analysis.drawing import Drawing
from communitylinkage.surveys.analysis.matrix import is_need
from communitylinkage.surveys.analysis.showing import NeedLine, Question
from communitylinkage.surveys.analysis.tables import ROUND
from communitylinkage.surveys.answering.loading import form_of
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.answering.queries import waiting
from communitylinkage.surveys.answering.rules import MIXED_FROM

# By convention of the two instruments on needs (instruments/SOURCES.md).
PREFIX, SCALE = "need_", range(4)
OTHERS = ("partners", "public")
NOTHING_ASKED = gettext_lazy("Nobody was asked yet.")
NO_NEEDS = gettext_lazy("No questionnaire of these rounds asks for needs.")
NO_ANSWERS = gettext_lazy("There are no answers.")
WAITING = gettext_lazy(
    "Answers show in groups of at least %(least)s, so that nobody sees one come alone. Waiting now:"
    " %(count)s."
)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Needs, what each column is, and the same as a picture; None where all is hidden."""

    heads: tuple[str, ...]
    needs: list[NeedLine]
    drawing: Drawing | None


@dataclass(frozen=True, slots=True)
class Moved:
    """How far the same respondents moved on one question."""

    label: str
    n: int
    mean: str
    by: float


def collections(rounds: Iterable[Round]) -> list[Collection]:
    """Those of the rounds that were opened, in order."""
    return [one.collection for one in rounds if one.collection is not None]


def audiences(viewer: Viewer, found: list[Collection]) -> list[str]:
    """For whom she may see figures: as the team where she has a key of each."""
    team = bool(found) and all(results.in_team(viewer, one) for one in found)
    return [INTERNAL.name, *OTHERS] if team else [*OTHERS]


def language_of(one: Collection) -> str:
    """The form's language that is nearest to the page's."""
    form, code = form_of(one.version), get_language() or ""
    near = [each.key for each in form.languages if each.code[:2] == code[:2]]
    return near[0] if near else form.default_language


def names() -> dict[str, str]:
    """Countries and kinds by their codes."""
    kinds = dict(Door._meta.get_field("kind").choices or ())
    return {str(code): str(name) for code, name in (COUNTRY | kinds).items()}


def matrix(found: list[Collection], audience: str, by: str) -> Matrix | None:
    """The needs matrix; None where nothing was asked so, or nothing was released."""
    needs = results.needs(found, audience, prefix=PREFIX, scale=SCALE, by=by)
    if not needs:
        return None
    heads = tuple(showing.group_name(cell.at, names()) for cell in needs[0].cells)
    language = language_of(found[-1])
    known = any(cell.urgency for need in needs for cell in need.cells)
    drawn = drawing.of_needs(f"needs-{found[-1].pk}", needs, heads, language) if known else None
    return Matrix(heads, showing.needs(needs, language), drawn)


def asks_needs(found: list[Collection]) -> bool:
    """Whether any of them asks for needs, by the convention of the instruments."""
    items = (item for one in found for item in results.items_of([one]))
    return any(is_need(item, PREFIX, SCALE) for item in items)


def waits(found: list[Collection]) -> str:
    """Why the team itself sees no figure: no answer is there, or few wait for more."""
    count = waiting(*found)
    told = {"least": MIXED_FROM, "count": count}
    return str(WAITING) % told if count else str(NO_ANSWERS)


def questions(found: list[Collection], audience: str, by: str) -> list[Question]:
    """Every question that is counted, cut by a key of the group."""
    language = language_of(found[-1])
    answered = results.results(found, audience, by) or []
    return [
        showing.shown(at, one, language, names())
        for at, one in enumerate(answered, 1)
        if one.columns
    ]


def side_by_side(pair: tuple[Round, Round], audience: str) -> list[Question]:
    """Every question of two rounds, a column for each."""
    found = collections(pair)
    called = {str(one.collection_id): round_name(one) for one in pair}
    language = language_of(found[-1])
    answered = results.results(found, audience, ROUND) or []
    drawn = [one for one in enumerate(answered, 1) if one[1].columns]
    return [
        replace(
            showing.shown(at, one, language, called),
            drawing=drawing.of_columns(f"pair-{at}", one, language, called),
        )
        for at, one in drawn
    ]


def moved(pair: tuple[Round, Round], audience: str) -> list[Moved]:
    """How far those moved who let us link their answers by a code of their own."""
    before, after = collections(pair)
    language, lines = language_of(after), []
    for item in results.items_of([before, after]):
        if not item.scores:
            continue
        found = results.paired(before, after, item, audience)
        if found and found.spread:
            spread = found.spread
            label = said(item.words, language) or item.name
            lines.append(Moved(label, spread.n, number_format(spread.mean, 2), spread.mean))
    return lines


def moved_drawing(found: Iterable[Moved]) -> Drawing | None:
    """The same as a picture; None where nobody is linked."""
    bars = [(one.label, one.mean, one.by) for one in found]
    return drawing.of_changes("moved", _("Change on average"), bars) if bars else None


def pairs(row: Assessment) -> list[tuple[Round, Round]]:
    """Rounds that asked with the same questionnaire, each with the one before."""
    rounds = list(
        row.rounds.exclude(collection=None).select_related(
            "collection__version", "version__questionnaire"
        )
    )
    found, last = [], dict[object, Round]()
    for one in rounds:
        form = one.version.questionnaire_id
        if form in last:
            found.append((last[form], one))
        last[form] = one
    return found


def round_name(row: Round) -> str:
    """As people tell rounds apart: which time, and since when."""
    told = {"wave": row.get_wave_display(), "day": date_format(row.opens, "SHORT_DATE_FORMAT")}
    return _("%(wave)s, %(day)s") % told
