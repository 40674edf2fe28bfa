"""Reach, line by line; channels, figures with their evidence, overlaps."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from communitylinkage.campaign import (
    counting,
    figures,
    picture,
    queries,
    reckoning,
    telling,
    wording,
)
from communitylinkage.campaign.common import campaign_of, form_page, news
from communitylinkage.campaign.models import Campaign, Channel
from communitylinkage.campaign.reach_forms import (
    ChannelForm,
    FigureForm,
    OverlapForm,
    PeriodForm,
    channel_before,
)
from communitylinkage.campaign.reckoning import Reach, Total
from communitylinkage.campaign.rules.states import RefusedError
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.lists import as_file, wants_file
from communitylinkage.people.pages import back, found, posted

HOW = dict(wording.HOW)


@needs(queries.KEEP)
def campaign_reach(request: HttpRequest, reference: str) -> HttpResponse:
    """How many people were reached, and why: each line adds up to the range."""
    row = campaign_of(request, reference)
    form = PeriodForm(request.GET if {"first", "last"} & set(request.GET) else None)
    reach = queries.reach_in(row, form.period())
    if wants_file(request):
        return _file(reach)
    asked = request.GET.copy()
    asked.pop("as", None)
    shown = {
        **news(request), "campaign": row, "form": form, "asked": asked.urlencode(),
        "totals": [_told(one) for one in reach.totals],
        "channels": queries.channels(row), "how": HOW,
    }  # fmt: skip
    return render(request, "campaign/reach.html", shown)


def _told(total: Total) -> dict[str, object]:
    return {
        "words": telling.SIDE[total.side.value],
        "total": total,
        "lines": [(one, HOW.get(one.how, "")) for one in total.lines],
        "picture": picture.drawing(total, _("Everybody together"), get_language_bidi()),
    }


def _file(reach: Reach) -> HttpResponse:
    head = [_("Whom it reaches"), _("Line"), _("Where the number comes from"), _("Adds at least"),
            _("Adds at most"), _("Why")]  # fmt: skip
    lines: list[tuple[object, ...]] = []
    for total in reach.totals:
        words = telling.SIDE[total.side.value]
        lines += [
            (words, " + ".join(one.names), HOW.get(one.how, ""), one.least, one.most,
             " ".join(one.reasons))
            for one in total.lines
        ]  # fmt: skip
        lines.append((words, _("Everybody together"), "", total.lowest, total.highest, ""))
        lines.append((words, _("Of these certain"), "", total.certain, "", ""))
    return as_file("reach", head, lines)


@needs(queries.KEEP)
def campaign_channel_new(request: HttpRequest, reference: str) -> HttpResponse:
    """A further way to reach people."""
    row = campaign_of(request, reference)
    return _channel(request, row, None, reverse("campaign_reach", args=[reference]))


@needs(queries.KEEP)
def campaign_channel_edit(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """How the numbers of a channel are read."""
    row = campaign_of(request, reference)
    channel = found(queries.channel(row, number))
    return _channel(request, row, channel, reverse("campaign_channel", args=[reference, number]))


def _channel(
    request: HttpRequest, row: Campaign, channel: Channel | None, before: str
) -> HttpResponse:
    form = ChannelForm(posted(request), initial=channel_before(channel) if channel else None)
    if request.method == "POST" and form.is_valid():
        kept = figures.keep_channel(
            campaign=row, channel=channel, about=form.said(), by=viewer_of(request).account.pk,
            now=timezone.now(),
        )  # fmt: skip
        return back("campaign_channel", row.reference, kept.pk, said="kept")
    title = channel.name if channel else _("A new channel")
    return form_page(request, form, row, title=title, button=_("Keep it"), back=before)


@needs(queries.KEEP)
def campaign_channel(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """A channel: its figures with what proves them, and what is said of its overlaps."""
    row = campaign_of(request, reference)
    channel = found(queries.channel(row, number))
    shown = {
        **news(request), "campaign": row, "channel": channel,
        "side": telling.SIDE[channel.side], "country": telling.country(channel.country),
        "figures": channel.figures.all(), "overlaps": queries.overlaps(channel),
        "others": bool(queries.neighbours(channel)), "visits": channel.kind == "visits",
        "doors": channel.kind == "doors", "times": reckoning.measure(channel).times,
        "opened": sum(one.number for one in counting.figures_of(channel, reckoning.ALWAYS)),
    }  # fmt: skip
    return render(request, "campaign/channel.html", shown)


@needs(queries.KEEP)
def campaign_figure_new(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """A number of some days, with the file that proves it."""
    row = campaign_of(request, reference)
    channel = found(queries.brought_to(row, number))
    form = FigureForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        figures.add_figures(
            channel=channel, figures=[form.said()], file=form.cleaned_data["file"],
            by=viewer_of(request).account.pk, now=timezone.now(),
        )  # fmt: skip
        return back("campaign_channel", reference, number, said="kept")
    return form_page(request, form, row, title=channel.name, button=_("Keep it"),
                     about=_("Only what this channel alone reached. The sum is made by itself."),
                     back=reverse("campaign_channel", args=[reference, number]))  # fmt: skip


@post_only
@needs(queries.KEEP)
def campaign_figure_drop(
    request: HttpRequest, reference: str, number: UUID, figure: UUID
) -> HttpResponse:
    """Takes a wrong figure away."""
    channel = found(queries.channel(campaign_of(request, reference), number))
    figures.drop_figure(
        figure=found(queries.figure(channel, figure)), by=viewer_of(request).account.pk,
        now=timezone.now(),
    )  # fmt: skip
    return back("campaign_channel", reference, number, said="gone")


@needs(queries.KEEP)
def campaign_evidence(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """The file that proves figures, to keep; never shown in the page: we did not write it."""
    proof = found(queries.evidence(campaign_of(request, reference), number))
    ending = proof.name.rpartition(".")[2]
    named = {"Content-Disposition": f'attachment; filename="evidence.{ending}"'}
    return HttpResponse(bytes(proof.content), content_type=proof.media, headers=named)


@needs(queries.KEEP)
def campaign_overlap_new(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """What is known of who is in this channel and in others too."""
    row = campaign_of(request, reference)
    channel = found(queries.channel(row, number))
    form = OverlapForm(posted(request), channel=channel, others=queries.neighbours(channel))
    if request.method == "POST" and form.is_valid():
        try:
            figures.say_overlap(
                channel=channel, others=form.chosen(), said=form.said(),
                by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            form.add_error("others", wording.REFUSED[error.why])
        else:
            return back("campaign_channel", reference, number, said="kept")
    about = _("Where nothing is said, the smaller channel may lie wholly in the larger. Say only "
              "what you can explain.")  # fmt: skip
    return form_page(request, form, row, title=_("Who is in both?"), button=_("Keep it"),
                     about=about,
                     back=reverse("campaign_channel", args=[reference, number]))  # fmt: skip


@post_only
@needs(queries.KEEP)
def campaign_overlap_drop(
    request: HttpRequest, reference: str, number: UUID, overlap: UUID
) -> HttpResponse:
    """Takes back what was said."""
    channel = found(queries.channel(campaign_of(request, reference), number))
    row = found(queries.overlap(channel, overlap))
    figures.drop_overlap(overlap=row, by=viewer_of(request).account.pk, now=timezone.now())
    return back("campaign_channel", reference, number, said="gone")
