"""What she asked for herself, as her page shows it, and taking it back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise

from communitylinkage.guide import wording as guide
from communitylinkage.journal import actions as journal
from communitylinkage.journal import queries as journal_queries
from communitylinkage.organisations.queries import names_of
from communitylinkage.participants.actions import OpenReceipt
from communitylinkage.referrals.asks import actions, papers
from communitylinkage.referrals.asks import wording as asks
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.rules import NotNow, Outcome, State
from communitylinkage.referrals.papers import named
from communitylinkage.referrals.receipt import wording
from communitylinkage.referrals.receipt.queries import WOMAN, Opened
from communitylinkage.referrals.receipt.wording import said
from communitylinkage.values import languages
from communitylinkage.values.text import isolated
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of hers: with whom it is, and what was opened."""

    number: UUID
    who: str
    sentence: str
    picture: str
    opened: tuple[Opened, ...]
    live: bool


def asks_of(participant: UUID) -> QuerySet[Ask]:
    """Hers, the newest change first."""
    rows = Ask.objects.filter(participant_id=participant).order_by("-changed")
    return rows.select_related("post__organisation")


def asked(participant: UUID) -> list[Asked]:
    """As her page shows them."""
    return [_asked(row) for row in asks_of(participant)]


def _asked(row: Ask) -> Asked:
    state, who = State(row.state), row.post.organisation.name
    linked = (state, row.outcome) == (State.CLOSED, Outcome.LINKED)
    ats = [one.at for one in journal_queries.openings([row.reference], "ask.opened")
           if one.by != str(WOMAN)]  # fmt: skip
    return Asked(
        number=row.pk,
        who=who,
        sentence=str(wording.ASKED_LINKED if linked else wording.ASKED[state])
        % {"who": isolated(who)},
        picture=wording.picture(wording.ASKED_PICTURES[state]),
        opened=(Opened(wording.REQUEST, len(ats), max(ats)),) if ats else (),
        live=state != State.TAKEN_BACK,
    )


def take_all_back(*, participant: UUID, now: datetime) -> None:
    """Takes back whatever was not taken back yet. Not to be called within a transaction."""
    for row in asks_of(participant).exclude(state=State.TAKEN_BACK):
        take_back(ask=row, now=now)


def take_back(*, ask: Ask, now: datetime) -> None:
    """Takes one back; pressed twice, it stays so."""
    try:
        actions.take_back(ask=ask, now=now)
    except NotNow:
        return


def read(*, ask: Ask, receipt: OpenReceipt, now: datetime) -> tuple[tuple[Promise, str], ...]:
    """What she wrote; what cannot be journalled does not open.

    Raises:
        Locked: she took it back, or her digits are missing.
    """
    if receipt.private_key is None:
        raise Locked
    with transaction.atomic():
        plain = vault.open_record(
            record=ask.record, holder=receipt.holder, private_key=receipt.private_key
        )
        journal.record(
            organisation_id=ask.post.organisation_id,
            act="ask.opened",
            by=WOMAN,
            reference=ask.reference,
            now=now,
        )
    return lines(papers.from_bytes(plain))


def lines(letter: papers.Letter) -> tuple[tuple[Promise, str], ...]:
    """What she wrote, as she reads it."""
    hours = [said(asks.HOURS, hour) for hour in letter.hours]
    without = names_of(letter.not_organisations)
    found = (
        (wording.KIND, said(guide.KINDS, letter.kind)),
        (asks.IN_YOUR_WORDS, letter.words),
        (wording.LANGUAGES, languages.own_name(letter.language) if letter.language else ""),
        (wording.AREA, letter.area),
        (wording.SOON, said(asks.SOON, letter.soon)),
        (wording.CHANNEL, said(asks.CHANNELS, letter.channel)),
        (wording.NUMBER, letter.number),
        (wording.WHEN, " · ".join(filter(None, [*hours, letter.when]))),
        (wording.COVER, letter.cover_name),
        (wording.WORD, letter.agreed_word),
        (wording.NEVER, " · ".join(filter(None, [*named(letter.excluded), *without]))),
    )
    return tuple(line for line in found if line[1])
