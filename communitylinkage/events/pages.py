"""What the pages of events share: fetching through the viewer, what was done, why not."""

from typing import TypeVar

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from communitylinkage.events import queries, telling, wording
from communitylinkage.events.models import Event
from communitylinkage.events.rules.codes import RefusedError, Why
from communitylinkage.people.access import viewer_of
from communitylinkage.people.roles import Permission

Row = TypeVar("Row", bound=Model)


def found(row: Row | None) -> Row:
    """The row, or no such page."""
    if row is None:
        raise Http404
    return row


def own(request: HttpRequest, reference: str, permission: Permission = queries.KEEP) -> Event:
    """An event of one of her organisations', or no such page."""
    return found(queries.own(viewer_of(request), reference, permission))


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also a form that was sent with nothing in it."""
    return request.POST if request.method == "POST" else None


def back(page: str, said: str, *arguments: object) -> HttpResponse:
    """Goes to a page, which says what was done."""
    return redirect(f"{reverse(page, args=arguments)}?said={said}")


def refused(page: str, error: RefusedError, *arguments: object) -> HttpResponse:
    """Goes to a page, which says why it was not done."""
    return redirect(f"{reverse(page, args=arguments)}?why={error.why.value}")


def why(error: RefusedError) -> str:
    """The sentence of a refusal."""
    return str(wording.REFUSED[error.why]) % {"n": error.n}


def news(request: HttpRequest) -> dict[str, object]:
    """What the page has to say about what was done or refused."""
    reason = request.GET.get("why", "")
    known = reason in set(Why) - {Why.TOO_FEW}
    return {
        "said": wording.SAID.get(request.GET.get("said", ""), ""),
        "why": wording.REFUSED[Why(reason)] if known else "",
    }


def of(row: Event) -> dict[str, object]:
    """An event and its words, for a template."""
    return {"event": row, "told": telling.words(row)}
