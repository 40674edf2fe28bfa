"""Pages of passkeys: my list, a new one, its name, its end; and the second step with one."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.access import name_page, signed_in, viewer_of
from communitylinkage.people.forms import CodeForm
from communitylinkage.people.models import Passkey
from communitylinkage.people.passkeys import actions, asking, challenges, queries, wording
from communitylinkage.people.passkeys.asking import site_of
from communitylinkage.people.passkeys.forms import AnswerForm, NameForm, NewPasskeyForm
from communitylinkage.people.passkeys.rules import is_one_too_many
from communitylinkage.people.rules import NotAllowed
from communitylinkage.people.signing_in import check_second
from communitylinkage.people.views.signing_in import arrive, half_way, show_second


def _mine(request: HttpRequest, passkey: UUID) -> Passkey:
    found = queries.passkey_of(viewer_of(request).account, passkey)
    if found is None:
        raise Http404
    return found


def _done(said: str) -> HttpResponse:
    return redirect(f"{reverse('people:passkeys')}?said={said}")


@signed_in
def passkeys(request: HttpRequest) -> HttpResponse:
    """My passkeys: what I call each, when it was made and last used."""
    mine, site = queries.passkeys_of(viewer_of(request).account), site_of(request)
    shown = {
        "passkeys": mine,
        "site": site,
        "full": is_one_too_many(len(mine)),
        "too_many": wording.TOO_MANY,
        "said": wording.SAID.get(request.GET.get("said", ""), ""),
    }
    return render(request, "people/passkeys/list.html", shown)


@signed_in
def passkey_new(request: HttpRequest) -> HttpResponse:
    """A name and a code; then the button that asks the device."""
    account, site = viewer_of(request).account, site_of(request)
    form = NewPasskeyForm(request.POST or None, account=account)
    if site and form.is_valid():
        now, name = timezone.now(), form.cleaned_data["name"]
        try:
            check_second(account=account, code=form.cleaned_data["code"], now=now)
        except NotAllowed as refused:
            form.refuse(refused, "code")
        else:
            question = asking.question_to_make(request, account, site, name, now)
            shown = {"question": question, "name": name}
            return render(request, "people/passkeys/make.html", shown)
    return render(request, "people/passkeys/new.html", {"form": form, "site": site})


@signed_in
def passkey_make(request: HttpRequest) -> HttpResponse:
    """Keeps what the device made; a reload, or a question that is over, is the beginning again."""
    if request.method != "POST":
        return passkey_new(request)
    account, site, now = viewer_of(request).account, site_of(request), timezone.now()
    question = challenges.take(request.session, challenges.MAKE, now)
    told, refusal = AnswerForm(request.POST).told, str(wording.NOT_MADE)
    if question and site:
        try:
            actions.add(by=account, site=site, question=question, answer=told, now=now)
            return _done("made")
        except NotAllowed as refused:
            refusal = refused.args[0]
    name_page(request, reverse("people:passkey_new"))
    form = NewPasskeyForm(account=account, initial={"name": question.name if question else ""})
    shown = {"form": form, "site": site, "refused": refusal}
    return render(request, "people/passkeys/new.html", shown)


@signed_in
def passkey_name(request: HttpRequest, passkey: UUID) -> HttpResponse:
    """Another name."""
    found = _mine(request, passkey)
    form = NameForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        by, name = viewer_of(request).account, form.cleaned_data["name"]
        try:
            actions.rename(passkey=found, name=name, by=by, now=timezone.now())
            return _done("named")
        except NotAllowed as refused:
            form.refuse(refused, "name")
    return render(request, "people/passkeys/name.html", {"form": form})


@signed_in
def passkey_remove(request: HttpRequest, passkey: UUID) -> HttpResponse:
    """Asks first; then the passkey works no more."""
    found, refusal = _mine(request, passkey), ""
    if request.method == "POST":
        try:
            actions.remove(passkey=found, by=viewer_of(request).account, now=timezone.now())
            return _done("removed")
        except NotAllowed as refused:
            refusal = refused.args[0]
    shown = {"passkey": found, "refused": refusal}
    return render(request, "people/passkeys/remove.html", shown)


def second_passkey(request: HttpRequest) -> HttpResponse:
    """Second step with a passkey in place of the code; a reload is the second step again."""
    account, site, now = half_way(request), site_of(request), timezone.now()
    if account is None or request.method != "POST":
        return redirect("people:second" if account else "people:sign_in")
    question = challenges.take(request.session, challenges.USE, now)
    told, refusal = AnswerForm(request.POST).told, str(wording.NOT_THIS)
    if question and site:
        try:
            actions.use(
                account=account, site=site, challenge=question.challenge, answer=told, now=now
            )
            return arrive(request, account, first_time=False)
        except NotAllowed as refused:
            refusal = refused.args[0]
    return show_second(request, account, CodeForm(), refusal)
