"""Pages of coding together: codes, agreement, quotes by theme, figures, export."""

from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.lists import wants_file
from communitylinkage.people.roles import Permission
from communitylinkage.research import coding, exporting, figures, queries, sealing, wording
from communitylinkage.research.access import (
    code_or_404,
    cycle_or_404,
    done,
    key_of_group,
    piece_or_404,
    said,
)
from communitylinkage.research.forms import AxesForm, CodeForm, SettleForm, before, units_of
from communitylinkage.research.models import Cycle, Evidence
from communitylinkage.research.rules import units
from communitylinkage.research.rules.papers import Paper
from communitylinkage.research.rules.uses import NotAgreed
from communitylinkage.vault.keys import Locked


def _codes(request: HttpRequest, cycle: Cycle, **more: object) -> HttpResponse:
    counts = figures.by_code(cycle)
    lines = [(code, counts.get(code.pk, 0)) for code in queries.codes(cycle)]
    shown: dict[str, object] = {
        "row": cycle, "lines": lines, "form": CodeForm(), "said": said(request)
    }  # fmt: skip
    return render(request, "research/codes.html", shown | more)


@needs(Permission.RESEARCH)
def research_codes(request: HttpRequest, number: UUID) -> HttpResponse:
    """The codes of a cycle, also as a codebook; a POST adds one."""
    cycle = cycle_or_404(request, number)
    if wants_file(request) or request.GET.get("as") == "xlsx":
        return exporting.codebook(cycle, workbook=not wants_file(request))
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        if form.is_valid():
            try:
                coding.keep_code(
                    cycle=cycle, code=None, **form.cleaned_data,
                    by=viewer_of(request).account.pk, now=timezone.now(),
                )  # fmt: skip
                return done("research_codes", "code", cycle.pk)
            except coding.NamedAlready:
                form.add_error("name", wording.ONCE)
        return _codes(request, cycle, form=form)
    return _codes(request, cycle)


@needs(Permission.RESEARCH)
def research_code(request: HttpRequest, number: UUID, code: int) -> HttpResponse:
    """Another wording of a code."""
    cycle = cycle_or_404(request, number)
    row = code_or_404(cycle, code)
    form = CodeForm(request.POST or None, initial=before(row))
    if request.method == "POST" and form.is_valid():
        try:
            coding.keep_code(
                cycle=cycle, code=row, **form.cleaned_data, by=viewer_of(request).account.pk,
                now=timezone.now(),
            )  # fmt: skip
            return done("research_codes", "code", cycle.pk)
        except coding.NamedAlready:
            form.add_error("name", wording.ONCE)
    return render(request, "research/code.html", {"row": cycle, "code": row, "form": form})


def opened_papers(request: HttpRequest, cycle: Cycle) -> dict[Evidence, Paper] | None:
    """Every piece that opens; None where the viewer must sign in again."""
    key = key_of_group(request, cycle)
    if key is None:
        return None
    by, now = viewer_of(request).account.pk, timezone.now()
    found = {}
    for row in queries.evidence(cycle):
        if row.record is not None:
            try:
                found[row] = sealing.open_evidence(
                    evidence=row, record=row.record, key=key, by=by, now=now
                )
            except Locked:  # taken back this very moment
                continue
    return found


def _settling(reference: str, one: units.Disagreement, wrong: SettleForm | None) -> SettleForm:
    """The form of one unit; what was typed into it wrongly stays in it."""
    name = f"id_{reference}_{one.unit}_{one.code}_%s"
    hidden = {"reference": reference, "unit": one.unit, "code": one.code}
    if wrong and all(wrong.data.get(key) == str(value) for key, value in hidden.items()):
        return SettleForm(wrong.data, auto_id=name)
    return SettleForm(initial=hidden, auto_id=name)


