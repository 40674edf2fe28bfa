"""Free text one after another, opened with a member's key."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from communitylinkage.people.access import Viewer
from communitylinkage.surveys.analysis import actions
from communitylinkage.surveys.analysis.codes import waiting
from communitylinkage.surveys.analysis.tally import place_of
from communitylinkage.surveys.answering.models import Collection, Submission
from communitylinkage.surveys.rules import NotNowError

# So many answers without this text are passed over at one press of the button.
AT_ONCE = 50


@dataclass(frozen=True)
class Waiting:
    """A text that was opened and waits for its codes."""

    submission: Submission
    words: str


def submission(collection: Collection, number: UUID) -> Submission | None:
    """One answer of a collection."""
    return Submission.objects.filter(collection=collection, pk=number).first()


def next_text(
    collection: Collection, place: str, viewer: Viewer, private_key: bytes | None, now: datetime
) -> Waiting | None:
    """Opens the next text of a question; answers that hold none are marked and passed over.

    Raises:
        communitylinkage.vault.keys.Locked: she cannot open them.
        NotNowError: the collection is open: its newest answers are not mixed yet.
    """
    if collection.closed is None:
        raise NotNowError("read")
    for row in waiting(collection, place)[:AT_ONCE]:
        texts = actions.words_of(
            collection=collection, submission=row, viewer=viewer, private_key=private_key, now=now
        )
        found = [words for at, words in sorted(texts.items()) if place_of(at) == place]
        if found:
            return Waiting(row, "\n\n".join(found))
        actions.tick(collection=collection, submission=row, place=place, ticked=[], blank=True,
                     by=viewer.account.pk, now=now)  # fmt: skip
    return None
