"""Choosing a table, seeing what is safe of it, letting it out; reading what was let out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.intersections import actions, paper, queries, showing, wording
from communitylinkage.intersections.forms import AskForm
from communitylinkage.intersections.rules.asking import Asked, NoSuchCutError
from communitylinkage.intersections.rules.populations import Population
from communitylinkage.people.access import Viewer, needs, viewer_of
from communitylinkage.people.lists import as_file
from communitylinkage.releases.models import Release
from communitylinkage.releases.queries import told as published_of

MOST_OFFERS = 6


@needs(queries.CROSS)
def intersections(request: HttpRequest) -> HttpResponse:
    """Whom one can ask about, and the tables that were let out."""
    whom = [(one.value, words, wording.ABOUT[one]) for one, words in wording.POPULATIONS.items()
            if queries.frozen(one)]  # fmt: skip
    lines = [(row, _line(row), wording.AUDIENCES[row.audience])
             for row in queries.let_out(*queries.STAFF)]  # fmt: skip
    return render(request, "intersections/all.html", {"whom": whom, "lines": lines})


def _line(row: Release) -> str:
    return str(showing.heading(published_of(row)))


@needs(queries.CROSS)
def intersections_ask(request: HttpRequest, population: str) -> HttpResponse:
    """One population: what to cross, for whom; then what is safe, and the button."""
    if population not in set(Population):
        raise Http404
    viewer, of = viewer_of(request), Population(population)
    form = _form(request, viewer, of)
    shown = {"form": form, "title": wording.POPULATIONS[of], "about": wording.ABOUT[of]}
    if form.is_valid():
        try:
            if request.method == "POST" and form.asked().audience in queries.STAFF:
                return _let_out(form.asked(), viewer)
            shown |= _seen(form.asked())
        except NoSuchCutError:
            form.add_error(None, str(wording.NO_SUCH_CUT))
        except UnsafeError as unsafe:
            form.add_error(None, str(wording.UNSAFE[unsafe.code]))
    return render(request, "intersections/ask.html", shown)


def _form(request: HttpRequest, viewer: Viewer, of: Population) -> AskForm:
    typed = request.POST if request.method == "POST" else request.GET
    return AskForm(
        typed if request.method == "POST" or "rows" in typed else None, population=of,
        quarters=queries.frozen(of), audiences=queries.audiences(viewer),
    )  # fmt: skip


def _seen(asked: Asked) -> dict[str, object]:
    """The exact table for those who lead; for others which cuts could be let out, no figure."""
    if asked.audience == "internal":
        table = showing.told(queries.exact(asked))
        return {"table": table, "pictures": showing.pictures(table)}
    found = queries.proposed(asked)
    mine = found.as_it_is
    better = [one for one in found.coarser if mine is None or one.hidden < mine.hidden]
    return {
        "there": found.there,
        "offers": [(one, showing.offer(one)) for one in [*([mine] if mine else []),
                                                         *better[:MOST_OFFERS]]],
        "why": wording.UNSAFE[found.why] if found.why else "",
        "looked": True,
    }  # fmt: skip


def _let_out(asked: Asked, viewer: Viewer) -> HttpResponse:
    mine = viewer.organisations_where(queries.CROSS)
    home = next(one.organisation_id for one in viewer.memberships if one.organisation_id in mine)
    row = actions.let_out(asked=asked, organisation=home, by=viewer.account.pk, now=timezone.now())
    address = reverse("intersection", kwargs={"reference": row.reference})
    return redirect(f"{address}?said=let_out")


@needs(queries.CROSS)
def intersection(request: HttpRequest, reference: str) -> HttpResponse:
    """One table that was let out, as a page, a file or a paper."""
    return _table(request, reference, *queries.STAFF)


def intersections_public(request: HttpRequest) -> HttpResponse:
    """The tables that everybody may read."""
    lines = [(row, _line(row)) for row in queries.let_out("public")]
    return render(request, "intersections/public.html", {"lines": lines})


def intersection_public(request: HttpRequest, reference: str) -> HttpResponse:
    """One of them."""
    return _table(request, reference, "public")


def _table(request: HttpRequest, reference: str, *audiences: str) -> HttpResponse:
    row = queries.seen(reference, *audiences)
    if row is None:
        raise Http404
    table = showing.told(published_of(row))
    if request.GET.get("as") == "csv":
        return as_file(f"table-{row.reference}", *showing.file_rows(table))
    if request.GET.get("as") == "pdf":
        return _pdf(row, paper.pdf(table, get_language() or "en", _title(row), row.at))
    shown = {"row": row, "table": table, "pictures": showing.pictures(table), "title": _title(row),
             "audience": wording.AUDIENCES[row.audience],
             "said": wording.SAID.get(request.GET.get("said", ""), "")}  # fmt: skip
    return render(request, "intersections/table.html", shown)


def _title(row: Release) -> str:
    return _("Table %(reference)s") % {"reference": row.reference}


def _pdf(row: Release, made: bytes) -> HttpResponse:
    named = {"Content-Disposition": f'inline; filename="table-{row.reference}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=named)