def _agreement(
    request: HttpRequest, cycle: Cycle, wrong: SettleForm | None = None, **more: object
) -> HttpResponse:
    marks, through = queries.marks(cycle), queries.gone_through(cycle)
    pieces = {row.pk: row for row in queries.evidence(cycle)}
    codes = {code.pk: code for code in queries.codes(cycle)}
    names = queries.names_of(cycle, {coder for who in through.values() for coder in who})
    counts = {row.pk: row.units for row in pieces.values()}
    pairs = [
        (codes[one.code], [names.get(coder, "–") for coder in one.coders], one)
        for one in units.agreements(counts, through, marks)
    ]
    settled = queries.settled(cycle)
    open_ones = [
        {
            "piece": pieces[one.evidence],
            "unit": one.unit + 1,
            "code": codes[one.code],
            "yes": [names.get(coder, "–") for coder in one.yes],
            "no": [names.get(coder, "–") for coder in one.no],
            "form": _settling(pieces[one.evidence].reference, one, wrong),
        }
        for one in units.disagreements(through, marks, settled)
    ]
    shown: dict[str, object] = {
        "row": cycle, "pairs": pairs, "open": open_ones, "settled": len(settled),
        "said": said(request), "wrong": wrong,
    }  # fmt: skip
    return render(request, "research/agreement.html", shown | more)


@needs(Permission.RESEARCH)
def research_agreement(request: HttpRequest, number: UUID) -> HttpResponse:
    """How far coders agree, and what is to be talked about; a POST settles one unit."""
    cycle = cycle_or_404(request, number)
    if request.method != "POST":
        return _agreement(request, cycle)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _agreement(request, cycle, wrong=form)
    data = form.cleaned_data
    try:
        coding.settle(
            evidence=piece_or_404(cycle, data["reference"]), unit=data["unit"],
            code=code_or_404(cycle, data["code"]), holds=data["holds"] == "yes", why=data["why"],
            by=viewer_of(request).account.pk, now=timezone.now(),
        )  # fmt: skip
    except coding.NotThere as forged:
        raise Http404 from forged
    except NotAgreed:
        return _agreement(request, cycle, closed=wording.NOT_OPEN)
    return done("research_agreement", "settled", cycle.pk)


def _quotes(cycle: Cycle, papers: dict[Evidence, Paper]) -> Iterator[tuple[str, str, object]]:
    """Theme, code and quote, in order."""
    codes = {code.pk: code for code in queries.codes(cycle)}
    rows = {row.pk: row for row in papers}
    found = []
    for number, at, code in queries.held(cycle):
        row = rows.get(number)
        if row is None:
            continue
        sentences = units_of(papers[row])
        if at < len(sentences):
            quote = {"row": row, "at": at, "around": units.around(sentences, at)}
            found.append((codes[code].theme, codes[code].name, row.reference, at, quote))
    for theme, name, _reference, _at, quote in sorted(found, key=lambda one: one[:4]):
        yield theme, name, quote


@needs(Permission.RESEARCH)
def research_quotes(request: HttpRequest, number: UUID) -> HttpResponse:
    """Quotes by theme, in their context; a button opens them, or gives them as a file."""
    cycle = cycle_or_404(request, number)
    shown: dict[str, object] = {"row": cycle}
    if request.method == "POST":
        papers = opened_papers(request, cycle)
        if papers is None:
            shown["again"] = wording.SIGN_IN_AGAIN
        elif "file" in request.POST:
            return exporting.coded(cycle, papers, workbook=request.POST["file"] == "xlsx")
        else:
            themes: dict[str, list[tuple[str, object]]] = {}
            for theme, name, quote in _quotes(cycle, papers):
                themes.setdefault(theme, []).append((name, quote))
            shown["themes"] = list(themes.items())
    return render(request, "research/quotes.html", shown)


@needs(Permission.RESEARCH)
def research_overlaps(request: HttpRequest, number: UUID) -> HttpResponse:
    """Themes by situations, small cells hidden, and what shows only where two meet."""
    cycle = cycle_or_404(request, number)
    form = AxesForm(request.POST or None, initial={"one": "status", "other": "children"})
    shown: dict[str, object] = {"row": cycle, "form": form}
    if request.method == "POST" and form.is_valid():
        papers = opened_papers(request, cycle)
        if papers is None:
            shown["again"] = wording.SIGN_IN_AGAIN
        else:
            axes = (form.cleaned_data["one"], form.cleaned_data["other"])
            given = figures.given(cycle, papers)
            shown |= {
                "tables": figures.tables(given, axes),
                "overlaps": figures.overlaps(given, axes),
                "givers": len({one.giver for one in given}),
                "fewest": figures.FEWEST,
            }
    return render(request, "research/overlaps.html", shown)
