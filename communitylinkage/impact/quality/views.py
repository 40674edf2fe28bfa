"""What may be wrong in the figures: the list, one of it set aside with a reason, asked again."""

from itertools import groupby
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.impact import choosing, queries, telling
from communitylinkage.impact.common import back, news, programme_or_404
from communitylinkage.impact.quality import actions, wording
from communitylinkage.impact.quality import queries as quality
from communitylinkage.impact.quality.forms import ReasonForm
from communitylinkage.impact.quality.queries import Looked, Seen
from communitylinkage.impact.rules.quality.doubts import Reason
from communitylinkage.impact.rules.quality.missing import shares
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import found, posted


def _told(programme: Programme, found: list[Seen]) -> list[dict[str, object]]:
    """Each doubt with its sentence, its mend, and whom to ask where it is not hers."""
    titles = {one.code: one.words.title for one in queries.indicators(programme)}
    names = quality.organisation_names(found)
    return [
        {
            "one": one, "sentence": wording.sentence(one.doubt, titles),
            "mend": wording.MENDS[one.doubt.check], "check": one.doubt.check,
            "whom": _whom(programme, one, names),
        }
        for one in found
    ]  # fmt: skip


def _whom(programme: Programme, one: Seen, names: dict[UUID, Organisation]) -> list[Organisation]:
    if one.doubt.organisation:
        return [names[one.doubt.organisation]]
    return queries.partners(programme, one.doubt.country) if one.doubt.country else []


def _groups(told: list[dict[str, object]]) -> list[tuple[object, object, list[dict[str, object]]]]:
    return [
        (wording.HEADS[check], wording.WHY[check], list(group))
        for check, group in groupby(told, key=lambda one: one["check"])
    ]


def _shares(looked: Looked) -> list[tuple[object, list[tuple[str, str, str]]]]:
    """How much of what was agreed is written down: by source, in each country."""
    return [
        (wording.WHO[about], [
            (telling.country(place), telling.number(round(100 * share)), telling.number(rows))
            for place, share, rows in shares(gap for _about, gap in group)
        ])
        for about, group in groupby(looked.gaps, key=lambda pair: pair[0])
    ]  # fmt: skip


@needs(queries.WRITE)
def impact_quality(request: HttpRequest) -> HttpResponse:
    """What may be wrong, each with where it is mended."""
    viewer = viewer_of(request)
    programme = choosing.chosen(request, queries.WRITE)
    if programme is None:
        return render(request, "impact/none.html", {})
    looked = quality.look(viewer, programme, timezone.now())
    shown = {
        **news(request), **choosing.frame(request, programme, queries.WRITE),
        "groups": _groups(_told(programme, looked.open)),
        "aside": _told(programme, looked.aside), "shares": _shares(looked),
        "leads": queries.sees_live(viewer, programme),
        "shared": telling.countries(queries.shares_with(programme)),
    }  # fmt: skip
    return render(request, "impact/quality.html", shown)


def _doubt(request: HttpRequest, token: str) -> tuple[Programme, Seen]:
    programme = programme_or_404(request, queries.WRITE)
    one = quality.doubt(viewer_of(request), programme, token[:16], timezone.now())
    return programme, found(one)


@needs(queries.WRITE)
def impact_doubt(request: HttpRequest, token: str) -> HttpResponse:
    """Sets one aside, with a reason."""
    programme, one = _doubt(request, token)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.set_aside(
            programme=programme, doubt=one.doubt, reason=Reason(form.cleaned_data["reason"]),
            by=viewer_of(request).account.pk, now=timezone.now(),
        )  # fmt: skip
        return back("impact_quality", "set_aside", **choosing.named(request, programme))
    told = _told(programme, [one])[0]
    shown = {**choosing.frame(request, programme), "told": told, "form": form,
             "head": wording.HEADS[one.doubt.check],
             "about": wording.WHY[one.doubt.check]}  # fmt: skip
    return render(request, "impact/doubt.html", shown)


@post_only
@needs(queries.WRITE)
def impact_doubt_again(request: HttpRequest, token: str) -> HttpResponse:
    """It asks again."""
    programme, one = _doubt(request, token)
    actions.ask_again(
        programme=programme, doubt=one.doubt, by=viewer_of(request).account.pk, now=timezone.now()
    )
    return back("impact_quality", "asked_again", **choosing.named(request, programme))
