"""The codes of a free text, and how many texts say what; no text is opened here."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count, QuerySet

from communitylinkage.surveys.analysis.codebook import Choice, Item, Shape
from communitylinkage.surveys.analysis.models import Code, Read
from communitylinkage.surveys.analysis.tally import Tally
from communitylinkage.surveys.answering.models import Collection, Submission
from communitylinkage.surveys.answering.queries import readable


def codes(collection: Collection, place: str) -> list[Code]:
    """The codes of a question, by name."""
    return list(Code.objects.filter(collection=collection, place=place))


def waiting(collection: Collection, place: str) -> QuerySet[Submission]:
    """Answers with texts that may be looked at and nobody has, for this question."""
    done = Read.objects.filter(place=place).values("submission")
    return readable(collection).filter(texts__isnull=False).exclude(pk__in=done)


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
