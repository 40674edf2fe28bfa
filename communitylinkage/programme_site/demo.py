"""Loads the made-up pages of the demo's programme; a real programme has none."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from communitylinkage.organisations.models import Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT
from communitylinkage.programme_site import actions
from communitylinkage.programme_site.made_up import AUTHORITY, DRAFT, FUNDING, NEWS, PAGES
from communitylinkage.programme_site.models import Face, Page
from communitylinkage.programme_site.rules.states import Kind

NOBODY = UUID(int=0)


@transaction.atomic
def load(now: datetime) -> int:
    """Adds them once, where the demo's programme is; returns how many pages were added."""
    row = Programme.objects.filter(contract_number=DEMO_CONTRACT).first()
    if row is None or Face.objects.exists():
        return 0
    face = actions.face_of(programme=row)
    home = row.lead_organisation
    actions.keep_funding(face=face, funding=FUNDING, authority=AUTHORITY, organisation=home,
                         by=NOBODY, now=now)  # fmt: skip
    for kind, words in PAGES:
        page = actions.page_of(face=face, kind=Kind(kind))
        _published(page, words, row, now - timedelta(days=120))
    for days, words in NEWS:
        page = actions.page_of(face=face, kind=Kind.NEWS)
        _published(page, words, row, now - timedelta(days=days))
    title, body = DRAFT
    actions.keep_words(
        page=actions.page_of(face=face, kind=Kind.NEWS), language="en", title=title, body=body,
        organisation=home, by=NOBODY, now=now,
    )  # fmt: skip
    return len(PAGES) + len(NEWS) + 1


def _published(
    page: Page, words: Mapping[str, tuple[str, str]], row: Programme, then: datetime
) -> None:
    for language, (title, body) in words.items():
        actions.keep_words(
            page=page, language=language, title=title, body=body,
            organisation=row.lead_organisation, by=NOBODY, now=then,
        )  # fmt: skip
    actions.publish(page=page, by=NOBODY, now=then)
