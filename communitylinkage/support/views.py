"""Pages of support actions. Strangers get the answer of a page that does not exist."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.consent.rules import NotConsented
from communitylinkage.mentors.queries import is_mentor
from communitylinkage.people.access import key_at_hand, private_key_of, signed_in, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.roles import Permission
from communitylinkage.referrals.mentor_requests.queries import takes_part
from communitylinkage.referrals.mentor_requests.rules import NotNow as RequestNotNow
from communitylinkage.support import actions, backup, queries, reporting, showing, wording
from communitylinkage.support.forms import EffortForm, PlanForm, ReadyForm, ReportForm, SafeForm
from communitylinkage.support.queries import Case
from communitylinkage.support.rules import Act, BackupSaid, FirstHer, NotNow, Party, is_to_come
from communitylinkage.support.voices import actions as voices
from communitylinkage.support.voices.forms import HowForm
from communitylinkage.support.voices.rules import Helped, Side
from communitylinkage.values.lists import finds
from communitylinkage.vault.keys import Locked

# What makes an act impossible now: the page says so and shows how it stands.
REFUSED = (NotNow, RequestNotNow, NotConsented, Locked)


def _case_or_404(request: HttpRequest, reference: str) -> Case:
    case = queries.case_for(viewer_of(request), reference)
    if case is None:
        raise Http404
    return case


@signed_in
def support(request: HttpRequest) -> HttpResponse:
    """My visits and those of my posts; with a search, and as a file."""
    viewer, search = viewer_of(request), search_of(request)
    if not takes_part(viewer):
        raise Http404
    cases = [c for c in queries.actions_of(viewer) if finds(search, c.reference, c.state_words)]
    if wants_file(request):
        rows = [(c.reference, c.state_words, c.row.begins, c.row.check_in) for c in cases]
        return as_file("list", wording.COLUMNS, rows)
    shown = {
        "cases": cases,
        "search": search,
        "is_mentor": is_mentor(viewer),
        "may_ask": viewer.may(Permission.REFERRAL_RECEIVE),
        "done": wording.DONE.get(request.GET.get("done", "")),
    }
    return render(request, "support/list.html", shown)


@signed_in
def support_action(request: HttpRequest, reference: str) -> HttpResponse:
    """One visit: before, during and after, on one page."""
    case = _case_or_404(request, reference)
    if request.method != "POST":
        return _shown(request, case)
    act, ready = request.POST.get("act", ""), None
    if act == BackupSaid.YES and case.party == Party.BACKUP and case.backup_asked:
        ready = ReadyForm(request.POST)
        if not ready.is_valid():
            return _shown(request, case, ready=ready)
    try:
        done = _act(request, case, act, ready.cleaned_data["mentor_number"] if ready else "")
    except FirstHer:
        case = _case_or_404(request, reference)
        return _shown(request, case, 409, wrong=str(wording.FIRST_HER))
    except REFUSED:
        return _shown(request, _case_or_404(request, reference), 409)
    return _back(request, reference, done)


def _back(request: HttpRequest, reference: str, done: str) -> HttpResponse:
    """To the visit; where it is not hers to see any more, to what is. What was done is said there.

    Who takes part in nothing any more finds no page of visits: she is told here, and nowhere else.
    """
    viewer = viewer_of(request)
    if queries.case_for(viewer, reference):
        return redirect(reverse("support_action", args=[reference]) + f"?done={done}")
    if takes_part(viewer):
        return redirect(reverse("support") + f"?done={done}")
    shown = {"done": wording.DONE.get(done), "reference": reference}
    return render(request, "support/thanked.html", shown)


def _act(request: HttpRequest, case: Case, act: str, number: str) -> str:
    """Does what was pressed; returns the code of what to say.

    Args:
        number: of her who says that she stands ready.
    """
    now, by = timezone.now(), viewer_of(request).account.pk
    if act == Act.SAFE and case.of_mentor:
        form = SafeForm(request.POST)
        until = form.check_in(now) if form.is_valid() else None
        if not form.is_valid():
            raise NotNow
        actions.do(action=case.row, act=Act.SAFE, party=case.party, by=by, now=now, check_in=until)
        if is_to_come(case.row.begins, now):
            return "safe_early"
        return act if until else Act.HOME
    if act in {Act.CALL_ME, Act.SEEN, Act.HOME, Act.DID_NOT_GO}:
        actions.do(action=case.row, act=Act(act), party=case.party, by=by, now=now)
    elif act == "said" and case.may_say:
        _say(request, case)
    elif act == Act.TAKE_OVER:
        backup.take_over(action=case.row, party=case.party, by=by, now=now)
    elif act == "ask_backup" and case.of_mentor:
        key = private_key_of(request)
        if key is None:
            raise Locked
        backup.ask(action=case.row, private_key=key, by=by, now=now)
    elif act in {BackupSaid.YES, BackupSaid.NO} and case.party == Party.BACKUP:
        backup.answer(action=case.row, said=BackupSaid(act), by=by, now=now, number=number)
    else:
        raise NotNow
    return act


def _say(request: HttpRequest, case: Case) -> None:
    form = HowForm(request.POST)
    if not form.is_valid():
        raise NotNow
    voices.say_how_it_went(
        action=case.row,
        side=Side.SERVICE,
        helped=Helped(form.cleaned_data["helped"]),
        respected=form.cleaned_data["respected"],
        by=viewer_of(request).account.pk,
        now=timezone.now(),
    )


def _shown(
    request: HttpRequest,
    case: Case,
    status: int = 200,
    *,
    wrong: str = "",
    ready: ReadyForm | None = None,
) -> HttpResponse:
    # Her signs never wait for a password; what was agreed does, and only when she wants to read it.
    key = private_key_of(request) if "read" in request.GET else key_at_hand(request)
    page = showing.page(case, viewer_of(request), key, timezone.now())
    shown = {
        "page": page,
        "left_alone": getattr(request, "left_alone", False),
        "case": case,
        "safe": SafeForm(),
        "ready": ready or ReadyForm(),
        "how": HowForm(auto_id="how_%s"),
        "done": showing.done(request.GET.get("done", ""), page) if status == 200 else None,
        "wrong": wrong or (wording.CHANGED_MEANWHILE if status != 200 else ""),
    }
    return render(request, "support/one.html", shown, status=status)


@signed_in
def support_plan(request: HttpRequest, reference: str) -> HttpResponse:
    """What is agreed before a visit."""
    case, now = _case_or_404(request, reference), timezone.now()
    if not case.of_mentor or not case.is_open:
        raise Http404
    form = PlanForm(request.POST or None, now=now)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.plan(
                action=case.row,
                content=form.content(),
                begins=said["begins"],
                check_in=said["check_in"],
                by=viewer_of(request).account.pk,
                now=now,
            )
        except REFUSED:
            return _shown(request, _case_or_404(request, reference), 409)
        return redirect(reverse("support_action", args=[reference]) + "?done=planned")
    return render(request, "support/plan.html", {"form": form, "case": case})


@signed_in
def support_report(request: HttpRequest, reference: str) -> HttpResponse:
    """What came of it; of a visit that the woman stopped, only the mentor's own hours."""
    now, viewer = timezone.now(), viewer_of(request)
    case = queries.case_for(viewer, reference)
    if case is None or not (case.may_write_hours or case.may_report):
        return _owed(request, reference)
    if case.may_write_hours:
        return _hours(request, case)
    form = ReportForm(request.POST or None)
    if form.is_bound and form.is_valid():
        said = form.report()
        try:
            source = reporting.report(action=case.row, said=said, by=viewer.account.pk, now=now)
        except REFUSED:
            return _shown(request, _case_or_404(request, reference), 409)
        done = f"counted_{source or ('late' if said.standing else 'not')}"
        return _back(request, reference, done)
    if not form.is_bound:
        form.initial = showing.begins_with(case, viewer, key_at_hand(request), now)
    return render(request, "support/report.html", {"form": form, "case": case})


