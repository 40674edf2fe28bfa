"""The four steps of making a referral, read from one request: nothing is kept on the way."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from django.forms import Form
from django.http import QueryDict
from django.utils.translation import get_language

from communitylinkage.consent.queries import Text
from communitylinkage.guide.showing import Found
from communitylinkage.organisations.queries import country_of, names_of
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.telling import agreement
from communitylinkage.referrals.candidates import Candidate, Way, candidates
from communitylinkage.referrals.consent_forms import ConsentForm
from communitylinkage.referrals.following import withheld
from communitylinkage.referrals.following.queries import found as procedure_found
from communitylinkage.referrals.following.rules import asked
from communitylinkage.referrals.forms import ContactForm, NeedForm, RecipientsForm
from communitylinkage.referrals.handing_over import stand_in_of
from communitylinkage.referrals.rules import Urgency

LAST = 3
# Sent along by the buttons of the languages: the page as it is, in another one.
AGAIN = "again"
Shown = TypeVar("Shown", bound=Form)


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """What she wrote herself, as the forms show it first; who asks her may change all of it.

    Args:
        on_her_page: whether her mentor speaks with her there only, so that her yes came there.
    """

    need: dict[str, Any] = field(default_factory=dict)
    contact: dict[str, Any] = field(default_factory=dict)
    consent: dict[str, Any] = field(default_factory=dict)
    on_her_page: bool = False


@dataclass(frozen=True, slots=True)
class Making:
    """Where she is: the form at hand, those before it, and whether all are answered.

    Args:
        once: a number that is the same when a form is sent twice.
        found: what matched, from the second step on.
        follows: the procedure that the first service and the mentor's organisation signed.
    """

    once: uuid.UUID
    step: int
    form: Form
    before: tuple[Form, ...]
    complete: bool = False
    found: Found | None = None
    candidates: tuple[Candidate, ...] = ()
    chosen: tuple[Candidate, ...] = ()
    follows: Version | None = None

    @property
    def never(self) -> str:
        """What its procedure says must never be shared, in words."""
        language = get_language() or "en"
        return agreement(self.follows.value, language, {})["never"] if self.follows else ""

    @property
    def excluded(self) -> list[str]:
        """The organisations that must not know, by name, once the first step is said."""
        need = next((form for form in self.before if isinstance(form, NeedForm)), None)
        return names_of(need.excluded) if need else []

    @property
    def hidden(self) -> list[str]:
        """What was answered before, as hidden fields."""
        return [field.as_hidden() for form in self.before for field in form]


def _number(data: QueryDict, name: str, otherwise: int) -> int:
    told = data.get(name, "")
    return int(told) if told.isdecimal() and len(told) == 1 else otherwise


def once_in(data: QueryDict) -> uuid.UUID:
    """The number of a form; a new one where it has none yet."""
    try:
        return uuid.UUID(data.get("once", ""))
    except ValueError:
        return uuid.uuid4()


def _spoken(said: SaidBefore, language: str, texts: Sequence[Text]) -> dict[str, str]:
    """Her language, and the text in it: where she wrote none herself, that of her need."""
    spoken = said.consent.get("spoken") or language
    hers = next((str(text.id) for text in texts if text.language == spoken), "")
    return {"spoken": spoken, "text": hers}


def walk(
    data: QueryDict,
    texts: Sequence[Text],
    has_receipt: bool,
    now: datetime,
    said: SaidBefore | None = None,
    organisation: uuid.UUID | None = None,
) -> Making:
    """Reads as many steps as were sent, and stops at the first that is not right.

    Args:
        data: of the request: `step` is the step that was sent, `back` one to return to; with
            `again` the step is only shown in another language.
        has_receipt: whether the woman has a receipt already.
        said: what she wrote herself, where she asked for a link.
        organisation: the mentor's, whose procedures the referral may follow.
    """
    said = said or SaidBefore()
    once, sent, back = once_in(data), _number(data, "step", -1), _number(data, "back", LAST + 1)
    sent = min(sent, back)
    country = country_of(organisation)

    def at(step: int, make: Callable[..., Shown], initial: dict[str, Any] | None = None) -> Shown:
        """A step as it was sent; in another language as it is filled in so far, not sent yet."""
        if sent == step and AGAIN in data:
            return make(initial=_typed(make(data), data))
        return make(data if sent >= step else None, initial=initial)

    asks_need = partial(NeedForm, country=country, own=organisation, now=now, asked_before=sent > 0)
    need = at(0, asks_need, said.need)
    if back <= 0 or sent < 0 or not need.is_valid():
        return Making(once, 0, need, ())
    found, those = candidates(need.need(), now)
    recipients = at(1, partial(RecipientsForm, candidates=those))
    if back == 1 or sent < 1 or not recipients.is_valid():
        return Making(once, 1, recipients, (need,), False, found, tuple(those))
    chosen = tuple(recipients.chosen())
    follows = _follows(organisation, chosen[0], need.cleaned_data["urgency"], now)
    never = withheld.of(follows)
    if withheld.NEED in never:
        recipients.add_error("first", withheld.SAYS_NEED)
        return Making(once, 1, recipients, (need,), False, found, tuple(those))
    questions = asked(follows.value) if follows else frozenset()
    contact = at(2, partial(ContactForm, asked=questions, never=never), said.contact)
    before: tuple[Form, ...] = (need, recipients)
    if back == 2 or sent < 2 or not contact.is_valid():
        return Making(once, 2, contact, before, False, found, tuple(those), chosen, follows)
    spoken = _spoken(said, str(need.cleaned_data["language"]), texts) | said.consent
    holders = [one.holder for one in chosen if one.holder]
    asks = partial(
        ConsentForm, texts=texts, has_receipt=has_receipt, on_her_page=said.on_her_page,
        nobody_stands_in=organisation is not None and stand_in_of(organisation, holders) is None,
        never=never, children=need.cleaned_data["children"],
    )  # fmt: skip
    consent = at(LAST, asks, spoken)
    complete = sent >= LAST and consent.is_valid()
    before = (*before, contact)
    return Making(once, LAST, consent, before, complete, found, tuple(those), chosen, follows)


def _typed(form: Form, data: QueryDict) -> dict[str, Any]:
    """What a form holds so far, right or wrong."""
    return {
        name: field.widget.value_from_datadict(data, {}, name)
        for name, field in form.fields.items()
    }


def _follows(
    organisation: uuid.UUID | None, first: Candidate, urgency: str, now: datetime
) -> Version | None:
    """What two organisations of the platform signed; nobody outside is a party."""
    if organisation is None or first.way != Way.PLATFORM:
        return None
    return procedure_found(
        organisation=organisation, recipient=first.organisation, urgency=Urgency(urgency), now=now
    )
