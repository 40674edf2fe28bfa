"""Pages of cycles: list, begin, one cycle, its people and stages."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.people.access import needs, private_key_of, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.queries import organisations
from communitylinkage.people.roles import Permission
from communitylinkage.research import actions, queries, wording
from communitylinkage.research.access import cycle_or_404, done, said
from communitylinkage.research.forms import AgainForm, CycleForm, JoinForm, PlanForm
from communitylinkage.research.rules.cycle import NotYet, Stage, preceding
from communitylinkage.vault.keys import Locked


@needs(Permission.RESEARCH)
def research(request: HttpRequest) -> HttpResponse:
    """The cycles in which the viewer researches."""
    search = search_of(request)
    rows = queries.cycles(viewer_of(request), search)
    if wants_file(request):
        return as_file("cycles", wording.COLUMNS, [queries.cells(row) for row in rows])
    lines = [(row, wording.said(wording.STAGES, row.stage)) for row in rows]
    return render(request, "research/cycles.html", {"lines": lines, "search": search})


@needs(Permission.RESEARCH)
def research_new(request: HttpRequest) -> HttpResponse:
    """Begins a cycle."""
    viewer = viewer_of(request)
    form = CycleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        home = organisations(viewer, Permission.RESEARCH).first()
        community = queries.community(UUID(data["community"]))
        if home is None or community is None:
            raise Http404
        try:
            row = actions.begin(
                organisation=home, community=community, title=data["title"],
                question=data["question"], account=viewer.account, now=timezone.now(),
            )  # fmt: skip
            return done("research_cycle", "begun", row.pk)
        except Locked:
            form.add_error(None, wording.SIGN_IN_AGAIN)
    return render(request, "research/new.html", {"form": form})


def _cycle(request: HttpRequest, number: UUID, **more: object) -> HttpResponse:
    viewer, row = viewer_of(request), cycle_or_404(request, number)
    stages = [(words, code == row.stage) for code, words in wording.STAGES if code != Stage.CLOSED]
    shown: dict[str, object] = {
        "row": row,
        "stage": wording.said(wording.STAGES, row.stage),
        "stages": stages,
        "to_do": wording.TO_DO[Stage(row.stage)],
        "closed": row.stage == Stage.CLOSED,
        "back": preceding(Stage(row.stage)),
        "lacking": queries.lacking(row),
        "people": queries.researchers(row),
        "me": viewer.account.pk,
        "evidence": len(queries.evidence(row)),
        "findings": len(queries.findings(row)),
        "join": JoinForm(people=queries.could_join(viewer, row)),
        "planning": PlanForm(initial={"plan": row.plan}),
        "again": AgainForm(initial={"title": row.title}),
        "said": said(request),
    }
    return render(request, "research/cycle.html", shown | more)


@needs(Permission.RESEARCH)
def research_cycle(request: HttpRequest, number: UUID) -> HttpResponse:
    """One cycle; a POST keeps the plan."""
    form = PlanForm(request.POST or None)
    if request.method == "POST":
        row = cycle_or_404(request, number)
        if form.is_valid():
            actions.plan(
                cycle=row, text=form.cleaned_data["plan"], by=viewer_of(request).account.pk,
                now=timezone.now(),
            )  # fmt: skip
            return done("research_cycle", "planned", row.pk)
        return _cycle(request, number, planning=form)
    return _cycle(request, number)


@needs(Permission.RESEARCH)
def research_move(request: HttpRequest, number: UUID) -> HttpResponse:
    """On to the next stage, or one back."""
    row, by, now = cycle_or_404(request, number), viewer_of(request).account.pk, timezone.now()
    if request.method != "POST":
        return _cycle(request, number)
    if "back" in request.POST:
        actions.move_back(cycle=row, by=by, now=now)
        return done("research_cycle", "back", row.pk)
    try:
        actions.move(cycle=row, by=by, now=now)
    except NotYet:
        return _cycle(request, number, pressed=True)
    return done("research_cycle", "moved", row.pk)


@needs(Permission.RESEARCH)
def research_again(request: HttpRequest, number: UUID) -> HttpResponse:
    """The next turn."""
    row = cycle_or_404(request, number)
    form = AgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.turn_again(
                cycle=row, **form.cleaned_data, by=viewer_of(request).account, now=timezone.now()
            )
            return done("research_cycle", "again", made.pk)
        except NotYet:
            return _cycle(request, number)
    more = {"again": form} if request.method == "POST" else {}
    return _cycle(request, number, **more)


@needs(Permission.RESEARCH)
def research_join(request: HttpRequest, number: UUID) -> HttpResponse:
    """One more who researches."""
    viewer, row = viewer_of(request), cycle_or_404(request, number)
    form = JoinForm(request.POST or None, people=queries.could_join(viewer, row))
    if request.method != "POST":
        return _cycle(request, number)
    if form.is_valid():
        newcomer = queries.account(UUID(form.cleaned_data["account"]))
        key = private_key_of(request)
        try:
            if key is None:
                raise Locked
            actions.join(
                cycle=row, newcomer=newcomer, by=viewer.account, private_key=key,
                now=timezone.now(),
            )  # fmt: skip
            return done("research_cycle", "joined", row.pk)
        except Locked:
            form.add_error("account", wording.SIGN_IN_AGAIN)
    return _cycle(request, number, join=form)


@needs(Permission.RESEARCH)
def research_leave(request: HttpRequest, number: UUID, person: int) -> HttpResponse:
    """Somebody takes part no more; first the page asks."""
    viewer, row = viewer_of(request), cycle_or_404(request, number)
    one = queries.researcher(row, person)
    if one is None:
        raise Http404
    why = ""
    if request.method == "POST":
        key = private_key_of(request)
        try:
            if key is None:
                raise Locked
            actions.leave(researcher=one, by=viewer.account, private_key=key, now=timezone.now())
            if one.account_id == viewer.account.pk:
                return done("research", "left")
            return done("research_cycle", "left", row.pk)
        except Locked:
            alone = queries.taking_part(row).count() < 2
            why = str(wording.LAST_ONE if alone else wording.SIGN_IN_AGAIN)
    shown = {"row": row, "one": one, "me": one.account_id == viewer.account.pk, "why": why}
    return render(request, "research/leave.html", shown)


@needs(Permission.RESEARCH)
def research_new_key(request: HttpRequest, number: UUID) -> HttpResponse:
    """A new key for the group, after somebody left her organisation."""
    row, key = cycle_or_404(request, number), private_key_of(request)
    if request.method != "POST":
        return _cycle(request, number)
    try:
        if key is None:
            raise Locked
        actions.new_key(
            cycle=row, by=viewer_of(request).account, private_key=key, now=timezone.now()
        )
    except Locked:
        return _cycle(request, number, no_key=wording.SIGN_IN_AGAIN)
    return done("research_cycle", "new_key", row.pk)
