"""Asks as the pages of who is on duty show them: words instead of codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.guide.wording import country_name
from communitylinkage.organisations.queries import names_of
from communitylinkage.participants.actions import OpenReceipt
from communitylinkage.referrals.asks import actions, queries, rules, wording
from communitylinkage.referrals.asks.actions import party_of
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.papers import (
    Channel,
    Letter,
    Reply,
    from_bytes,
    reply_from_bytes,
)
from communitylinkage.referrals.asks.rules import Act, Outcome, Party, State
from communitylinkage.values.languages import own_name

BUTTONS = (Act.TAKE, Act.GIVE_BACK, Act.ANSWER, Act.CLOSE)
PROBLEMS: dict[str, Promise] = {
    "no_key": _("To open this you must sign in again with your password."),
    "locked": _("It does not open: it was taken back, a colleague has it, or you have no key."),
    "too_late": _("It changed meanwhile. Here is how it stands now."),
    "choose": _("Please choose how it ended."),
    "her_yes": _(
        "She comes back by herself and cannot be asked in another way. Go on when she has replied "
        "“Yes, please go on” to your last answer. Write to her which service you would ask."
    ),
    "write": _("Nothing was sent. Please look at the words in red."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    reference: str
    post: str
    organisation: str
    state: str
    due: datetime | None
    crowded: bool


@dataclass(frozen=True, slots=True)
class Hers:
    """One ask as she sees it: where it stands, what she wrote, what was answered."""

    number: UUID
    post: str
    organisation: str
    state: str
    linked: bool
    talk: list["Spoken"]
    lines: list["Line"]
    may_take_back: bool
    may_reply: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that was written to and fro: whether by her, the ticked sentence, the words."""

    hers: bool
    said: str
    text: str
    written: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that she wrote: what it is, and her words or her choice."""

    label: str
    text: str


def rows(asks: Iterable[Ask]) -> list[Row]:
    """The lines of the list."""
    return [
        Row(
            ask.reference,
            ask.post.name,
            ask.post.organisation.name,
            str(wording.STATES[State(ask.state)]),
            ask.due,
            ask.crowded,
        )
        for ask in asks
    ]


def page(ask: Ask, account: UUID) -> dict[str, Any]:
    """Where one ask stands, and the buttons."""
    open_now = rules.acts_open_to(State(ask.state), party_of(ask, account))
    return {
        "row": rows([ask])[0],
        "readable": ask.state in rules.READABLE and ask.taken_by in (None, account),
        "buttons": [(act, wording.ACTS[act]) for act in open_now if act in wording.ACTS],
        "may_close": Act.CLOSE in open_now,
        "hers": party_of(ask, account) == Party.TAKER and ask.state == State.TAKEN,
    }


def _word(field: str, code: str) -> str:
    return str(wording.LABELS[field].get(code, code))  # type: ignore[attr-defined]  # dicts by code


def letter(said: Letter, *, to_her: bool = False) -> list[Line]:
    """What she wrote, in the reader's language; her own words stay hers. Empty lines are left out.

    Who must not know comes first: it must be read before anything is done.
    """
    lines = [
        (_("Must not know"), said.excluded),
        (
            _("Organisations that must not know"),
            ", ".join(names_of(said.not_organisations)),
        ),
        (wording.IN_YOUR_WORDS if to_her else wording.IN_HER_WORDS, said.words),
        (
            _("How may we reach you?") if to_her else _("How she may be reached"),
            _word("channel", said.channel),
        ),
        (_("Number or address"), said.number),
        (_("When it is safe"), ", ".join(_word("hours", hour) for hour in said.hours)),
        (_("More about when"), said.when),
        (_("Say that you are"), said.cover_name),
        (_("Agreed word, to be said first"), said.agreed_word),
        (_("Kind of help"), _word("kind", said.kind)),
        (_("How soon"), _word("soon", said.soon)),
        (_("Language"), own_name(said.language) if said.language else ""),
        (_("Country"), country_name(said.country)),
        (_("Town"), said.area),
    ]
    return [Line(str(label), text) for label, text in lines if text]


def talk(opened: actions.Opened) -> list[Spoken]:
    """What was written to her and what she wrote back, in its order, for who reads it."""
    ours = [Spoken(False, "", one.text, one.written) for one in opened.answers]
    hers = [_reply(one.reply, one.written) for one in opened.replies]
    return sorted([*ours, *hers], key=lambda spoken: spoken.written)


def _reply(reply: Reply, written: datetime) -> Spoken:
    return Spoken(True, _word("said", reply.said), reply.text, written)


def her_way(channel: str) -> dict[str, Any]:
    """How she wants to be reached, for the steps of a referral."""
    return {"her_way": _word("channel", channel), "receipt_only": channel == Channel.RECEIPT}


def _talk(ask: Ask, receipt: OpenReceipt) -> list[Spoken]:
    """What was written to her and by her, in its order."""
    found = []
    for answer in ask.answers.all():
        plain = actions.open_for_her(record=answer.record, receipt=receipt)
        if plain:
            found.append(Spoken(False, "", plain.decode().rstrip(), answer.written))
    for one in ask.replies.all():
        plain = actions.open_for_her(record=one.record, receipt=receipt)
        if plain:
            found.append(_reply(reply_from_bytes(plain), one.written))
    return sorted(found, key=lambda spoken: spoken.written)


def hers(receipt: OpenReceipt) -> list[Hers]:
    """Her asks, opened with her receipt."""
    found = []
    for ask in queries.of_participant(receipt.participant):
        plain = actions.open_for_her(record=ask.record, receipt=receipt)
        linked = (ask.state, ask.outcome) == (State.CLOSED, Outcome.LINKED)
        found.append(
            Hers(
                ask.pk,
                ask.post.name,
                ask.post.organisation.name,
                str(wording.HERS_LINKED if linked else wording.HERS[State(ask.state)]),
                linked,
                _talk(ask, receipt),
                letter(from_bytes(plain), to_her=True) if plain else [],
                ask.state != State.TAKEN_BACK,
                ask.state == State.TAKEN and bool(ask.answers.all()),
            )
        )
    return found
