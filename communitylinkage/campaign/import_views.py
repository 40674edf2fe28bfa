"""A platform's export: taken in by two pages, of which only the second writes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.campaign import importing, queries, wording
from communitylinkage.campaign.common import campaign_of, form_page
from communitylinkage.campaign.models import Channel, Export
from communitylinkage.campaign.reach_forms import ColumnsForm, ExportForm, columns_before
from communitylinkage.campaign.rules import platforms
from communitylinkage.campaign.rules.platforms import Choice, Fault, Read
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.pages import back, found, posted

SHOWN = 50


@needs(queries.KEEP)
def campaign_import(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """Takes the file. Nothing is written of it yet."""
    row = campaign_of(request, reference)
    channel = found(queries.brought_to(row, number))
    form = ExportForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept = importing.keep(
            channel=channel, file=form.cleaned_data["file"], by=viewer_of(request).account.pk,
            now=timezone.now(),
        )  # fmt: skip
        return redirect("campaign_import_look", reference, number, kept.pk)
    return form_page(request, form, row, title=channel.name, button=_("Look at it"),
                     back=reverse("campaign_channel", args=[reference, number]))  # fmt: skip


@needs(queries.KEEP)
def campaign_import_look(
    request: HttpRequest, reference: str, number: UUID, export: UUID
) -> HttpResponse:
    """What the file would bring, and what is wrong with it; only a yes writes."""
    channel = found(queries.brought_to(campaign_of(request, reference), number))
    now, by = timezone.now(), viewer_of(request).account.pk
    row = found(queries.export(channel, export, by, now - importing.KEPT_FOR))
    table = platforms.export_of(bytes(row.content))
    choice = platforms.guess(table)
    form = ColumnsForm(posted(request), export=table, initial=columns_before(choice))
    if request.method == "POST" and form.is_valid():
        choice = form.said()
        if "yes" in request.POST:
            try:
                importing.take_in(export=row, choice=choice, by=by, now=now)
            except importing.NotTakenError:
                pass  # the page below says what is wrong
            else:
                return back("campaign_channel", reference, number, said="imported")
    return render(request, "campaign/export.html", _shown(channel, row, form, choice))


def _shown(channel: Channel, row: Export, form: ColumnsForm, choice: Choice) -> dict[str, object]:
    found = importing.read(row, choice, timezone.now())
    return {
        "campaign": channel.campaign, "channel": channel, "form": form, "name": row.name,
        "figures": found.figures[:SHOWN], "count": len(found.figures), "shown": SHOWN,
        "faults": [_told(one) for one in found.faults[:SHOWN]], "fault_count": len(found.faults),
        "totals": found.totals, "ready": _ready(found) and not form.errors,
    }  # fmt: skip


def _ready(found: Read) -> bool:
    return bool(found.figures) and not found.faults


def _told(fault: Fault) -> dict[str, object]:
    return {"fault": fault, "words": wording.FAULTS[fault.wrong]}
