"""Pages of findings: write, quote, ask the community, publish."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.pages import scannable
from communitylinkage.people.roles import Permission
from communitylinkage.research import findings, leading, queries, sealing, wording
from communitylinkage.research.access import (
    cycle_or_404,
    done,
    finding_or_404,
    key_of_group,
    piece_or_404,
    said,
)
from communitylinkage.research.coding_views import opened_papers
from communitylinkage.research.forms import FindingForm, LeadsForm, said_before, units_of
from communitylinkage.research.models import Cycle, Finding
from communitylinkage.research.rules.uses import NotAgreed, may_quote
from communitylinkage.vault.keys import Locked


@needs(Permission.RESEARCH)
def research_findings(request: HttpRequest, number: UUID) -> HttpResponse:
    """What the group found, what the community says to it, and the door to ask it."""
    row = cycle_or_404(request, number)
    language = get_language() or ""
    lines = [
        {
            "row": one,
            "text": queries.text_in(one, language),
            "languages": queries.languages_of(one),
            "votes": queries.votes(one),
        }
        for one in queries.findings(row)
    ]
    door = reverse("research_door", args=[row.door]) if row.door else ""
    address = f"{settings.SITE_ADDRESS}{door}" if door else ""
    shown = {
        "row": row, "lines": lines, "door": address, "picture": scannable(address) if door else "",
        "said": said(request),
    }  # fmt: skip
    return render(request, "research/findings.html", shown)


@needs(Permission.RESEARCH)
def research_ask(request: HttpRequest, number: UUID) -> HttpResponse:
    """Opens the door at which the community is asked, or closes it."""
    row, by, now = cycle_or_404(request, number), viewer_of(request).account.pk, timezone.now()
    if request.method == "POST" and "stop" in request.POST:
        findings.stop_asking(cycle=row, by=by, now=now)
        return done("research_findings", "asked", row.pk)
    if request.method == "POST":
        findings.ask(cycle=row, by=by, now=now)
        return done("research_findings", "asking", row.pk)
    return done("research_findings", "", row.pk)


def _write(request: HttpRequest, cycle: Cycle, row: Finding | None) -> HttpResponse:
    language = get_language() or "en"
    before = said_before(row, language) if row else {"language": language}
    form = FindingForm(request.POST or None, cycle=cycle, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            made = findings.write(
                cycle=cycle, finding=row, **form.cleaned_data, by=viewer_of(request).account.pk,
                now=timezone.now(),
            )  # fmt: skip
            return done("research_finding", "written", cycle.pk, made.pk)
        except findings.AnsweredAlready:
            form.add_error("text", wording.ANSWERED)
    return render(request, "research/finding_form.html", {"cycle": cycle, "row": row, "form": form})


@needs(Permission.RESEARCH)
def research_finding_new(request: HttpRequest, number: UUID) -> HttpResponse:
    """A new finding."""
    return _write(request, cycle_or_404(request, number), None)


@needs(Permission.RESEARCH)
def research_finding_edit(request: HttpRequest, number: UUID, finding: UUID) -> HttpResponse:
    """The same finding in other words, or in one more language."""
    cycle = cycle_or_404(request, number)
    return _write(request, cycle, finding_or_404(cycle, finding))


def _finding(request: HttpRequest, cycle: Cycle, row: Finding, **more: object) -> HttpResponse:
    shown: dict[str, object] = {
        "cycle": cycle,
        "row": row,
        "texts": sorted(row.texts.all(), key=lambda text: text.language),
        "quotes": list(row.quotes.all()),
        "pictures": row.pictures.defer("content"),
        "to_show": bool(queries.to_show(row)),
        "leads": leading.leads_of(row, leading.leads(viewer_of(request))),
        "votes": queries.votes(row),
        "worded": len(queries.objections(row)),
        "said": said(request),
    }
    return render(request, "research/finding.html", shown | more)


@needs(Permission.RESEARCH)
def research_leads(request: HttpRequest, number: UUID, finding: UUID) -> HttpResponse:
    """What a finding leads to: practices, procedures, needs."""
    cycle, viewer = cycle_or_404(request, number), viewer_of(request)
    row, offered = finding_or_404(cycle, finding), leading.leads(viewer)
    sent = request.POST if request.method == "POST" else None
    form = LeadsForm(sent, initial={"leads": row.leads_to}, offered=offered)
    if form.is_valid():
        findings.lead(
            finding=row, chosen=form.cleaned_data["leads"],
            offered=[one.code for one in offered], by=viewer.account.pk, now=timezone.now(),
        )  # fmt: skip
        return done("research_finding", "leads", cycle.pk, row.pk)
    return render(request, "research/leads.html", {"cycle": cycle, "row": row, "form": form})


@needs(Permission.RESEARCH)
def research_finding(request: HttpRequest, number: UUID, finding: UUID) -> HttpResponse:
    """One finding; buttons open what those concerned wrote, and what could be quoted."""
    cycle = cycle_or_404(request, number)
    row = finding_or_404(cycle, finding)
    if request.method != "POST":
        return _finding(request, cycle, row)
    key = key_of_group(request, cycle)
    if key is None:
        return _finding(request, cycle, row, again=wording.SIGN_IN_AGAIN)
    if "offer" in request.POST:
        return _finding(request, cycle, row, offered=_offered(request, cycle, row))
    words = []
    for one in queries.objections(row):
        try:
            if one.record:
                text = sealing.open_words(cycle=cycle, record=one.record, key=key)
                words.append((wording.said(wording.SAID, one.said), text))
        except Locked:
            continue
    return _finding(request, cycle, row, words=words)


def _offered(request: HttpRequest, cycle: Cycle, row: Finding) -> list[dict[str, object]]:
    """Marked sentences of the finding's theme whose giver agreed to be quoted and shown."""
    papers = opened_papers(request, cycle) or {}
    codes = {code.pk: code for code in queries.codes(cycle)}
    marked: dict[UUID, set[int]] = {}
    for number, at, code in queries.held(cycle):
        if not row.theme or codes[code].theme == row.theme:
            marked.setdefault(number, set()).add(at)
    there = {(one.evidence_id, one.unit) for one in row.quotes.all()}
    return [
        {"row": one, "at": at, "words": words[:1000]}
        for one, paper in papers.items()  # the newest first
        if may_quote(one.uses)
        for at, words in enumerate(units_of(paper))
        if words and at in marked.get(one.pk, ()) and (one.pk, at) not in there
    ]


