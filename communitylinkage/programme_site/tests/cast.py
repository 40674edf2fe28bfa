"""A programme of the cast's service, and pages of it at each point of their life."""

from datetime import timedelta

from django.utils import timezone

from communitylinkage.organisations.models import Partnership, Programme
from communitylinkage.programme_site import actions
from communitylinkage.programme_site.rules.states import Kind

TITLE, BODY = "Linking services", "First words.\n\n# A heading\n- a point\n- https://example.org/a"


def now():
    """The pages read the clock, so what they show is made beside it."""
    return timezone.now()


def a_programme(organisation, number="p-1", name="The Link", begun=10):
    row = Programme.objects.create(
        name=name, contract_number=number, funder="A fund", lead_organisation=organisation,
        starts=timezone.localdate() - timedelta(days=begun),
        ends=timezone.localdate() + timedelta(days=100), countries=[organisation.country],
    )  # fmt: skip
    Partnership.objects.create(programme=row, organisation=organisation, role="lead")
    return row


def a_page(programme, kind=Kind.ABOUT):
    return actions.page_of(face=actions.face_of(programme=programme), kind=kind)


def written(page, by, title=TITLE, body=BODY, language="en"):
    """A draft in one language."""
    actions.keep_words(
        page=page, language=language, title=title, body=body,
        organisation=page.face.programme.lead_organisation, by=by, now=now(),
    )  # fmt: skip
    return page


def published(programme, by, kind=Kind.ABOUT, **words):
    page = written(a_page(programme, kind), by, **words)
    actions.publish(page=page, by=by, now=now())
    page.refresh_from_db()
    return page
