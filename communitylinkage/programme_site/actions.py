"""Writing a programme's pages: a draft, published, gone back to an earlier one, taken down."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.programme_site.models import Face, Page, Text, Version
from communitylinkage.programme_site.rules import states
from communitylinkage.programme_site.rules.states import (
    ONCE_PUBLIC,
    Act,
    Kind,
    RefusedError,
    State,
    Why,
)


def _journal(row: Version, act: str, by: UUID, now: datetime) -> None:
    record(
        organisation_id=row.organisation_id, act=f"programme_site.{act}", by=by,
        reference=str(row.pk), now=now,
    )  # fmt: skip


def _locked(page: Page) -> Page:
    return Page.objects.select_for_update().get(pk=page.pk)


@transaction.atomic
def face_of(*, programme: Programme) -> Face:
    """How a programme stands in public; made with its first page, at an address from its name."""
    found = Face.objects.filter(programme=programme).first()
    if found:
        return found
    base = slugify(programme.name)[:50] or "programme"
    taken = set(Face.objects.values_list("slug", flat=True))
    slug = next(one for n in range(len(taken) + 1) if (one := _numbered(base, n)) not in taken)
    return Face.objects.create(programme=programme, slug=slug)


def _numbered(base: str, number: int) -> str:
    return f"{base}-{number + 1}" if number else base


@transaction.atomic
def keep_funding(
    *, face: Face, funding: str, authority: str, organisation: Organisation, by: UUID,
    now: datetime,
) -> Face:  # fmt: skip
    """Who pays: which sentence and which disclaimer stand on each page.

    Args:
        authority: who granted it, as the disclaimer names them; empty: it says no name.
    """
    row = Face.objects.select_for_update().get(pk=face.pk)
    row.funding, row.authority = funding, authority.strip()
    row.save()
    record(
        organisation_id=organisation.pk, act="programme_site.funding", by=by,
        reference=str(row.programme_id), now=now,
    )  # fmt: skip
    return row


@transaction.atomic
def page_of(*, face: Face, kind: Kind) -> Page:
    """The page of a kind; news has a new one each time."""
    if kind is not Kind.NEWS:
        return Page.objects.get_or_create(face=face, kind=kind.value, number=0)[0]
    # The face first: two who begin a piece of news at once get two numbers.
    Face.objects.select_for_update().get(pk=face.pk)
    last = face.pages.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0
    return Page.objects.create(face=face, kind=kind.value, number=last + 1)


@transaction.atomic
def keep_words(
    *, page: Page, language: str, title: str, body: str, organisation: Organisation, by: UUID,
    now: datetime,
) -> Text:  # fmt: skip
    """The draft's text in one language; where there is no draft, one begins as a copy of what is
    published, so that the other languages stay."""
    row = _draft(_locked(page), organisation, now)
    text, _new = Text.objects.update_or_create(
        version=row, language=language, defaults={"title": title.strip(), "body": body.strip()}
    )
    _journal(row, "words", by, now)
    return text


def _draft(page: Page, organisation: Organisation, now: datetime) -> Version:
    before = page.versions.filter(state=State.DRAFT).first()
    if before:
        return before
    row = _next(page, organisation, now)
    source = page.versions.filter(state__in=ONCE_PUBLIC).exclude(pk=row.pk).first()
    if source:
        _copy(source, row)
    return row


def _next(page: Page, organisation: Organisation, now: datetime) -> Version:
    last = page.versions.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(
        page=page, number=last + 1, organisation=organisation, made_at=now
    )  # fmt: skip


def _copy(source: Version, to: Version) -> None:
    Text.objects.bulk_create(
        [
            Text(version=to, language=one.language, title=one.title, body=one.body)
            for one in source.texts.all()
        ]
    )


@transaction.atomic
def drop_draft(*, page: Page, by: UUID, now: datetime) -> None:
    """Lets the draft go; what is published stays.

    Raises:
        RefusedError: there is none.
    """
    row = _locked(page).versions.filter(state=State.DRAFT).first()
    if row is None:
        raise RefusedError(Why.NOT_NOW)
    _journal(row, "dropped", by, now)
    row.delete()


@transaction.atomic
def publish(*, page: Page, by: UUID, now: datetime) -> Version:
    """Publishes the draft in the place of what was published.

    Raises:
        RefusedError: there is no draft, or no text in it.
    """
    locked = _locked(page)
    row = locked.versions.filter(state=State.DRAFT).first()
    if row is None:
        raise RefusedError(Why.NOT_NOW)
    if not row.texts.exclude(title="").exclude(body="").exists():
        raise RefusedError(Why.NO_TEXT)
    _publish(locked, row, now)
    _journal(row, Act.PUBLISH.value, by, now)
    return row


def _publish(page: Page, row: Version, now: datetime) -> None:
    for before in page.versions.filter(state=State.PUBLISHED):
        before.state = states.after(Act.REPLACE, before.state)
        before.save()
    row.state, row.published_at = states.after(Act.PUBLISH, row.state), now
    row.save()
    if page.since is None:
        page.since = now
        page.save()


@transaction.atomic
def go_back(
    *, page: Page, number: int, organisation: Organisation, by: UUID, now: datetime
) -> Version:
    """Publishes an earlier version again, as a new one; a draft that waits stays a draft.

    Raises:
        RefusedError: there is no such version, or it is what everybody reads now.
    """
    locked = _locked(page)
    source = locked.versions.filter(number=number, state__in=ONCE_PUBLIC).first()
    if source is None:
        raise RefusedError(Why.NOT_NOW)
    if source.state == State.PUBLISHED:
        raise RefusedError(Why.SAME)
    for before in locked.versions.filter(state=State.PUBLISHED):
        before.state = states.after(Act.REPLACE, before.state)
        before.save()
    number = _make_room(locked)
    row = Version.objects.create(
        page=locked, number=number, organisation=organisation, made_at=now, published_at=now,
        copy_of=source.number, state=states.after(Act.PUBLISH, State.DRAFT),
    )  # fmt: skip
    _copy(source, row)
    _journal(row, "back", by, now)
    return row


def _make_room(page: Page) -> int:
    """The number for a version that is published past a draft, which stays the newest."""
    last = page.versions.aggregate(last=Max("number"))["last"] or 0
    if page.versions.filter(state=State.DRAFT).update(number=last + 1):
        return last
    return last + 1


@transaction.atomic
def take_down(*, page: Page, by: UUID, now: datetime) -> Version:
    """Nobody outside reads it any more; it can be gone back to.

    Raises:
        RefusedError: it is not published.
    """
    row = _locked(page).versions.filter(state=State.PUBLISHED).first()
    if row is None:
        raise RefusedError(Why.NOT_NOW)
    row.state = states.after(Act.TAKE_DOWN, row.state)
    row.save()
    _journal(row, Act.TAKE_DOWN.value, by, now)
    return row
