"""Her page of control. No cookie, no session: code and digits come with every form, in its body."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from communitylinkage.consent.rules import NotConsented
from communitylinkage.guide.wording import country_name
from communitylinkage.people.access import name_page
from communitylinkage.people.rules import zone_of
from communitylinkage.people.sources import source_of
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.receipt import actions, asked, mentors, queries, reading, wording
from communitylinkage.referrals.receipt.forms import CodeForm, Hand, HowForm, LetterForm
from communitylinkage.referrals.receipt.rules import NotHers
from communitylinkage.referrals.wishes.queries import wished
from communitylinkage.values.references import in_fives, read_receipt_code

Page = Callable[[HttpRequest, Hand], HttpResponse]
Row = TypeVar("Row", bound=Model)


def where_to_type(request: HttpRequest) -> str:
    """The address of her page of control, as it stands on the paper with her number."""
    return request.build_absolute_uri(reverse("receipt")).partition("://")[2]


def in_hand(*, digits: bool = True) -> Callable[[Page], Callable[[HttpRequest], HttpResponse]]:
    """Wants her code in the body of a POST, and her digits unless told otherwise.

    A POST without token is safe here: code and digits are in the body of each form, and nothing
    that a browser sends by itself (no cookie, no session) is worth anything to another site.
    """

    def wrap(view: Page) -> Callable[[HttpRequest], HttpResponse]:
        @csrf_exempt
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def answer(request: HttpRequest) -> HttpResponse:
            if request.method != "POST":
                return redirect("receipt")
            name_page(request, reverse("receipt"))
            form = CodeForm(request.POST)
            hand = form.hand(timezone.now(), source_of(request))
            if hand is None:
                return render(request, "referrals/receipt/enter.html", {"form": form})
            shown = _without_digits if digits and not hand.complete else view
            country = queries.country_of(hand.receipt.participant)
            with timezone.override(ZoneInfo(zone_of(country))):
                return shown(request, hand)

        return answer

    return wrap


def _without_digits(request: HttpRequest, hand: Hand) -> HttpResponse:
    return control_page(request, hand, wrong=wording.WANTED)


def control_page(request: HttpRequest, hand: Hand, **said: Any) -> HttpResponse:
    """Where it stands and who holds what; `done` or `wrong` says what just happened."""
    agreed = queries.agreed(hand.receipt.participant, timezone.now())
    requests = asked.asked(hand.receipt.participant)
    live = any(one.in_force for one in agreed) or any(one.live for one in requests)
    shown = {"hand": hand, "agreed": agreed, "asked": requests, "live": live}
    shown["wishes"] = wished(hand.receipt.participant)
    shown["mentors"] = mentors.mentors_asked(hand.receipt.participant)
    shown["several"] = sum(one.in_force for one in agreed) > 1
    shown["steps"] = wording.STEPS
    country = queries.country_of(hand.receipt.participant)
    shown["clock"] = country_name(country) if country else ""
    shown["ways"] = import_string(settings.RECEIPT_WAYS)()
    return render(request, "referrals/receipt/control.html", {**shown, **said})


def one_of_hers(rows: QuerySet[Row], number: str) -> Row:
    """One of her rows by its number; what is not hers is not there."""
    try:
        found = rows.filter(pk=rows.model._meta.pk.to_python(number)).first()
    except ValidationError:
        found = None
    if found is None:
        raise Http404
    return found


@in_hand(digits=False)
def control(request: HttpRequest, hand: Hand) -> HttpResponse:
    """Her page."""
    return control_page(request, hand)


# As beside `in_hand`: nothing that a browser sends by itself is worth anything here.
@csrf_exempt
def receipt(request: HttpRequest) -> HttpResponse:
    """Asks for the code; with it, her page."""
    if request.method == "POST":
        return control(request)
    return render(request, "referrals/receipt/enter.html", {"form": CodeForm()})


@in_hand(digits=False)
def sheet(request: HttpRequest, hand: Hand) -> HttpResponse:
    """The number on a plain sheet to print, which says nothing else."""
    code = in_fives(read_receipt_code(hand.code) or "")
    shown = {"hand": hand, "code": code, "address": where_to_type(request)}
    return render(request, "referrals/receipt/sheet_page.html", shown)


@in_hand()
def lock(request: HttpRequest, hand: Hand) -> HttpResponse:
    """Locks one recipient; asks first."""
    rows = queries.recipients_of(hand.receipt.participant)
    found = one_of_hers(rows, request.POST.get("number", ""))
    if "sure" not in request.POST:
        name = queries.names_of([found.organisation_id])[found.organisation_id]
        shown = {"hand": hand, "number": found.pk, "name": name}
        return render(request, "referrals/receipt/sure_lock.html", shown)
    actions.lock(recipient=found, now=timezone.now())
    return control_page(request, hand, done=wording.LOCKED_NOW)


def ask_whether(
    request: HttpRequest, hand: Hand, row: Model, *, again: Promise, back: str
) -> HttpResponse:
    """Asks before a thing of hers is taken back; `back` names the page to which her yes goes."""
    shown = {"hand": hand, "number": row.pk, "again": again, "back": back}
    return render(request, "referrals/receipt/sure_take_back.html", shown)


@in_hand()
def take_back(request: HttpRequest, hand: Hand) -> HttpResponse:
    """Takes one request back; asks first."""
    found = one_of_hers(asked.asks_of(hand.receipt.participant), request.POST.get("number", ""))
    if "sure" not in request.POST:
        to = "receipt_take_back"
        return ask_whether(request, hand, found, again=wording.ASK_AGAIN, back=to)
    asked.take_back(ask=found, now=timezone.now())
    return control_page(request, hand, done=wording.TAKEN_BACK_NOW)


@in_hand()
def stop_mentor(request: HttpRequest, hand: Hand) -> HttpResponse:
    """Ends one request of a service for a mentor; asks first."""
    rows = mentors.requests_of(hand.receipt.participant)
    found = one_of_hers(rows, request.POST.get("number", ""))
    if "sure" not in request.POST:
        shown = {"hand": hand, "number": found.pk}
        return render(request, "referrals/receipt/sure_stop_mentor.html", shown)
    mentors.stop(request=found, now=timezone.now())
    return control_page(request, hand, done=wording.MENTOR_STOPPED_NOW)


@in_hand()
def stop(request: HttpRequest, hand: Hand) -> HttpResponse:
    """Takes every yes back, or one of several; asks first."""
    number = request.POST.get("yes", "")
    one = one_of_hers(queries.consents_of(hand.receipt.participant), number) if number else None
    if "sure" not in request.POST:
        shown = {"hand": hand, "only": one.pk if one else ""}
        return render(request, "referrals/receipt/sure_stop.html", shown)
    now = timezone.now()
    if one:
        actions.withdraw_one(consent=one, now=now)
        return control_page(request, hand, done=wording.STOPPED_ONE_NOW)
    actions.withdraw(participant=hand.receipt.participant, now=now)
    return control_page(request, hand, done=wording.STOPPED_NOW)


@in_hand()
def read(request: HttpRequest, hand: Hand) -> HttpResponse:
    """What is written about her."""
    written = reading.what_is_written(hand.receipt, timezone.now())
    return render(request, "referrals/receipt/written.html", {"hand": hand, "written": written})


@in_hand()
def messages(request: HttpRequest, hand: Hand) -> HttpResponse:
    """What was written to and fro, and a form to write; sent, it says so."""
    rows = queries.referrals_of(hand.receipt.participant)
    row = one_of_hers(rows, request.POST.get("referral", ""))
    form = LetterForm(request.POST if "write" in request.POST else None, initial=_fresh())
    if form.is_bound and form.is_valid():
        try:
            actions.write(
                referral=row,
                letter=form.letter(),
                by=queries.WOMAN,
                organisation=None,
                now=timezone.now(),
                number=form.sent_as,
            )
        except NotConsented:
            return control_page(request, hand, wrong=wording.NOT_NOW)
        return _letters(request, hand, row, LetterForm(initial=_fresh()), done=wording.SENT_NOW)
    return _letters(request, hand, row, form)


def _fresh() -> dict[str, Any]:
    return {"number": uuid4()}


def _letters(
    request: HttpRequest, hand: Hand, row: Referral, form: LetterForm, **said: Any
) -> HttpResponse:
    now = timezone.now()
    shown = {"hand": hand, "referral": row, "form": form, "in_force": queries.holds(row, now)}
    shown["service_reads"] = queries.reading_service(row) is not None
    shown["messages"] = reading.her_messages(row, hand.receipt, now)
    return render(request, "referrals/receipt/letters.html", {**shown, **said})


@in_hand()
def how(request: HttpRequest, hand: Hand) -> HttpResponse:
    """How it went, in three ticks."""
    rows = queries.referrals_of(hand.receipt.participant)
    row = one_of_hers(rows, request.POST.get("referral", ""))
    form = HowForm(request.POST if "tell" in request.POST else None)
    if not form.is_bound or not form.is_valid():
        shown = {"hand": hand, "referral": row, "form": form}
        return render(request, "referrals/receipt/how.html", shown)
    try:
        actions.tell_how_it_went(referral=row, now=timezone.now(), **form.answers())
    except NotHers:
        return control_page(request, hand, wrong=wording.NOT_NOW)
    return control_page(request, hand, done=wording.TOLD_NOW)
