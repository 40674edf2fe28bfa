"""Pages of evidence: give, read, mark, translate, take back."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from communitylinkage.people.access import name_page, needs, viewer_of
from communitylinkage.people.roles import Permission
from communitylinkage.research import actions, coding, queries, sealing, wording
from communitylinkage.research.access import (
    cycle_or_404,
    done,
    key_of_group,
    piece_or_404,
    said,
)
from communitylinkage.research.forms import EvidenceForm, TakeBackForm, TranslationForm, units_of
from communitylinkage.research.models import Cycle, Evidence
from communitylinkage.research.rules.papers import Paper
from communitylinkage.research.rules.uses import Kind, NotAgreed, Use
from communitylinkage.values.languages import own_name
from communitylinkage.values.references import in_fives
from communitylinkage.vault.keys import Locked


def _line(row: Evidence) -> dict[str, object]:
    uses = [wording.said(wording.USES, use) for use in row.uses]
    return {
        "row": row,
        "kind": wording.said(wording.KINDS, row.kind),
        "language": own_name(row.language),
        "uses": uses,
    }


@needs(Permission.RESEARCH)
def research_evidence(request: HttpRequest, number: UUID) -> HttpResponse:
    """The pieces of a cycle."""
    row = cycle_or_404(request, number)
    through, me = queries.gone_through(row), viewer_of(request).account.pk
    lines = [
        _line(one) | {"mine": me in through.get(one.pk, set())} for one in queries.evidence(row)
    ]
    shown = {"row": row, "lines": lines, "said": said(request)}
    return render(request, "research/evidence.html", shown)


@needs(Permission.RESEARCH)
def research_give(request: HttpRequest, number: UUID) -> HttpResponse:
    """A piece is written down; the slip for its giver is shown once."""
    row = cycle_or_404(request, number)
    form = EvidenceForm(
        request.POST or None, request.FILES or None, initial={"language": get_language()}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made, code = actions.add_evidence(
            cycle=row, kind=Kind(data["kind"]), language=data["language"], agreed=data["uses"],
            paper=form.paper(), by=viewer_of(request).account.pk, now=timezone.now(),
        )  # fmt: skip
        name_page(request, "")  # the number is shown once
        shown = _line(made) | {"cycle": row, "code": in_fives(code)}
        return render(request, "research/slip.html", shown)
    return render(request, "research/give.html", {"form": form, "row": row})


def _piece(
    request: HttpRequest, cycle: Cycle, row: Evidence, paper: Paper | None = None, **more: object
) -> HttpResponse:
    codes = queries.codes(cycle)
    marked = queries.marked_by(row, viewer_of(request).account.pk)
    units = [
        {
            "at": at,
            "words": words,
            "codes": [(code, (at, code.pk) in marked) for code in codes],
            "marked": [code.name for code in codes if (at, code.pk) in marked],
        }
        for at, words in enumerate(units_of(paper))
    ] if paper else []  # fmt: skip
    shown: dict[str, object] = _line(row) | {
        "cycle": cycle,
        "paper": paper,
        "units": units,
        "codes": codes,
        "through": viewer_of(request).account.pk in queries.gone_through(cycle).get(row.pk, set()),
        "usable": Use.ANALYSIS in row.uses,
        "translations": [(one, own_name(one.language)) for one in row.translations.all()],
        "translating": TranslationForm(),
        "taking": TakeBackForm(piece=row),
        "said": said(request),
    }
    return render(request, "research/piece.html", shown | more)


@needs(Permission.RESEARCH)
def research_piece(request: HttpRequest, number: UUID, reference: str) -> HttpResponse:
    """One piece; a button opens it, or it and a translation beside it, with the viewer's key."""
    cycle = cycle_or_404(request, number)
    row = piece_or_404(cycle, reference)
    if request.method != "POST":
        return _piece(request, cycle, row)
    paper = opened(request, cycle, row, row.record)
    if paper is None:
        return _piece(request, cycle, row, closed=wording.NOT_OPEN, again=wording.SIGN_IN_AGAIN)
    wanted = request.POST.get("language", "")
    translation = queries.translation(row, wanted) if wanted else None
    beside = opened(request, cycle, row, translation.record) if translation else None
    if translation is None or beside is None:
        return _piece(request, cycle, row, paper)
    shown = {"beside": beside.text, "beside_in": wanted, "beside_name": own_name(wanted)}
    return _piece(request, cycle, row, paper, **shown)


