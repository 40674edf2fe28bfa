"""Pages of signs, feedback and complaints."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from communitylinkage.people.access import name_page, needs, private_key_of, signed_in, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.roles import Permission
from communitylinkage.people.sources import source_of
from communitylinkage.referrals.asks.patience import Patience, Wait
from communitylinkage.referrals.asks.stamp import new_stamp, read_stamp
from communitylinkage.referrals.mentor_requests.queries import takes_part
from communitylinkage.referrals.receipt.forms import Hand
from communitylinkage.referrals.receipt.queries import WOMAN
from communitylinkage.referrals.receipt.views import in_hand
from communitylinkage.support.queries import (
    visits_of_woman,
    visits_over,
    visits_to_come,
    zone_of_visit,
)
from communitylinkage.support.reading import read_by_her
from communitylinkage.support.rules import NotNow
from communitylinkage.support.voices import actions, queries, showing, wording
from communitylinkage.support.voices.forms import ComplaintForm, HowForm, SignsForm
from communitylinkage.support.voices.rules import Helped, Met, Noticed, Side
from communitylinkage.values.lists import finds

PAGES = "support/voices"
# What sending many costs is time, as with asks (decision 7); of this process alone.
PATIENCE, SALT = Patience(), "complaints"


@signed_in
def support_signs(request: HttpRequest) -> HttpResponse:
    """The card of signs to notice; noted, they are counted."""
    viewer = viewer_of(request)
    if not takes_part(viewer):
        raise Http404
    form = SignsForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.note_signs(
            organisation=viewer.memberships[0].organisation,
            signs=[Noticed(one) for one in form.cleaned_data["signs"]],
            met=Met(form.cleaned_data["met"]),
            by=viewer.account.pk,
            now=timezone.now(),
        )
        return redirect(reverse("support_signs") + "?done=1")
    said = wording.NOTED if request.GET.get("done") else ""
    return render(request, f"{PAGES}/signs.html", {"form": form, "done": said})


# Whoever writes needs no account; a token would need a cookie (issue 2, section 4). What another
# site could make her browser send is a letter of that site's, as anybody may write one.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest) -> HttpResponse:
    """A complaint, to somebody who does not work there."""
    name_page(request, reverse("say"))
    now, where = timezone.now(), source_of(request)
    posted = request.POST if request.method == "POST" else None
    form = ComplaintForm(posted, organisations=queries.organisations())
    stamp = read_stamp(request.POST.get("stamp", ""), now, SALT) or new_stamp(now, SALT)
    shown = {"form": form, "stamp": stamp.text}
    if not form.is_bound or not form.is_valid():
        return render(request, f"{PAGES}/say.html", shown)
    try:
        PATIENCE.check(where, stamp.made, now)
    except Wait as wait:
        return render(request, f"{PAGES}/say.html", {**shown, "wait": wait.seconds})
    row = actions.complain(
        about=form.organisation(), letter=form.letter(), by=WOMAN, now=now, number=stamp.number
    )
    PATIENCE.count(where, now)
    said = {"row": row, "nobody": wording.NOBODY, "sent": wording.SENT}
    return render(request, f"{PAGES}/sent.html", said)


@needs(Permission.POST_KEEP)
def complaints(request: HttpRequest) -> HttpResponse:
    """What she hears as somebody independent; with a search, and as a file."""
    search = search_of(request)
    found = showing.shown(queries.complaints_of(viewer_of(request)))
    rows = [one for one in found if finds(search, one.reference, one.about)]
    if wants_file(request):
        cells = [(one.reference, one.about, one.made, one.closed) for one in rows]
        return as_file("list", wording.COLUMNS, cells)
    return render(request, f"{PAGES}/complaints.html", {"rows": rows, "search": search})


@needs(Permission.POST_KEEP)
def complaint(request: HttpRequest, reference: str) -> HttpResponse:
    """One complaint: read, and closed."""
    viewer, now = viewer_of(request), timezone.now()
    row = queries.complaint_for(viewer, reference)
    if row is None:
        raise Http404
    if request.method == "POST" and "close" in request.POST:
        try:
            actions.close(complaint=row, by=viewer.account.pk, now=now)
        except NotNow:
            return _complaint(request, row, 409)
        return redirect("complaints")
    return _complaint(request, row, 200 if request.method == "GET" else 409)


def _complaint(request: HttpRequest, row: Any, status: int) -> HttpResponse:
    viewer = viewer_of(request)
    page = showing.opened(row, viewer.account, private_key_of(request), timezone.now())
    return render(request, f"{PAGES}/complaint.html", {"page": page}, status=status)


@in_hand()
def support_said(request: HttpRequest, hand: Hand) -> HttpResponse:
    """What is agreed for her visits; and how the newest went of which she has not spoken."""
    now = timezone.now()
    agreed = [
        (
            visit.begins,
            zone_of_visit(visit),
            read_by_her(action=visit, receipt=hand.receipt, by=WOMAN, now=now),
            queries.who_opened(visit),
        )
        for visit in visits_to_come(hand.receipt.participant)
    ]
    # What was read stays true when there is nothing left to read.
    read = [
        (visit.begins, zone_of_visit(visit), queries.who_opened(visit))
        for visit in visits_over(hand.receipt.participant)
    ]
    over = [one for one in read if any(opened for _who, opened in one[2])]
    row = visits_of_woman(hand.receipt.participant).first()
    form = HowForm(request.POST if "tell" in request.POST else None)
    shown: dict[str, Any] = {"hand": hand, "row": row, "form": form, "agreed": agreed, "over": over}
    if row and form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.say_how_it_went(
                action=row, side=Side.WOMAN, helped=Helped(said["helped"]),
                respected=said["respected"], by=WOMAN, now=now,
            )  # fmt: skip
            shown["done"] = wording.THANKS
        except NotNow:
            shown["done"] = wording.NOT_NOW
        shown["row"] = None
    return render(request, f"{PAGES}/said.html", shown)
