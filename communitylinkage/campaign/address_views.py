"""Short addresses: made, counted by the day, ended."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from communitylinkage.campaign import addresses, picture, queries, targets, telling
from communitylinkage.campaign.common import campaign_of, news, refused
from communitylinkage.campaign.forms import AddressForm
from communitylinkage.campaign.models import ShortAddress, Visits
from communitylinkage.campaign.rules.states import RefusedError
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.lists import as_file, wants_file
from communitylinkage.people.pages import back, found, posted, reader
from communitylinkage.values.languages import own_name


@needs(queries.KEEP)
def campaign_addresses(request: HttpRequest, reference: str) -> HttpResponse:
    """The short addresses of a campaign, and a form for one more."""
    row = campaign_of(request, reference)
    if wants_file(request):
        return _file(queries.all_visits(row))
    country = queries.home_of(viewer_of(request)).country
    before = {"target": "/find/", "language": reader(), "country": country}
    form = AddressForm(posted(request), campaign=row, initial=before)
    if request.method == "POST" and form.is_valid():
        made = addresses.make(
            campaign=row, wanted=form.said(), by=viewer_of(request).account.pk, now=timezone.now()
        )
        return back("campaign_address", reference, made.code, said="made")
    shown = {**news(request), "campaign": row, "form": form,
             "addresses": [_told(one) for one in queries.addresses(row)]}  # fmt: skip
    return render(request, "campaign/addresses.html", shown)


def _told(row: ShortAddress) -> dict[str, object]:
    return {
        "row": row,
        "opened": getattr(row, "opened", None) or 0,
        "country": telling.country(row.country),
        "language": own_name(row.language),
        "printed": targets.printed(row),
    }


@needs(queries.KEEP)
def campaign_address(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """One short address: its code as a picture, and how often it was opened on each day."""
    row = campaign_of(request, reference)
    address = found(queries.address(row, code))
    visits = queries.visits(address)
    if wants_file(request):
        return _file(visits)
    shown = {
        **news(request), **_told(address), "campaign": row, "visits": visits[:90],
        "picture": picture.days(visits[:30], get_language_bidi()),
        "leads": targets.leads_to(address, reader()),
    }  # fmt: skip
    return render(request, "campaign/address.html", shown)


def _file(visits: list[Visits]) -> HttpResponse:
    head = [_("Address"), _("Day"), _("Language"), _("Opened")]
    lines = [(one.address.code, one.day, one.language, one.number) for one in visits]
    return as_file("visits", head, lines)


@needs(queries.KEEP)
def campaign_address_code(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Its code as a picture, for papers that are made elsewhere."""
    address = found(queries.address(campaign_of(request, reference), code))
    named = {"Content-Disposition": f'inline; filename="{address.code}.svg"'}
    return HttpResponse(picture.code_of(targets.printed(address)), content_type="image/svg+xml",
                        headers=named)  # fmt: skip


@post_only
@needs(queries.KEEP)
def campaign_address_end(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """It counts no more."""
    address = found(queries.address(campaign_of(request, reference), code))
    try:
        addresses.end(address=address, by=viewer_of(request).account.pk, now=timezone.now())
    except RefusedError as error:
        return refused("campaign_address", reference, code, error=error)
    return back("campaign_address", reference, code, said="done")