def opened(request: HttpRequest, cycle: Cycle, row: Evidence, record: UUID | None) -> Paper | None:
    """The paper of a record of a piece; None where it does not open for the viewer."""
    key = key_of_group(request, cycle)
    if key is None or record is None:
        return None
    try:
        return sealing.open_evidence(
            evidence=row, record=record, key=key, by=viewer_of(request).account.pk,
            now=timezone.now(),
        )  # fmt: skip
    except Locked:
        return None


@needs(Permission.RESEARCH)
def research_file(request: HttpRequest, number: UUID, reference: str) -> HttpResponse:
    """The file of a piece, by a button: it opens for the viewer and is kept nowhere."""
    cycle = cycle_or_404(request, number)
    row = piece_or_404(cycle, reference)
    paper = opened(request, cycle, row, row.record) if request.method == "POST" else None
    if paper is None or not paper.file:
        again = wording.SIGN_IN_AGAIN if request.method == "POST" else ""
        return _piece(request, cycle, row, again=again)
    ending = paper.name.rpartition(".")[2]
    named = {"Content-Disposition": f'attachment; filename="{row.reference}.{ending}"'}
    return HttpResponse(paper.file, content_type=paper.type, headers=named)


def _marks(sent: list[str]) -> list[tuple[int, int]]:
    """Units and codes from the boxes that were ticked; who forges one finds no such page."""
    pairs = [one.split("-") for one in sent]
    if not all(len(pair) == 2 and all(_number(part) for part in pair) for pair in pairs):
        raise Http404
    return [(int(unit), int(code)) for unit, code in pairs]


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


@needs(Permission.RESEARCH)
def research_mark(request: HttpRequest, number: UUID, reference: str) -> HttpResponse:
    """Keeps what the viewer marked in a piece."""
    cycle = cycle_or_404(request, number)
    row = piece_or_404(cycle, reference)
    if request.method != "POST":
        return _piece(request, cycle, row)
    try:
        coding.mark(
            evidence=row, marks=_marks(request.POST.getlist("mark")),
            through="through" in request.POST, by=viewer_of(request).account.pk,
            now=timezone.now(),
        )  # fmt: skip
    except NotAgreed:
        return _piece(request, cycle, row, closed=wording.NOT_OPEN)
    return done("research_piece", "coded", cycle.pk, row.reference)


@needs(Permission.RESEARCH)
def research_translate(request: HttpRequest, number: UUID, reference: str) -> HttpResponse:
    """A translation beside the piece."""
    cycle = cycle_or_404(request, number)
    row = piece_or_404(cycle, reference)
    form = TranslationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.translate(
                evidence=row, **form.cleaned_data, by=viewer_of(request).account.pk,
                now=timezone.now(),
            )  # fmt: skip
            return done("research_piece", "translated", cycle.pk, row.reference)
        except NotAgreed:
            form.add_error(None, wording.NOT_OPEN)
    if request.method != "POST":
        form = TranslationForm()
    return _piece(request, cycle, row, translating=form)


@needs(Permission.RESEARCH)
def research_piece_back(request: HttpRequest, number: UUID, reference: str) -> HttpResponse:
    """Whoever gave it takes uses back, told to one of the group."""
    cycle = cycle_or_404(request, number)
    row = piece_or_404(cycle, reference)
    form = TakeBackForm(request.POST or None, piece=row)
    if request.method == "POST" and form.is_valid():
        actions.take_back(
            evidence=row, gone=form.cleaned_data["use"], by=viewer_of(request).account.pk,
            now=timezone.now(),
        )  # fmt: skip
        return done("research_piece", "taken", cycle.pk, row.reference)
    if request.method != "POST":
        return _piece(request, cycle, row)
    return _piece(request, cycle, row, taking=TakeBackForm(request.POST, piece=row))
