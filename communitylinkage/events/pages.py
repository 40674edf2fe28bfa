"""What the pages of events share: fetching through the viewer, what was done, why not."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from communitylinkage.events import queries, telling, wording
from communitylinkage.events.models import Event, Material
from communitylinkage.events.rules.codes import RefusedError, Why
from communitylinkage.people import pages
from communitylinkage.people.access import viewer_of
from communitylinkage.people.pages import found
from communitylinkage.people.roles import Permission

INVITED = "invited"


def given(row: Material) -> HttpResponse:
    """A link is followed; a file is kept, never shown in the page: we did not write it."""
    if row.link:
        return redirect(row.link)
    named = {"Content-Disposition": f'attachment; filename="material{row.ending}"'}
    return HttpResponse(bytes(row.content or b""), content_type=row.media, headers=named)


def own(request: HttpRequest, reference: str, permission: Permission = queries.KEEP) -> Event:
    """An event of one of her organisations', or no such page."""
    return found(queries.own(viewer_of(request), reference, permission))


def back(page: str, said: str, *arguments: object) -> HttpResponse:
    """Goes to a page, which says what was done."""
    return pages.back(page, *arguments, said=said)


def refused(page: str, error: RefusedError, *arguments: object) -> HttpResponse:
    """Goes to a page, which says why it was not done."""
    return pages.refused(page, *arguments, why=error.why)


def why(error: RefusedError) -> str:
    """The sentence of a refusal."""
    return str(wording.REFUSED[error.why]) % {"n": error.n}


def news(request: HttpRequest) -> dict[str, object]:
    """What the page has to say about what was done or refused."""
    # That there are too few places says how many, so it stands beside its field.
    told = {code: words for code, words in wording.REFUSED.items() if code != Why.TOO_FEW}
    n = request.GET.get("n", "")
    sent = int(n) if n.isascii() and n.isdecimal() and len(n) < 4 else 0
    return pages.news(request, {**wording.SAID, INVITED: wording.invited(sent)}, told)


def there(row: Event) -> timezone.override:
    """While a page is written: the clock of the place, whatever the reader's own is."""
    return timezone.override(ZoneInfo(row.zone))


def of(row: Event) -> dict[str, object]:
    """An event and its words, for a template."""
    return {"event": row, "told": telling.words(row)}
