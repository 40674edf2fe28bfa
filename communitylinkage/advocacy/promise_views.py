"""Promises, for who is signed in: written down, told in more languages, and what became of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.advocacy import promising, queries, telling
from communitylinkage.advocacy.common import back, news, own, own_promise, refused
from communitylinkage.advocacy.forms import PromiseForm, PromiseWordsForm, SequelForm
from communitylinkage.advocacy.public_views import promise_page
from communitylinkage.advocacy.rules.demands import RefusedError
from communitylinkage.advocacy.rules.promises import Act, can
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.pages import posted, reader
from communitylinkage.values.languages import OWN_NAMES, own_name


@needs(queries.KEEP)
def promise_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Writes down what a body promised."""
    row = own(request, reference)
    form = PromiseForm(posted(request), initial={"language": reader()}, bodies=row.bodies.all())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = promising.promise(
                demand=row, body=said["body"], language=said["language"], words=said["words"],
                made_on=said["made_on"], deadline=said["deadline"], source=form.where(),
                by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused(reference, error)
        return back(made.reference, "promised", "promise_work")
    shown = {"row": row, "told": telling.demand(row), "form": form}
    return render(request, "advocacy/promise_new.html", shown)


@needs(queries.KEEP)
def promise_work(request: HttpRequest, reference: str) -> HttpResponse:
    """Where a promise stands, and writing what became of it."""
    row, today = own_promise(request, reference), timezone.localdate()
    acts = [act for act in Act if can(act, row.state)]
    form = SequelForm(posted(request), acts=acts, initial={"day": today})
    if request.method == "POST" and acts and form.is_valid():
        try:
            promising.tell(
                promise=row, said=form.said(), source=form.where(), language=reader(),
                words=form.cleaned_data["words"], by=viewer_of(request).account.pk,
                now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused(reference, error, "promise_work")
        return back(reference, "told", "promise_work")
    written = {text.language for text in row.texts.all()}
    missing = [(code, name) for code, name in OWN_NAMES.items() if code not in written]
    shown = {
        **promise_page(row, today), **news(request), "form": form, "acts": acts,
        "missing": missing,
    }  # fmt: skip
    return render(request, "advocacy/promise_work.html", shown)


@needs(queries.KEEP)
def promise_words(request: HttpRequest, reference: str, language: str) -> HttpResponse:
    """The promise in a further language."""
    row = own_promise(request, reference)
    if language not in OWN_NAMES:
        raise Http404
    form = PromiseWordsForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            promising.keep_words(
                promise=row, language=language, words=form.cleaned_data["words"],
                by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused(reference, error, "promise_work")
        return back(reference, "kept", "promise_work")
    shown = {"row": row, "told": telling.promise(row), "form": form, "name": own_name(language)}
    return render(request, "advocacy/promise_words.html", shown)
