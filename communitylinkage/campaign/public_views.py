"""What anybody opens: a short address, a campaign's approved materials, its papers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.campaign import addresses, paper, queries, targets, telling, wording
from communitylinkage.campaign.models import ShortAddress, Text, Version
from communitylinkage.campaign.rules.visits import counts
from communitylinkage.people.pages import found, page_language, reader
from communitylinkage.values.languages import direction, own_name

# In a link: with bleed and crop marks. Any other word is for one's own printer.
SHOP = "shop"


def go(request: HttpRequest, code: str) -> HttpResponse:
    """A short address: counted, then its page in the language of the paper.

    What the browser says of itself is looked at here to leave out robots, and is kept nowhere.
    """
    row = queries.address_named(code)
    if row is None:
        return redirect("go_page", code)  # a page of the site, that says so
    said = {name.lower(): value for name, value in request.headers.items()}
    if counts(request.method or "", said):
        addresses.count(address=row, day=timezone.localdate())
    with translation.override(page_language(row.language)):
        return redirect(reverse("go_page", args=[row.code]))


def go_page(request: HttpRequest, code: str) -> HttpResponse:
    """Where it leads, in the words of the paper; also years after the campaign."""
    row = queries.address_named(code)
    if row is None:
        raise Http404
    text = queries.approved_text(row)
    shown = {
        "text": text,
        "direction_of": direction(text.language) if text else "",
        "leads": targets.leads_to(row, reader()),
    }
    return render(request, "campaign/go.html", shown)


def campaigns(request: HttpRequest) -> HttpResponse:
    """The campaigns of which something may be taken."""
    return render(request, "campaign/campaigns.html", {"campaigns": queries.public_campaigns()})


def campaign(request: HttpRequest, reference: str) -> HttpResponse:
    """A campaign: what is approved, in the reader's language, and its papers."""
    row = found(queries.public_campaign(reference))
    shown = {"campaign": row, "materials": [_told(one) for one in queries.approved(row)]}
    return render(request, "campaign/campaign.html", shown)


def _told(version: Version) -> dict[str, object]:
    texts = list(version.texts.all())
    text = telling.best(texts)
    spoken = {one.language for one in texts}
    papers = [
        {"row": one, "country": telling.country(one.country), "language": own_name(one.language)}
        for one in version.material.addresses.all()
        if one.language in spoken
    ]
    return {
        "version": version,
        "text": text,
        "direction": direction(text.language) if text else "",
        "foreign": bool(text and text.language != reader()),
        "languages": telling.named(sorted(spoken)),
        "papers": papers,
        "sizes": wording.PAPERS.get(version.material.kind, ()),
    }


def campaign_paper(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """An approved poster or leaflet of a country and a language, ready to print."""
    row = found(queries.public_campaign(reference))
    address = found(queries.address(row, code))
    text = found(queries.approved_text(address))
    return as_pdf(request, text, address)


def paper_of(request: HttpRequest, kind: str) -> str:
    """The size that is asked for, of those that this kind has."""
    sizes = wording.PAPERS.get(kind, ())
    if not sizes:
        raise Http404
    asked = request.GET.get("paper", "")
    return asked if asked in sizes else sizes[0]


def as_pdf(request: HttpRequest, text: Text, address: ShortAddress) -> HttpResponse:
    """The paper as a file with a neutral name: it stays on a disk."""
    size = paper_of(request, text.version.material.kind)
    shop = request.GET.get("for") == SHOP
    made = f"{text.version.material.kind}-{address.country}-{text.language}-{size}"
    name = f"{made}-{SHOP}.pdf" if shop else f"{made}.pdf"
    named = {"Content-Disposition": f'inline; filename="{name}"'}
    content = paper.pdf(text, address, size, shop=shop)
    return HttpResponse(content, content_type="application/pdf", headers=named)
