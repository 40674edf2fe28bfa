"""Writing and reviewing the texts that are read to her."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from communitylinkage.consent.models import ConsentText


@transaction.atomic
def write(*, language: str, body: str, demo_only: bool = False) -> ConsentText:
    """A new version in a language; a draft until somebody reviews it."""
    last = ConsentText.objects.filter(language=language).aggregate(last=Max("version"))["last"]
    return ConsentText.objects.create(
        language=language, version=(last or 0) + 1, body=body, demo_only=demo_only
    )


def review(*, text: ConsentText, name: str, on: date) -> bool:
    """Says that a named person has read the text and stands for it; once, never changed."""
    return bool(
        ConsentText.objects.filter(pk=text.pk, reviewed_on=None).update(
            reviewed_by=name, reviewed_on=on
        )
    )
