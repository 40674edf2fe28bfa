"""The list, the procedure, its findings, a rehearsal, versions side by side, the wall."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage import printing
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.procedures import paper, queries, rules, telling, wording
from communitylinkage.procedures.finding_words import STOPS, moment
from communitylinkage.procedures.forms import A_FRIDAY_NIGHT, CaseForm
from communitylinkage.procedures.graph import document
from communitylinkage.procedures.graph.comparing import compare
from communitylinkage.procedures.graph.rehearsal import Play, rehearse
from communitylinkage.procedures.graph.values import Procedure, spoken_in
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.rules import Act, can, may_review
from communitylinkage.procedures.views.common import language, news, seen, text_shown
from communitylinkage.values.languages import own_name


@needs(queries.DISCUSS)
def procedures(request: HttpRequest) -> HttpResponse:
    """The list, with a search, and what others offer."""
    viewer, search = viewer_of(request), request.GET.get("q", "")
    found = queries.latest(viewer, search)
    binding = queries.binding(found)
    shown = {
        "found": [(row, binding.get(row.procedure_id)) for row in found],
        "search": search,
        "offered": queries.offered(viewer) if viewer.may(queries.KEEP) else [],
        "keeps": viewer.may(queries.KEEP),
    }
    return render(request, "procedures/list.html", shown)


@needs(queries.DISCUSS)
def procedure(request: HttpRequest, number: UUID, version: int = 0) -> HttpResponse:
    """Where a version stands, its text and picture, and what can be done next."""
    row, viewer, now = seen(request, number, version), viewer_of(request), timezone.now()
    found = queries.findings(row, now)
    others = list(row.procedure.versions.exclude(pk=row.pk))
    shown = {
        **text_shown(row),
        **news(request),
        "findings": len(found),
        "must": sum(one.must for one in queries.shown(row, found)),
        "keeps": queries.keeps(viewer, row),
        "acts": _acts(request, row),
        "signatures": row.signatures.select_related("organisation"),
        "missing": queries.missing_signatures(row),
        "objections": queries.open_objections(row).count(),
        "talk": row.comments.count() + row.objections.count(),
        "others": others,
        "counted": queries.counted(row),
        "begins": queries.may_begin_again(row),
        "binds": rules.binds(row.state),
        "adoption": getattr(row.procedure, "adoption", None),
    }
    return render(request, "procedures/procedure.html", shown)


def _acts(request: HttpRequest, row: Version) -> list[tuple[str, object]]:
    viewer = viewer_of(request)
    may = {act for act in wording.ACTS if can(act, row.state)}
    if not queries.keeps(viewer, row):
        may &= {Act.SIGN, Act.UNSIGN}
    if not may_review(row.review_on, timezone.localdate()):
        may.discard(Act.REVIEW)
    may -= {act for act in (Act.SIGN, Act.UNSIGN) if not queries.hers(viewer, row, act)}
    return [(act.value, words) for act, words in wording.ACTS.items() if act in may]


@needs(queries.DISCUSS)
def procedure_findings(request: HttpRequest, number: UUID, version: int = 0) -> HttpResponse:
    """What the checks find, each with the change that mends it."""
    row = seen(request, number, version)
    found = queries.findings(row, timezone.now())
    shown = {
        **news(request),
        "row": row,
        "findings": queries.shown(row, found),
        "mends": row.state == "draft" and queries.keeps(viewer_of(request), row),
    }
    return render(request, "procedures/findings.html", shown)


@needs(queries.DISCUSS)
def procedure_rehearsal(request: HttpRequest, number: UUID, version: int = 0) -> HttpResponse:
    """Plays a made-up case. Nothing is kept of it: it is asked in the address."""
    row = seen(request, number, version)
    asked = bool(request.GET)
    form = CaseForm(request.GET if asked else None, initial=A_FRIDAY_NIGHT)
    play = None
    if asked and form.is_valid():
        play = rehearse(row.value, queries.coverage(row, timezone.now()), form.case())
    shown = {"row": row, "form": form, "moves": _moves(row, play), "play": play,
             "stops": STOPS[play.why] if play else ""}  # fmt: skip
    return render(request, "procedures/rehearsal.html", shown)


def _moves(row: Version, play: Play | None) -> list[dict[str, object]]:
    steps = {one.code: one for one in telling.told(row.value, language())}
    return [
        {
            "step": steps[move.step.code],
            "what": move.what.value,
            "begins": moment(move.begins),
            "acts": moment(move.acts) if move.acts is not None else "",
            "until": moment(move.until) if move.step.clock.runs else "",
        }
        for move in (play.moves if play else ())
    ]


@needs(queries.DISCUSS)
def procedure_compare(request: HttpRequest, number: UUID, old: int, new: int) -> HttpResponse:
    """Two versions side by side."""
    one, other = seen(request, number, old), seen(request, number, new)
    agreed = [telling.agreement(v.value, language(), queries.names(v)) for v in (one, other)]
    shown = _compared(one.value, other.value, *agreed) | {"old": one, "new": other, "row": other}
    return render(request, "procedures/compare.html", shown)


@needs(queries.DISCUSS)
def procedure_trail(request: HttpRequest, number: UUID) -> HttpResponse:
    """What was changed since it was taken over."""
    row = seen(request, number)
    adoption = getattr(row.procedure, "adoption", None)
    source = document.read(adoption.graph) if adoption else row.value
    # Which organisations its parties were elsewhere did not come with it.
    agreed = [telling.agreement(one, language(), {}) for one in (source, row.value)]
    shown = _compared(source, row.value, *agreed) | {"adoption": adoption, "row": row}
    return render(request, "procedures/compare.html", shown)


def _compared(before: Procedure, after: Procedure, was: Mapping[str, str],
              agreed: Mapping[str, str]) -> dict[str, object]:  # fmt: skip
    found = compare(before, after)
    old = {one.code: one for one in telling.told(before, language())}
    new = {one.code: one for one in telling.told(after, language())}
    return {
        "pairs": [(old.get(one.code), new.get(one.code)) for one in found.steps],
        "agreed": [(words, was[name], agreed[name]) for name, words in wording.AGREED.items()
                   if was[name] != agreed[name]],
    }  # fmt: skip


@needs(queries.DISCUSS)
def procedure_wall(request: HttpRequest, number: UUID, version: int) -> HttpResponse:
    """The page for the wall, in the language of the address; its papers in every one."""
    row = seen(request, number, version)
    further = [(one, own_name(one)) for one in spoken_in(row.value) if one != language()]
    return render(request, "procedures/wall.html", {**text_shown(row), "further": further})


@needs(queries.DISCUSS)
def procedure_pdf(request: HttpRequest, number: UUID, version: int) -> HttpResponse:
    """The same as a PDF, in the language of the address or in another in which it has words."""
    row = seen(request, number, version)
    spoken = request.GET.get("in", language())
    if spoken not in (language(), *spoken_in(row.value)):
        raise Http404
    named = {"Content-Disposition": f'inline; filename="procedure-{version}-{spoken}.pdf"'}
    since = row.in_force_at or row.made_at
    made = printing.document(paper.wall(row, spoken), made_at=since)
    return HttpResponse(made, content_type="application/pdf", headers=named)


@needs(queries.DISCUSS)
def procedure_file(request: HttpRequest, number: UUID, version: int) -> HttpResponse:
    """The procedure as JSON."""
    row = seen(request, number, version)
    named = {"Content-Disposition": f'attachment; filename="procedure-{version}.json"'}
    text = document.to_text(row.value)
    return HttpResponse(text, content_type="application/json", headers=named)