@needs(Permission.RESEARCH)
def research_quote(request: HttpRequest, number: UUID, finding: UUID) -> HttpResponse:
    """Puts her words into the finding, or takes them out."""
    cycle = cycle_or_404(request, number)
    row, by, now = finding_or_404(cycle, finding), viewer_of(request).account.pk, timezone.now()
    if request.method != "POST":
        return _finding(request, cycle, row)
    if "drop" in request.POST:
        dropped = request.POST["drop"]
        quote = queries.quote_of(row, int(dropped)) if _short_number(dropped) else None
        if quote is None:
            raise Http404
        findings.drop_quote(quote=quote, by=by, now=now)
        return done("research_finding", "unquoted", cycle.pk, row.pk)
    reference, _dot, unit = request.POST.get("quote", "").partition(".")
    piece = piece_or_404(cycle, reference)
    papers = opened_papers(request, cycle)
    if papers is None:
        return _finding(request, cycle, row, again=wording.SIGN_IN_AGAIN)
    sentences = units_of(papers[piece]) if piece in papers else []
    if not _short_number(unit) or int(unit) >= len(sentences):
        raise Http404
    try:
        findings.quote(
            finding=row, evidence=piece, unit=int(unit), words=sentences[int(unit)][:1000], by=by,
            now=now,
        )  # fmt: skip
    except NotAgreed:
        return _finding(request, cycle, row, not_agreed=wording.NOT_AGREED)
    return done("research_finding", "quoted", cycle.pk, row.pk)


def _short_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


@needs(Permission.RESEARCH)
def research_publish(request: HttpRequest, number: UUID, finding: UUID) -> HttpResponse:
    """Everybody can read it, or only the group; first the page asks."""
    cycle = cycle_or_404(request, number)
    row, by, now = finding_or_404(cycle, finding), viewer_of(request).account.pk, timezone.now()
    if request.method == "POST" and "hide" in request.POST:
        findings.hide(finding=row, by=by, now=now)
        return done("research_finding", "hidden", cycle.pk, row.pk)
    if request.method == "POST":
        findings.publish(finding=row, by=by, now=now)
        return done("research_finding", "published", cycle.pk, row.pk)
    shown = {
        "cycle": cycle,
        "row": row,
        "texts": list(row.texts.all()),
        "votes": queries.votes(row),
    }
    return render(request, "research/publish.html", shown)
