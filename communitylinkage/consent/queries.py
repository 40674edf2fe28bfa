"""What pages read about consent, as frozen values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from communitylinkage.consent.models import ConsentText
from communitylinkage.organisations.models import Programme
from communitylinkage.values import languages


@dataclass(frozen=True, slots=True)
class Text:
    """A text that may be read to her."""

    id: UUID
    language: str
    name: str
    direction: str
    version: int
    body: str
    demo_only: bool
    reviewed_by: str
    reviewed_on: date | None


def _text(row: ConsentText) -> Text:
    return Text(
        row.pk,
        row.language,
        languages.own_name(row.language),
        languages.direction(row.language),
        row.version,
        row.body,
        row.demo_only,
        row.reviewed_by,
        row.reviewed_on,
    )


def every_text() -> list[Text]:
    """All texts, drafts too, for who keeps the site."""
    return [_text(row) for row in ConsentText.objects.all()]


def usable_texts() -> list[Text]:
    """The newest reviewed text of each language; those of the demo only in the demo."""
    rows = ConsentText.objects.filter(reviewed_on__isnull=False)
    if not all(programme.is_demo for programme in Programme.objects.all()):
        rows = rows.filter(demo_only=False)
    newest: dict[str, Text] = {}
    for row in rows:
        newest.setdefault(row.language, _text(row))
    return list(newest.values())
