"""The words by which a published event is found, in every language that it is written in."""

from communitylinkage.events.models import Event, EventText, SessionText, Word
from communitylinkage.events.rules.codes import Audience, State
from communitylinkage.values import words

TEXTS = ("title", "about", "access", "minutes")


def list_it(event: Event) -> None:
    """Puts its words in the place of those before; none where not everybody may come to it."""
    Word.objects.filter(event=event).delete()
    if event.state != State.OPEN or event.audience != Audience.PUBLIC:
        return
    rows = EventText.objects.filter(event=event).values_list(*TEXTS)
    parts = SessionText.objects.filter(session__event=event).values_list("title", "about")
    told = [text for row in (*rows, *parts) for text in row]
    told += [event.place, event.organisation.name]
    for room, speakers in event.sessions.values_list("room", "speakers"):
        told += [room, *speakers]
    marks = {"country": [event.country], "kind": [event.kind]}
    found = sorted(words.words_of(told, marks))
    Word.objects.bulk_create(
        [Word(event=event, word=one.encode()) for one in found], batch_size=400
    )
