"""Pages of her plan. No account, no cookie; nothing is kept unless she keeps it with her number."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from communitylinkage.people.access import name_page
from communitylinkage.people.sources import source_of
from communitylinkage.referrals.receipt.forms import CodeForm, Hand
from communitylinkage.referrals.receipt.queries import WOMAN
from communitylinkage.referrals.receipt.views import in_hand
from communitylinkage.support.hers import actions, rules, wording
from communitylinkage.support.hers.forms import PlanForm

PAGES = "support/hers"


@require_safe
def my_plan(request: HttpRequest) -> HttpResponse:
    """What it is, what is kept (nothing), and the two ways."""
    return render(request, f"{PAGES}/first.html")


# Nothing is written, so there is nothing that another site could make her do (as in the guide).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def my_plan_questions(request: HttpRequest) -> HttpResponse:
    """One question at a time; at the end what each yes may mean. Nothing is counted or kept."""
    name_page(request, reverse("my_plan_questions"))
    walk = rules.walk_of(request.POST.get("carried", "0"))
    if request.POST.get("said") in {"yes", "no", "skip"}:
        walk = rules.answered(walk, request.POST["said"] == "yes")
    if walk.over:
        yes = [
            (wording.QUESTIONS[one], wording.MEANS[rules.GROUPS[one]])
            for one in rules.QUESTIONS
            if one in walk.yes
        ]
        shown = {"yes": yes, "grave": rules.is_grave(walk.yes)}
        return render(request, f"{PAGES}/answers.html", shown)
    shown = {
        "question": wording.QUESTIONS[rules.QUESTIONS[walk.at]],
        "walk": walk,
        "place": walk.at + 1,
        "places": len(rules.QUESTIONS),
    }
    return render(request, f"{PAGES}/question.html", shown)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def my_plan_steps(request: HttpRequest) -> HttpResponse:
    """The form; what she said to print, and to keep if she wants."""
    name_page(request, reverse("my_plan_steps"))
    form = PlanForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid() or "change" in request.POST:
        return render(request, f"{PAGES}/steps.html", {"form": form, "parts": _fields(form)})
    return _sheet(request, form, CodeForm())


def _fields(form: PlanForm) -> list[tuple[Any, Any]]:
    return [(form[part.name], form[f"{part.name}_words"]) for part in wording.PARTS]


def _sheet(request: HttpRequest, form: PlanForm, code: CodeForm) -> HttpResponse:
    shown = {"lines": lines(form.plan()), "form": form, "code": code}
    return render(request, f"{PAGES}/sheet.html", shown)


def lines(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """Her plan as a page shows it; codes of another version are left out."""
    found = []
    for part in wording.PARTS:
        said = plan.get(part.name)
        if said:
            ticks = [words for code, words in part.ticks if code in said["ticks"]]
            found.append({"question": part.question, "ticks": ticks, "words": said["words"]})
    return found


# Her number and digits are in the body, and nothing that a browser sends by itself is worth
# anything here (as beside `referrals.receipt.views.in_hand`).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def my_plan_keep(request: HttpRequest) -> HttpResponse:
    """Locks it with her number; a wrong number leaves her plan on the page."""
    if request.method != "POST":
        return redirect("my_plan_steps")
    name_page(request, reverse("my_plan_steps"))
    form, code = PlanForm(request.POST), CodeForm(request.POST)
    if not form.is_valid():
        return render(request, f"{PAGES}/steps.html", {"form": form, "parts": _fields(form)})
    now = timezone.now()
    hand = code.hand(now, source_of(request))
    if hand is None or not hand.complete:
        if hand is not None:
            code.add_error("digits", wording.NO_DIGITS)
        return _sheet(request, form, code)
    actions.keep(receipt=hand.receipt, plan=form.plan(), by=WOMAN, now=now)
    return _kept(request, hand, done=wording.KEPT)


@in_hand()
def my_plan_kept(request: HttpRequest, hand: Hand) -> HttpResponse:
    """What she kept; and deleting it."""
    if "delete" in request.POST:
        actions.drop(receipt=hand.receipt, by=WOMAN)
        return _kept(request, hand, done=wording.DELETED)
    return _kept(request, hand)


def _kept(request: HttpRequest, hand: Hand, **said: Any) -> HttpResponse:
    plan = actions.read(receipt=hand.receipt)
    shown = {"hand": hand, "lines": lines(plan) if plan else [], "kept": plan is not None}
    return render(request, f"{PAGES}/kept.html", {**shown, **said})
