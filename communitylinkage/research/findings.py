"""Findings: written, quoted from, checked by those concerned, published, and what came of them."""

import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from communitylinkage.research import sealing
from communitylinkage.research.journalling import note
from communitylinkage.research.models import (
    Answer,
    Cycle,
    Evidence,
    Finding,
    FindingText,
    Picture,
    Quote,
)
from communitylinkage.research.rules import uses
from communitylinkage.research.rules.checking import Said, mark_of
from communitylinkage.research.rules.papers import Paper
from communitylinkage.surveys.answering import pictures

# Points on the longer side: enough for a page, little enough for a telephone.
SIDE = 960
PNG = b"\x89PNG"


class AnsweredAlready(ValueError):  # noqa: N818 -- reads as a sentence where it is raised
    """Those concerned answered these words, so other words would take their answers along."""


class OtherWords(ValueError):  # noqa: N818 -- as above
    """The finding does not say any more what she answered."""


@transaction.atomic
def write(
    *, cycle: Cycle, finding: Finding | None, theme: str, language: str, text: str, did: str,
    changed: str, by: UUID, now: datetime,
) -> Finding:  # fmt: skip
    """A finding in one language, and what was done and what changed since.

    Written anew, a draft is looked at again by this; a published one waits to be published anew.

    Raises:
        AnsweredAlready: the words would change under answers that were given to them. A further
            language, and what was done since, can still be written.
    """
    row = _to_write(finding, language, text) if finding else Finding(cycle=cycle)
    row.theme = theme
    row.look_again = row.look_again and row.published is not None
    row.save()
    FindingText.objects.update_or_create(
        finding=row, language=language, defaults={"text": text, "did": did, "changed": changed}
    )
    note(cycle, "finding", by, now, str(row.pk))
    return row


def _to_write(finding: Finding, language: str, text: str) -> Finding:
    row = Finding.objects.select_for_update().get(pk=finding.pk)
    other = FindingText.objects.filter(finding=row, language=language).exclude(text=text)
    if other.exists() and row.answers.exists():
        raise AnsweredAlready
    return row


@transaction.atomic
def lead(
    *, finding: Finding, chosen: Collection[str], offered: Collection[str], by: UUID, now: datetime
) -> None:
    """What it leads to elsewhere.

    Args:
        chosen: codes among `offered`. offered: the codes that she could choose; what others linked
        and she does not see stays.
    """
    row = Finding.objects.select_for_update().get(pk=finding.pk)
    unseen = {code for code in row.leads_to if code not in offered}
    row.leads_to = sorted(unseen | (set(chosen) & set(offered)))
    row.save(update_fields=["leads_to"])
    note(row.cycle, "leads", by, now, str(row.pk))


@transaction.atomic
def quote(
    *, finding: Finding, evidence: Evidence, unit: int, words: str, by: UUID, now: datetime
) -> Quote:
    """Her words in a finding.

    Raises:
        communitylinkage.research.rules.uses.NotAgreed: she did not agree to be quoted and shown.
    """
    row = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if not uses.may_quote(row.uses) or row.cycle_id != finding.cycle_id:
        raise uses.NotAgreed
    made, _new = Quote.objects.update_or_create(
        finding=finding, evidence=row, unit=unit, defaults={"words": words}
    )
    note(finding.cycle, "quoted", by, now, row.reference)
    return made


@transaction.atomic
def drop_quote(*, quote: Quote, by: UUID, now: datetime) -> None:
    """Takes her words out again."""
    reference, cycle = quote.evidence.reference, quote.finding.cycle
    quote.delete()
    note(cycle, "unquoted", by, now, reference)


@transaction.atomic
def show(
    *, finding: Finding, evidence: Evidence, paper: Paper, alt: str, language: str, by: UUID,
    now: datetime,
) -> Picture:  # fmt: skip
    """A picture in a finding, written anew: smaller, and without what a camera hid in it.

    Args:
        paper: of the piece, opened. alt: what is to be seen, in `language`.

    Raises:
        communitylinkage.research.rules.uses.NotAgreed: its giver did not agree to its being shown,
            or it is no picture. communitylinkage.surveys.answering.pictures.BrokenError: it cannot
            be shown.
    """
    row = Evidence.objects.select_for_update().get(pk=evidence.pk)
    media = f"image/{'png' if paper.file.startswith(PNG) else 'jpeg'}"
    if not uses.may_show(row.uses) or row.cycle_id != finding.cycle_id or not paper.file:
        raise uses.NotAgreed
    content = pictures.rewritten(paper.file, media, side=SIDE)
    made, _new = Picture.objects.update_or_create(
        finding=finding, evidence=row,
        defaults={"media": media, "content": content, "alt": alt, "language": language},
    )  # fmt: skip
    note(finding.cycle, "shown", by, now, row.reference)
    return made


@transaction.atomic
def drop_picture(*, picture: Picture, by: UUID, now: datetime) -> None:
    """Takes a picture out again."""
    reference, cycle = picture.evidence.reference, picture.finding.cycle
    picture.delete()
    note(cycle, "not_shown", by, now, reference)


@transaction.atomic
def publish(*, finding: Finding, by: UUID, now: datetime) -> None:
    """Everybody can read it; that the group has looked at it again is said by this too."""
    row = Finding.objects.select_for_update().get(pk=finding.pk)
    row.published = row.published or timezone.localdate(now)
    row.look_again = False
    row.save()
    note(finding.cycle, "published", by, now, str(row.pk))


@transaction.atomic
def hide(*, finding: Finding, by: UUID, now: datetime) -> None:
    """Only the group reads it."""
    Finding.objects.filter(pk=finding.pk).update(published=None)
    note(finding.cycle, "hidden", by, now, str(finding.pk))


@transaction.atomic
def ask(*, cycle: Cycle, by: UUID, now: datetime) -> str:
    """Opens the door at which the community is asked; the same one while it is open."""
    row = Cycle.objects.select_for_update().get(pk=cycle.pk)
    row.door = row.door or secrets.token_urlsafe(18)
    row.save()
    note(cycle, "asking", by, now, str(cycle.pk))
    return row.door


@transaction.atomic
def stop_asking(*, cycle: Cycle, by: UUID, now: datetime) -> None:
    """Closes the door: its address leads nowhere, also if it is opened again later."""
    Cycle.objects.filter(pk=cycle.pk).update(door="")
    note(cycle, "asked", by, now, str(cycle.pk))


@transaction.atomic
def answer(*, number: UUID, finding: Finding, shown: str, said: Said, words: str) -> Answer:
    """What one of those concerned says; no account, no address, no time is kept.

    Args:
        number: of the page on which it was said; sent again, it is the same answer.
        shown: the mark of the words that she read (`checking.mark_of`), in any language.

    Raises:
        OtherWords: they were written anew meanwhile.
    """
    before = Answer.objects.filter(pk=number).first()
    if before:
        return before
    # Taken as `write` takes it: words are not changed between this look and the answer.
    Finding.objects.select_for_update().get(pk=finding.pk)
    stand = FindingText.objects.filter(finding=finding).values_list("text", flat=True)
    if shown not in map(mark_of, stand):
        raise OtherWords
    # The row is taken first: of two sendings at once only one seals her words.
    row, new = Answer.objects.get_or_create(
        pk=number, defaults={"finding": finding, "said": said.value}
    )
    if new and words:
        row.record = sealing.seal(Paper(text=words), finding.cycle)
        row.save()
    return row
