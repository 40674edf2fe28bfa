"""Pages without account: you said, we did, it changed; the check of findings; taking back."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from communitylinkage.research import actions, findings, queries, wording
from communitylinkage.research.forms import AnswerForm, SlipForm, TakeBackForm
from communitylinkage.research.rules.checking import Said, mark_of
from communitylinkage.values.languages import own_name


def told_back(request: HttpRequest) -> HttpResponse:
    """The communities of which something can be read."""
    return render(request, "research/told.html", {"rows": queries.communities_told()})


def told_back_to(request: HttpRequest, number: UUID) -> HttpResponse:
    """You said, we did, it changed: one community."""
    row = queries.community(number)
    lines = queries.told_back(number, get_language() or "") if row else []
    if row is None or not lines:
        raise Http404
    return render(request, "research/told_to.html", {"row": row, "lines": lines})


# Who posts here holds the secret of the address: there is no session that another site could use.
@csrf_exempt
def research_door(request: HttpRequest, door: str) -> HttpResponse:
    """Those concerned say whether a finding says what they meant; one form for each finding."""
    cycle = queries.behind_door(door)
    if cycle is None:
        raise Http404
    language = get_language() or ""
    sent = request.POST.get("finding", "") if request.method == "POST" else ""
    lines = []
    for row in queries.asked(cycle):
        text = queries.text_in(row, language)
        if text is None:
            continue
        mine, changed = sent == str(row.pk), False
        form = AnswerForm(request.POST if mine else None, auto_id=f"id_{row.pk.hex}_%s")
        if mine and form.is_valid():
            data = form.cleaned_data
            try:
                findings.answer(
                    number=data["number"], finding=row, shown=request.POST.get("shown", ""),
                    said=Said(data["said"]), words=data["words"],
                )  # fmt: skip
                return redirect(f"{reverse('research_door', args=[door])}?thanks=1")
            except findings.OtherWords:
                # Her own words stay; what she chose, she chose for other words.
                kept = {"number": data["number"], "words": data["words"]}
                form, changed = AnswerForm(initial=kept, auto_id=form.auto_id), True
        lines.append({
            "row": row, "text": text, "mark": mark_of(text.text), "form": form, "changed": changed
        })  # fmt: skip
    shown = {"cycle": cycle, "lines": lines, "thanks": "thanks" in request.GET}
    return render(request, "research/door.html", shown)


# As above: the number on the slip is the secret.
@csrf_exempt
def take_back(request: HttpRequest) -> HttpResponse:
    """Who gave a piece sees what is done with it, by her slip, and takes back what she likes.

    The number comes back in the body of the second form: no cookie, no session.
    """
    form = SlipForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "research/take_back.html", {"form": form})
    row = form.found()
    pressed = "back" in request.POST
    taking = TakeBackForm(request.POST if pressed else None, piece=row)
    gone = pressed and taking.is_valid()
    if gone:
        actions.take_back(
            evidence=row, gone=taking.cleaned_data["use"], by=None, now=timezone.now()
        )
        row.refresh_from_db()
        taking = TakeBackForm(piece=row)
    shown = {
        "form": form,
        "row": row,
        "kind": wording.said(wording.KINDS, row.kind),
        "language": own_name(row.language),
        "taking": taking,
        "gone": gone,
        "quoted": queries.quoted_in_public(row),
        "shown": queries.shown_in_public(row),
    }
    return render(request, "research/take_back.html", shown)
