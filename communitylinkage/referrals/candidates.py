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
from communitylinkage.values.text import isolated


class Way(StrEnum):
    """How a referral reaches a service."""

    PLATFORM = "platform"
    OUTSIDE = "outside"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service and one way to it: a post of its organisation, a link, or a call.

    Args:
        organisation: on the platform, or of the directory where the way is outside.
        post, post_name: that would receive it. several: whether there are others in its place.
        holder: the key of the post. readers: who can read it there, by name, so that she can say
            that one of them must not.
    """

    card: Card
    way: Way
    organisation: UUID
    post: UUID | None = None
    post_name: str = ""
    several: bool = False
    holder: UUID | None = None
    readers: tuple[str, ...] = ()
    email: str = ""

    @property
    def service(self) -> UUID:
        """Its id in the directory."""
        return UUID(self.card.entry.offer.id)

    @property
    def number(self) -> str:
        """What a form sends for it: who was chosen is asked, whatever changed meanwhile."""
        return f"{self.service}.{self.post}" if self.post else str(self.service)

    @property
    def name(self) -> str:
        """As she chooses it, and as her paper says it; its post is named where it has a choice."""
        service = self.card.entry.name
        return f"{service} ({isolated(self.post_name)})" if self.several else service


def _ways(card: Card) -> list[Candidate]:
    """One for each post that may receive it; else a link, or a call."""
    listed = UUID(card.entry.offer.organisation)
    posts = Post.objects.receiving().filter(organisation__listed_as=listed).order_by("name", "pk")
    read = {pk: openers(pk) for pk in {post.organisation_id for post in posts}}
    # Where nobody can open it, nobody would answer.
    able = [post for post in posts if read[post.organisation_id]]
    if able:
        return [
            Candidate(
                card,
                Way.PLATFORM,
                post.organisation_id,
                post=post.pk,
                post_name=post.name,
                several=len(able) > 1,
                holder=post.key_holder,
                readers=tuple(one.display_name for one in read[post.organisation_id]),
            )
            for post in able
        ]
    told = Service.objects.filter(pk=card.entry.offer.id).values_list(
        "email", "organization__email"
    )
    email = next((mail for pair in told for mail in pair if mail and can_be_mailed(mail)), "")
    return [Candidate(card, Way.OUTSIDE if email else Way.CALL, listed, email=email)]


def _cards(found: Found) -> Iterable[Card]:
    yield from found.cards
    yield from (gap.card for gap in found.gaps)
    if found.nearest:
        yield found.nearest


def candidates(need: Need, now: datetime) -> tuple[Found, list[Candidate]]:
    """What matches (or the explained no), and each service of it, once with each way to it."""
    found = showing.found(need, now)
    cards = {card.entry.offer.id: card for card in _cards(found)}
    return found, [one for card in cards.values() for one in _ways(card)]


Choices = list[tuple[str, str]]


def excludable(country: str, own: UUID | None = None) -> tuple[Choices, Choices]:
    """Organisations that she may exclude: of a country, and others.

    All of the platform, also those that offer nothing in the directory: a mentor may be of one.

    Args:
        country: ISO 3166; where none is known, all stand first. own: her mentor's, which knows.
    """
    rows = [row for row in Organisation.objects.order_by("name", "pk") if row.pk != own]
    near = [row for row in rows if country in ("", row.country)]
    far = [row for row in rows if row not in near]
    return [(str(r.pk), r.name) for r in near], [(str(r.pk), r.name) for r in far]


def offers_of(organisations: Iterable[str]) -> frozenset[str]:
    """As the directory knows organisations of the platform, for the rule that matches."""
    rows = Organisation.objects.filter(pk__in=list(organisations), listed_as__isnull=False)
    return frozenset(map(str, rows.values_list("listed_as", flat=True)))
