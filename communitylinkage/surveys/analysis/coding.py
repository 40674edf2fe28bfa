"""Free text one after another: which waits, what was ticked, how often each code stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import INTERNAL
from communitylinkage.people.access import Viewer
from communitylinkage.surveys.analysis import actions, results
from communitylinkage.surveys.analysis.codebook import Choice, Item, Shape
from communitylinkage.surveys.analysis.models import Code, Read
from communitylinkage.surveys.analysis.results import Answered
from communitylinkage.surveys.analysis.tables import columns, gated, tables
from communitylinkage.surveys.analysis.tally import Tally, place_of
from communitylinkage.surveys.answering.models import Collection, Submission

# So many answers without this text are passed over at one press of the button.
AT_ONCE = 50


@dataclass(frozen=True)
class Waiting:
    """A text that was opened and waits for its codes."""

    submission: Submission
    words: str


def codes(collection: Collection, place: str) -> list[Code]:
    """The codes of a question, by name."""
    return list(Code.objects.filter(collection=collection, place=place))


def unread(collection: Collection, place: str) -> int:
    """How many answers with texts nobody has looked at for this question."""
    return _waiting(collection, place).count()


def _waiting(collection: Collection, place: str) -> QuerySet[Submission]:
    done = Read.objects.filter(place=place).values("submission")
    rows = Submission.objects.filter(collection=collection, texts__isnull=False)
    return rows.exclude(pk__in=done).order_by("pk")


def next_text(
    collection: Collection, place: str, viewer: Viewer, private_key: bytes | None, now: datetime
) -> Waiting | None:
    """Opens the next text of a question; answers that hold none are marked and passed over.

    Raises:
        communitylinkage.vault.keys.Locked: she cannot open them.
        NotNowError: the collection is open.
    """
    for row in _waiting(collection, place)[:AT_ONCE]:
        texts = actions.words_of(
            collection=collection, submission=row, viewer=viewer, private_key=private_key, now=now
        )
        found = [words for at, words in sorted(texts.items()) if place_of(at) == place]
        if found:
            return Waiting(row, "\n\n".join(found))
        actions.tick(collection=collection, submission=row, place=place, codes=[], blank=True,
                     by=viewer.account.pk, now=now)  # fmt: skip
    return None


def item_of(item: Item, found: Sequence[Code]) -> Item:
    """The codes of a text as a question of several choices."""
    choices = tuple(Choice(str(one.pk), {"": one.name}) for one in found)
    return Item(f"{item.place} codes", item.name, item.kind, Shape.SEVERAL, item.words, choices)


def tally(collection: Collection, item: Item) -> Tally:
    """How many texts say what, of those that were read. For the gate only."""
    found = codes(collection, item.place)
    reads = Read.objects.filter(submission__collection=collection, place=item.place, blank=False)
    read = reads.count()
    coded = reads.exclude(coded=None).values("coded__code").annotate(n=Count("pk"))
    counts = Counter({str(row["coded__code"]): row["n"] for row in coded})
    return Tally(item_of(item, found), {"": read}, {"": counts}, Counter({"": read}))


def coded(collection: Collection, item: Item) -> Answered:
    """What the team sees of it."""
    one, frame = tally(collection, item), results.frame([collection], "", ())
    seen, _entries = gated(tables(one, frame), INTERNAL, Ledger())
    return Answered(one.item, "", tuple(columns(one, frame, seen, INTERNAL)))
