"""Campaigns, their messages and their calendar, for who is signed in."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.campaign import actions, queries, telling
from communitylinkage.campaign.common import campaign_of, form_page, news, refused
from communitylinkage.campaign.forms import AboutForm, BeginForm, LineForm, MessageForm
from communitylinkage.campaign.models import Campaign, Planned
from communitylinkage.campaign.rules.states import RefusedError
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.lists import as_file, wants_file
from communitylinkage.people.pages import back, found, posted, reader
from communitylinkage.values.languages import OWN_NAMES, own_name


@needs(queries.KEEP)
def campaigns_ours(request: HttpRequest) -> HttpResponse:
    """The campaigns of her programmes."""
    viewer = viewer_of(request)
    shown = {
        "campaigns": queries.campaigns(viewer),
        "programmes": queries.programmes(viewer).exists(),
    }
    return render(request, "campaign/ours.html", shown)


@needs(queries.KEEP)
def campaign_new(request: HttpRequest) -> HttpResponse:
    """Begins a campaign."""
    viewer = viewer_of(request)
    programmes = queries.programmes(viewer)
    form = BeginForm(posted(request), programmes=programmes, initial={"language": reader()})
    if request.method == "POST" and form.is_valid():
        row = actions.begin(
            programme=form.cleaned_data["programme"], organisation=queries.home_of(viewer),
            about=form.said(), by=viewer.account.pk, now=timezone.now(),
        )  # fmt: skip
        return back("campaign_work", row.reference, said="begun")
    about = "" if programmes.exists() else _(
        "Your organisation takes part in no programme yet. Who keeps the site can add it."
    )  # fmt: skip
    return form_page(request, form, None, title=_("A new campaign"), button=_("Begin it"),
                     back=reverse("campaigns_ours"), about=about)  # fmt: skip


@needs(queries.KEEP)
def campaign_work(request: HttpRequest, reference: str) -> HttpResponse:
    """All of a campaign: what it says, its materials, calendar, addresses and reach."""
    row = campaign_of(request, reference)
    shown = {
        **news(request),
        "campaign": row,
        "messages": [(telling.GROUP[one.group], one, own_name(one.language))
                     for one in row.messages.all()],
        "materials": queries.materials(row),
        "calendar": queries.calendar(row).filter(out_on=None)[:5],
        "addresses": queries.addresses(row).count(),
        "public": queries.public_campaign(reference) is not None,
        "totals": _totals(row),
    }  # fmt: skip
    return render(request, "campaign/work.html", shown)


def _totals(row: Campaign) -> list[tuple[str, object]]:
    return [(str(telling.SIDE[one.side.value]), one) for one in queries.reach_in(row).totals]


@needs(queries.KEEP)
def campaign_edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Its name and its days."""
    row = campaign_of(request, reference)
    before = {name: getattr(row, name) for name in actions.About.__slots__}
    form = AboutForm(posted(request), initial=before)
    if request.method == "POST" and form.is_valid():
        actions.keep(campaign=row, about=form.said(), by=viewer_of(request).account.pk,
                     now=timezone.now())  # fmt: skip
        return back("campaign_work", reference, said="kept")
    return form_page(request, form, row, title=_("Name and days"), button=_("Keep it"),
                     back=reverse("campaign_work", args=[reference]))  # fmt: skip


@needs(queries.KEEP)
def campaign_message(request: HttpRequest, reference: str) -> HttpResponse:
    """What is said to a group in a language: new, or the one that is named in the address."""
    row = campaign_of(request, reference)
    group, language = request.GET.get("group", ""), request.GET.get("language", "")
    known = group in telling.GROUP and language in OWN_NAMES
    kept = row.messages.filter(group=group, language=language).first() if known else None
    before = {"group": group, "language": language or reader()}
    if kept:
        before |= {name: getattr(kept, name) for name in actions.Words.__slots__}
    form = MessageForm(posted(request), initial=before)
    if request.method == "POST" and form.is_valid():
        actions.keep_message(
            campaign=row, group=form.cleaned_data["group"], language=form.cleaned_data["language"],
            words=form.said(), by=viewer_of(request).account.pk, now=timezone.now(),
        )  # fmt: skip
        return back("campaign_work", reference, said="kept")
    about = _("A poster or a leaflet begins with these words. What is approved already stays as it "
              "is.")  # fmt: skip
    return form_page(request, form, row, title=_("What we say"), button=_("Keep it"), about=about,
                     back=reverse("campaign_work", args=[reference]))  # fmt: skip


@needs(queries.KEEP)
def campaign_calendar(request: HttpRequest, reference: str) -> HttpResponse:
    """What goes out when and where."""
    row = campaign_of(request, reference)
    rows = queries.calendar(row)
    if wants_file(request):
        return _calendar_file(list(rows))
    viewer = viewer_of(request)
    home = queries.home_of(viewer)
    before = {"language": reader(), "organisation": home, "country": home.country}
    form = LineForm(posted(request), campaign=row, partners=queries.partners(row), initial=before)
    if request.method == "POST" and form.is_valid():
        actions.plan(campaign=row, line=form.said(), by=viewer.account.pk, now=timezone.now())
        return back("campaign_calendar", reference, said="kept")
    shown = {**news(request), "campaign": row, "form": form, "lines": [_line(one) for one in rows],
             "today": timezone.localdate()}  # fmt: skip
    return render(request, "campaign/calendar.html", shown)


def _line(one: Planned) -> dict[str, object]:
    return {
        "row": one,
        "country": telling.country(one.country),
        "language": own_name(one.language),
    }


def _calendar_file(rows: list[Planned]) -> HttpResponse:
    head = [_("Day"), _("Where"), _("What goes out"), _("Country"), _("Language"), _("Who does it"),
            _("Went out on")]  # fmt: skip
    lines = [
        (one.day, one.get_channel_display(), one.what, one.country, one.language,
         one.organisation.name, one.out_on)
        for one in rows
    ]  # fmt: skip
    return as_file("calendar", head, lines)


@post_only
@needs(queries.KEEP)
def campaign_planned_act(
    request: HttpRequest, reference: str, number: UUID, act: str
) -> HttpResponse:
    """It went out, or it is taken out of the calendar."""
    row = campaign_of(request, reference)
    planned = found(queries.planned(row, number))
    by, now = viewer_of(request).account.pk, timezone.now()
    try:
        if act == "out":
            actions.went_out(planned=planned, day=timezone.localdate(now), by=by, now=now)
        elif act == "drop":
            actions.drop_planned(planned=planned, by=by, now=now)
        else:
            raise Http404
    except RefusedError as error:
        return refused("campaign_calendar", reference, error=error)
    return back("campaign_calendar", reference, said="done" if act == "out" else "gone")
