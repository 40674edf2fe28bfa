"""Words and translations of a form, mended beside its logic."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.access import needs, viewer_of
from communitylinkage.surveys import actions, queries, rules, wording
from communitylinkage.surveys.forms import LanguageForm, WordsForm
from communitylinkage.surveys.models import Version
from communitylinkage.surveys.rules import NotNowError
from communitylinkage.surveys.views import done, my_version
from communitylinkage.surveys.xlsform import wording as texts


@needs(queries.KEEP)
def questionnaire_words(request: HttpRequest, number: UUID, version: int) -> HttpResponse:
    """One language of a version, a page at a time, beside the language it is read from."""
    row = my_version(request, number, version)
    names = texts.languages(row.sheets) or [""]
    to = request.GET.get("to", "")
    to = to if to in names else names[0]
    pages = Paginator(_pairs(row, names[0], to), rules.PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    form = WordsForm(request.POST or None, pairs=list(page.object_list))
    if request.method == "POST" and form.is_valid() and _kept(request, row, form):
        return done(number, "mended")
    shown = {"row": row, "names": names, "to": to, "page": page, "form": form,
             "language_form": LanguageForm()}  # fmt: skip
    return render(request, "surveys/words.html", shown)


@needs(queries.KEEP)
def questionnaire_language(request: HttpRequest, number: UUID, version: int) -> HttpResponse:
    """Adds a language to translate into."""
    row = my_version(request, number, version)
    form = LanguageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        by, now = viewer_of(request).account.pk, timezone.now()
        try:
            kept = actions.mend(version=row, changes={}, language=name, by=by, now=now)
        except NotNowError:
            return done(number, "not_now")
        query = QueryDict(mutable=True)
        query["to"] = name
        address = reverse("questionnaire_words", args=[number, kept.number])
        return redirect(f"{address}?{query.urlencode()}")
    return render(request, "surveys/language.html", {"row": row, "form": form})


def _pairs(row: Version, source: str, to: str) -> list[tuple[texts.Word, str]]:
    """Each text of a language with the text it is read from, where either is there."""
    words = texts.words(row.sheets)
    originals = {(w.sheet, w.row, w.kind): w.text for w in words if w.language == source}
    pairs = [
        (w, originals.get((w.sheet, w.row, w.kind), "") if source != to else "")
        for w in words
        if w.language == to
    ]
    return [(word, original) for word, original in pairs if word.text or original]


def _kept(request: HttpRequest, row: Version, form: WordsForm) -> bool:
    by, now = viewer_of(request).account.pk, timezone.now()
    try:
        actions.mend(version=row, changes=form.changes(), by=by, now=now)
    except NotNowError as error:
        form.add_error(None, wording.NOT_MENDED[str(error)])
        return False
    return True
