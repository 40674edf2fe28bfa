"""What an organisation asks besides in the form of registration: a questionnaire below its fields.

The engine evaluates it in the same turn, and a registration counts only when both are whole. These
answers bear a name, unlike those of `asking`: she changes them by her link, they are sealed to the
team of the event, and they go with what she needed (docs/decisions/0031-events.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2s
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation

from communitylinkage.events import asking, links, seating
from communitylinkage.events.journalling import note
from communitylinkage.events.models import Event, Registration
from communitylinkage.events.rules.codes import RefusedError, State, Why
from communitylinkage.people.access import Viewer
from communitylinkage.surveys.analysis.actions import words_of
from communitylinkage.surveys.analysis.codebook import Item, codebook, said
from communitylinkage.surveys.answering import actions as answering
from communitylinkage.surveys.answering import wording
from communitylinkage.surveys.answering.again import laid_as
from communitylinkage.surveys.answering.coding import FILES
from communitylinkage.surveys.answering.drafts import Draft
from communitylinkage.surveys.answering.laying import laid
from communitylinkage.surveys.answering.loading import form_of
from communitylinkage.surveys.answering.models import Collection, Submission
from communitylinkage.surveys.answering.rules import OWN_CODE, IncompleteError, NotTakenError
from communitylinkage.surveys.answering.showing import language_of, questions
from communitylinkage.surveys.answering.sitting import Sitting, guessed
from communitylinkage.surveys.engine import Repeat
from communitylinkage.surveys.engine.form import page
from communitylinkage.surveys.models import Questionnaire, Version
from communitylinkage.surveys.queries import in_use
from communitylinkage.values.languages import direction
from communitylinkage.vault.keys import Locked

_AROUND, _TOLD = ("group", "repeat"), ("note", "told")


class Sheet(Sitting):
    """All questions of a form on one page, however many it has for itself."""

    def __init__(self, asks: Collection, draft: Draft, now: datetime) -> None:
        form = form_of(asks.version)
        reader = translation.get_language() or ""
        super().__init__(form, replace(draft, at=0), reader, now, asks.languages)
        self.pages = (page(list(form.root.children), None),)
        self.asks = asks
        self._sent: Mapping[str, list[str]] | None = None

    def filled(self, sent: Mapping[str, list[str]]) -> bool:
        """Takes what was sent; whether all is answered that must be, and all that was answered
        fits. What an answer brought up, or changed the words or choices of, is looked at first."""
        self._sent = sent
        self.take(sent, {})
        seen = set(" ".join(sent.get("seen", ())).split())
        asked = {one.ref for one in self.asked(self.pages[0]) if one.kind not in _AROUND}
        self.more = not asked <= seen or self._looks_other(sent)
        return not self.more and not self.problems()

    def _looks_other(self, sent: Mapping[str, list[str]]) -> bool:
        """Whether her answers are others than those for which the page was laid, and it looks
        otherwise with them. What changes by itself, as a clock does, brings it up no more."""
        look, _dot, answers = "".join(sent.get("laid", ())).partition(".")
        look_now, answers_now = self._laid().split(".")
        return bool(look) and look != look_now and answers != answers_now

    def _laid(self) -> str:
        """How the page looks, in whatever order its choices stand, and for which answers."""
        blocks = laid(self, None, False, {})
        typed = []
        for one in questions(blocks):
            one.choices = tuple(sorted(one.choices, key=lambda choice: choice.value))
            if one.shown and one.widget not in _TOLD:
                typed.append(f"{one.ref}\1{one.shown.typed}")
        answers = blake2s("\0".join(typed).encode(), digest_size=8).hexdigest()
        return f"{laid_as(blocks)}.{answers}"

    def shown(self) -> dict[str, Any]:
        """What a template needs to draw it."""
        strict = self._sent is not None and not self.more
        blocks = laid(self, self._sent, strict, {})
        flat, spoken = list(questions(blocks)), language_of(self)
        return {
            "blocks": blocks,
            "seen": " ".join(one.ref for one in flat),
            "laid": self._laid(),
            "lang": spoken.code,
            "dir": direction(spoken.code) if spoken.code else "",
            "more": wording.MORE if self.more else "",
            "error": wording.NOT_YET,
            "wrong": [one for one in flat if one.error],
        }


def sheet_of(event: Event, now: datetime, row: Registration | None = None) -> Sheet | None:
    """The questions of an event, with what a guest answered before; None where none are asked."""
    if event.asks is None:
        return None
    draft = Draft()
    if row is not None and row.answered is not None:
        try:
            draft = answering.opened(invitation=row.answered, token=links.answers(row.pk))
        except Locked:  # the pepper is another one since: she answers anew
            draft = Draft()
    return Sheet(event.asks, draft, now)


def unfit(version: Version) -> Why | None:
    """Why a questionnaire cannot stand in a form of one page without scripts; None where it can."""
    form = form_of(version)
    asked = list(form.questions())
    if any(isinstance(one, Repeat) for one in form.nodes.values()):
        return Why.REPEATS
    if any(one.kind in FILES for one in asked) or version.media.exists():
        return Why.FILES
    if any(one.name == OWN_CODE for one in asked):
        return Why.OWN_CODE
    return None if form.pages() else Why.UNREADABLE


def answered(event: Event) -> bool:
    """Whether a guest has answered what the form asks now."""
    return event.registrations.exclude(answered=None).exists()


def stands(event: Event) -> Questionnaire | None:
    """The questionnaire that the form asks now."""
    return event.asks.version.questionnaire if event.asks else None


def _newer(asks: Collection) -> bool:
    """Whether another version of what the form asks is published than the one that it asks."""
    published = in_use(asks.version.questionnaire_id)
    return published is not None and published.pk != asks.version_id


@transaction.atomic
def choose(
    *, event: Event, questionnaire: Questionnaire | None, by: UUID, now: datetime
) -> Event:  # fmt: skip
    """Sets what the form asks besides, or that it asks nothing, until the first answer. The one
    that stands stays as it is, retired or not, unless another version of it is published.

    Raises:
        RefusedError: somebody answered, it is called off or over, nobody could open what people
            write, or the questionnaire cannot stand there.
    """
    row = seating.held(event)
    if row.state == State.CANCELLED or row.ends <= now:
        raise RefusedError(Why.NOT_NOW)
    if answered(row):
        raise RefusedError(Why.ANSWERED)
    if row.asks and questionnaire == stands(row) and not _newer(row.asks):
        return row
    before, row.asks = row.asks, None
    if questionnaire is not None:
        version = asking.version_of(questionnaire, by, now)
        if found := unfit(version):
            raise RefusedError(found)
        row.asks = answering.open_collection(
            version=version, team=asking.team_of(row), anonymous=False, editable=True, closes=None,
            by=by, now=now,
        )  # fmt: skip
    row.save(update_fields=["asks"])
    if before is not None:
        answering.erase(collection=before, by=by, now=now)
    note(row, "asks" if questionnaire else "asks_nothing", row.reference, by, now)
    return row


def check(event: Event, sheet: Sheet | None) -> None:
    """Whether what was answered is what is asked now.

    Raises:
        RefusedError: it was changed meanwhile.
    """
    if event.asks_id != (sheet.asks.pk if sheet else None):
        raise RefusedError(Why.ANEW)


def keep(*, registration: Registration, sheet: Sheet | None, now: datetime) -> None:
    """Keeps what she answered, for the first time or instead of what she answered before.

    Raises:
        RefusedError: an answer is missing or does not fit at this moment, or none is taken.
    """
    if sheet is None:
        return
    try:
        _keep(registration, sheet, now)
    except IncompleteError as error:
        raise RefusedError(Why.ANEW) from error
    except NotTakenError as error:
        raise RefusedError(Why.NOT_NOW) from error


def _keep(registration: Registration, sheet: Sheet, now: datetime) -> None:
    token, group = links.answers(registration.pk), {"country": registration.country}
    if registration.answered is None:
        registration.answered, _token = answering.invite(
            collection=sheet.asks, group=group, by=sheet.asks.pk, now=now, token=token
        )
        registration.save(update_fields=["answered"])
    elif registration.answered.group != group:
        registration.answered.group = group
        registration.answered.save(update_fields=["group"])
    invitation = registration.answered
    answering.keep(invitation=invitation, token=token, draft=sheet.to_draft(), now=now)
    answering.submit(invitation=invitation, token=token, now=now, language=sheet.language)


def forget(rows: Iterable[Registration]) -> None:
    """Erases what guests answered in the form."""
    found = [row.answered_id for row in rows if row.answered_id]
    if found:
        answering.take_back(invitations=found)


@dataclass(frozen=True, slots=True)
class Told:
    """What a guest answered, in words. `sealed`: she wrote something that this reader cannot
    open."""

    lines: tuple[tuple[str, str], ...] = ()
    sealed: bool = False


def told(
    registration: Registration, *, viewer: Viewer, private_key: bytes | None, now: datetime
) -> Told:
    """Her answers for who keeps the event; opening what she wrote is journalled."""
    event, number = registration.event, registration.answered_id
    row = Submission.objects.filter(invitation=number).first() if number else None
    if row is None or event.asks is None:
        return Told()
    texts: dict[str, str] = {}
    sealed = False
    if row.texts is not None:
        try:
            texts = words_of(
                collection=event.asks, submission=row, viewer=viewer, private_key=private_key,
                now=now,
            )  # fmt: skip
        except Locked:
            sealed = True
    form = form_of(event.asks.version)
    language = guessed(form.languages, form.default_language, translation.get_language() or "")
    lines = [
        (said(one.words, language) or one.name, words)
        for one in codebook(form)
        if (words := texts.get(one.place) or _words(one, row.answers.get(one.place), language))
    ]
    return Told(tuple(lines), sealed)


def _words(item: Item, value: Any, language: str) -> str:
    """A coded answer as it was read; empty where there is none."""
    if value is True:
        return "✓"
    if value is None or value == []:
        return ""
    codes = value if isinstance(value, list) else [value]
    return " · ".join(item.label(str(one), language) for one in codes)
