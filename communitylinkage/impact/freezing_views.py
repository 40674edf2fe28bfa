"""Reporting dates: freezing figures, what changed since, letting everybody see them."""

from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.impact import choosing, freezing, queries, telling, tracing, wording
from communitylinkage.impact.common import back, led, month_words, news, refused
from communitylinkage.impact.forms import FreezeForm
from communitylinkage.impact.models import Freeze
from communitylinkage.impact.rules.states import RefusedError
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.lists import as_file, wants_file
from communitylinkage.people.pages import posted


@needs(queries.SEE)
def impact_freezes(request: HttpRequest) -> HttpResponse:
    """All reporting dates, and a new one."""
    if choosing.chosen(request, queries.SEE) is None:
        if queries.programmes(viewer_of(request), queries.SEE):
            raise Http404  # in which she takes part, and which another organisation leads
        return render(request, "impact/none.html", {})
    programme = led(request)
    rows = queries.freezes(programme)
    done = max((row.through for row in rows), default="")
    over = queries.to_freeze(programme, timezone.now())
    months = [(one, month_words(one)) for one in over if one > done]
    form = FreezeForm(posted(request), months=months)
    if request.method == "POST" and form.is_valid():
        try:
            made = freezing.freeze(
                programme=programme, through=form.cleaned_data["through"],
                by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused("impact_freezes", error, **choosing.named(request, programme))
        return back("impact_frozen", "frozen", made.pk)
    shown = {**news(request), **choosing.frame(request, programme, queries.SEE),
             "form": form if months else None,
             "rows": [(row, month_words(row.through)) for row in rows]}  # fmt: skip
    return render(request, "impact/freezes.html", shown)


def _freeze(request: HttpRequest, number: UUID) -> Freeze:
    row = queries.freeze_for(viewer_of(request), number)
    if row is None:
        raise Http404
    return row


Lines = tuple[queries.Indicator, list[tuple[str, str, str]]]


def _by_indicator(values: list[queries.Value]) -> list[Lines]:
    """Each indicator with its figures: where, how many, why none."""
    return [
        (one, [(telling.country(each.country), telling.figure(each.result),
                telling.missing(each.result)) for each in group])
        for one, group in groupby(values, key=lambda each: each.indicator)
    ]  # fmt: skip


@needs(queries.SEE)
def impact_frozen(request: HttpRequest, number: UUID) -> HttpResponse:
    """The figures as they were frozen, and where counting again gives something else."""
    row = _freeze(request, number)
    told = _by_indicator(queries.frozen(row))
    if wants_file(request):
        head = [_("Indicator"), _("Version"), _("Country"), _("Figure")]
        rows = [
            (one.words.title, one.number, place, figure)
            for one, figures in told for place, figure, _why in figures
        ]  # fmt: skip
        return as_file("list", head, rows)
    shown = {
        **news(request), **choosing.frame(request, row.programme), "row": row,
        "month": month_words(row.through), "told": told,
        "changed": tracing.changed(row), "public": queries.is_public(row),
        "kept_back": [
            (queries.indicator_of(one.version), wording.NOT_LET_OUT.get(one.refused, ""))
            for one in queries.kept_back(row)
        ],
    }  # fmt: skip
    return render(request, "impact/frozen.html", shown)


@needs(queries.SEE)
def impact_frozen_figure(request: HttpRequest, number: UUID, code: str) -> HttpResponse:
    """From a frozen figure to what was counted for it, by which formula, and what was left out."""
    row = _freeze(request, number)
    told = tracing.of_freeze(row, code)
    if told is None:
        raise Http404
    shown = {**choosing.frame(request, row.programme), **told, "row": row,
             "month": month_words(row.through)}  # fmt: skip
    return render(request, "impact/frozen_figure.html", shown)


@post_only
@needs(queries.SEE)
def impact_let_out(request: HttpRequest, number: UUID) -> HttpResponse:
    """Everybody may see what is safe of these figures; asks first."""
    row = _freeze(request, number)
    if "sure" not in request.POST:
        shown = {"row": row, "month": month_words(row.through)}
        return render(request, "impact/let_out.html", shown)
    try:
        freezing.let_out(row=row, by=viewer_of(request).account.pk, now=timezone.now())
    except RefusedError as error:
        return refused("impact_frozen", error, row.pk)
    return back("impact_frozen", "released", row.pk)
