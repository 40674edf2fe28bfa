"""Fetching through the viewer, and going back to the procedure's page."""

import re
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communitylinkage.people import pages
from communitylinkage.people.access import viewer_of
from communitylinkage.people.pages import found
from communitylinkage.procedures import queries, telling, wording
from communitylinkage.procedures.finding_words import name_of
from communitylinkage.procedures.graph.values import Procedure, spoken_in
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.rules import State, Why
from communitylinkage.procedures.step_forms import steps_of
from communitylinkage.values.languages import own_name

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
SAID = {
    "begun": _("The draft is there. Now make it your own."),
    "kept": _("It is kept."),
    "mended": _("It is mended."),
    "said": _("Thank you. The others can read it now."),
    "done": _("It is done."),
    "brought": _("The procedure is in, as a draft."),
}


def seen(request: HttpRequest, number: UUID, version: int = 0) -> Version:
    """A version that she may read, or no such page."""
    return found(queries.version(viewer_of(request), number, version))


def kept(request: HttpRequest, number: UUID, version: int = 0) -> Version:
    """A version of one that her organisation keeps, the newest unless said, or no such page."""
    return found(queries.version(viewer_of(request), number, version, queries.KEEP))


def kept_of_page(request: HttpRequest, number: UUID) -> Version:
    """The version on whose page the button stood: beside what is in force there may be a draft."""
    version = request.POST.get("version", "")
    if not _NUMBER.fullmatch(version):
        raise Http404
    return kept(request, number, int(version))


def draft(request: HttpRequest, number: UUID) -> Version:
    """The same, where it is a draft."""
    row = kept(request, number)
    if row.state != State.DRAFT:
        raise Http404
    return row


def language() -> str:
    """The language of the page."""
    return get_language() or "en"


def writes_in(request: HttpRequest, value: Procedure) -> dict[str, object]:
    """In which language she writes, that of the page unless the address says another; and the
    others in which she can: those of the procedure, and those in which it has words.
    """
    every = dict.fromkeys([language(), *value.languages, *spoken_in(value)])
    chosen = request.GET.get("words", language())
    if chosen not in every:
        raise Http404
    return {"chosen": chosen, "writes": [(one, own_name(one)) for one in every]}


def back(number: UUID, said: str, page: str = "procedure") -> HttpResponse:
    """Goes to a page of the procedure, which says what was done."""
    return pages.back(page, number, said=said)


def back_to(row: Version, said: str, page: str = "procedure_version") -> HttpResponse:
    """The same for a page of that version."""
    return pages.back(page, row.procedure_id, row.number, said=said)


def refused(number: UUID, why: Why, page: str = "procedure") -> HttpResponse:
    """Goes to a page of the procedure, which says why it was not done."""
    return pages.refused(page, number, why=why)


def refused_at(row: Version, why: Why, page: str = "procedure_version") -> HttpResponse:
    """The same for a page of that version."""
    return pages.refused(page, row.procedure_id, row.number, why=why)


def text_shown(row: Version) -> dict[str, object]:
    """A version as its page, the wall and the page for signing show it."""
    value, named = row.value, queries.names(row)
    return {
        "row": row,
        "steps": telling.told(value, language()),
        "picture": telling.picture(value, language()),
        "terms": telling.terms(telling.agreement(value, language(), named)),
        "named": named,
        "notes": telling.notes(value, language()),
    }


def news(request: HttpRequest) -> dict[str, object]:
    """What the page has to say about what was done or refused."""
    return pages.news(request, SAID, wording.REFUSED)


def step_choices(procedure: Procedure) -> list[tuple[str, str]]:
    """Steps for a form, by number and words."""
    names = {one.code: name_of(procedure, one.code, language()) for one in procedure.steps}
    return steps_of(procedure, names)