def _hours(request: HttpRequest, case: Case) -> HttpResponse:
    form, now, by = EffortForm(request.POST or None), timezone.now(), viewer_of(request).account.pk
    if form.is_bound and form.is_valid():
        try:
            reporting.write_hours(action=case.row, work=form.work(), by=by, now=now)
        except NotNow:
            return _shown(request, _case_or_404(request, case.reference), 409)
        return _back(request, case.reference, "hours")
    return render(request, "support/report.html", {"form": form, "case": case})


def _owed(request: HttpRequest, reference: str) -> HttpResponse:
    """Of a visit in which another mentor replaced her: her hours, and nothing else."""
    viewer, now = viewer_of(request), timezone.now()
    owed = queries.owed_by(viewer).filter(action__reference=reference).first()
    if owed is None:
        raise Http404
    went = request.POST.get("act") != Act.DID_NOT_GO
    form = EffortForm(request.POST if request.method == "POST" and went else None)
    if request.method == "POST" and (not went or form.is_valid()):
        work = form.work() if went else None
        try:
            reporting.write_owed(owed=owed, work=work, by=viewer.account.pk, now=now)
        except NotNow as error:
            raise Http404 from error
        return _back(request, reference, "hours" if went else Act.DID_NOT_GO)
    return render(request, "support/owed.html", {"form": form, "reference": reference})


@signed_in
def support_hours(request: HttpRequest) -> HttpResponse:
    """Hours and expenses, as a funder asks for them."""
    viewer, search = viewer_of(request), search_of(request)
    if not takes_part(viewer):
        raise Http404
    rows = showing.hours(queries.efforts_of(viewer), search)
    if wants_file(request):
        return as_file("list", wording.EFFORT_COLUMNS, [row.cells for row in rows])
    return render(request, "support/hours.html", {"rows": rows, "search": search})
