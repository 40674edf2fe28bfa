"""Changing a password that one knows, and beginning again without it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.people import accounts, passwords
from communitylinkage.people.access import signed_in, viewer_of
from communitylinkage.people.again import commits_itself
from communitylinkage.people.forms import BeginAgainForm, ChangePasswordForm, ForgottenForm
from communitylinkage.people.posts import has_a_key_alone
from communitylinkage.people.rules import NotAllowed
from communitylinkage.people.sources import source_of
from communitylinkage.people.views.signing_in import please_wait
from communitylinkage.vault.keys import Busy


@signed_in
@commits_itself
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password for the same key; every sign-in ends."""
    form = ChangePasswordForm(request.POST or None)
    if form.is_valid():
        try:
            account = viewer_of(request).account
            accounts.change_password(account=account, **form.cleaned_data, now=timezone.now())
        except NotAllowed as refused:
            form.refuse(refused)
        except Busy:
            return please_wait(request, "people/change_password.html", form)
        else:
            request.session.flush()
            return redirect("people:sign_in")
    return render(request, "people/change_password.html", {"form": form})


def forgotten(request: HttpRequest) -> HttpResponse:
    """Says what will be lost, and mails a link; the answer is the same for every address."""
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        try:
            passwords.ask(
                email=form.cleaned_data["email"], now=timezone.now(), source=source_of(request)
            )
        except NotAllowed as refused:
            form.refuse(refused)
        except Busy:
            return please_wait(request, "people/forgotten.html", form)
        else:
            return render(request, "people/forgotten_sent.html")
    return render(request, "people/forgotten.html", {"form": form})


def begin_again(request: HttpRequest, token: str) -> HttpResponse:
    """A new password and a new key; a forged, used or old link is a page that does not exist."""
    now = timezone.now()
    link = passwords.open_link(token, now)
    if link is None:
        raise Http404
    form = BeginAgainForm(request.POST or None, with_code=passwords.has_code(link.account))
    alone = has_a_key_alone(link.account)
    if form.is_valid():
        try:
            said = {"code": "", **form.cleaned_data}
            passwords.begin_again(link=link, **said, now=now)
        except NotAllowed as refused:
            form.refuse(refused)
        except Busy:
            return please_wait(request, "people/begin_again.html", form, alone=alone)
        else:
            return redirect("people:sign_in")
    return render(request, "people/begin_again.html", {"form": form, "alone": alone})
