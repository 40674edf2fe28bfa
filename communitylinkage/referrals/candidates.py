"""Whom a need could go to: services that match, with the way that leads to each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from communitylinkage.directory.hsds import Service
from communitylinkage.guide import showing
from communitylinkage.guide.showing import Card, Found
from communitylinkage.matching.need import Need
from communitylinkage.organisations.models import Organisation, Post
from communitylinkage.people.posts import openers
from communitylinkage.referrals.outside.addresses import can_be_mailed


class Way(StrEnum):
    """How a referral reaches a service."""

    PLATFORM = "platform"
    OUTSIDE = "outside"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service and the way to it.

    Args:
        organisation: on the platform, or of the directory where the way is outside.
        holder: of the post that would receive it. readers: who can read it there, by name, so that
            she can say that one of them must not.
    """

    card: Card
    way: Way
    organisation: UUID
    holder: UUID | None = None
    readers: tuple[str, ...] = ()
    email: str = ""

    @property
    def service(self) -> UUID:
        """Its id in the directory."""
        return UUID(self.card.entry.offer.id)


def _candidate(card: Card) -> Candidate:
    listed = UUID(card.entry.offer.organisation)
    post = Post.objects.receiving().filter(organisation__listed_as=listed).order_by("name").first()
    if post:
        readers = tuple(one.display_name for one in openers(post.organisation_id))
        # Where nobody can open it, nobody would answer.
        if readers:
            return Candidate(card, Way.PLATFORM, post.organisation_id, post.key_holder, readers)
    told = Service.objects.filter(pk=card.entry.offer.id).values_list(
        "email", "organization__email"
    )
    email = next((mail for pair in told for mail in pair if mail and can_be_mailed(mail)), "")
    return Candidate(card, Way.OUTSIDE if email else Way.CALL, listed, email=email)


def _cards(found: Found) -> Iterable[Card]:
    yield from found.cards
    yield from (gap.card for gap in found.gaps)
    if found.nearest:
        yield found.nearest


def candidates(need: Need, now: datetime) -> tuple[Found, list[Candidate]]:
    """What matches (or the explained no), and each service of it with the way to it, once."""
    found = showing.found(need, now)
    cards = {card.entry.offer.id: card for card in _cards(found)}
    return found, [_candidate(card) for card in cards.values()]


Choices = list[tuple[str, str]]


def excludable(country: str) -> tuple[Choices, Choices]:
    """Organisations that she may exclude, as the directory knows them: of a country, and others.

    Args:
        country: ISO 3166; where none is known, all stand first.
    """
    rows = list(Organisation.objects.filter(listed_as__isnull=False).order_by("name"))
    near = [row for row in rows if country in ("", row.country)]
    far = [row for row in rows if row not in near]
    return [(str(r.listed_as), r.name) for r in near], [(str(r.listed_as), r.name) for r in far]
