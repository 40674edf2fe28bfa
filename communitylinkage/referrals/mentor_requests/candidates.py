"""The mentors of the platform as the rule compares them, and who can still be asked later."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import heapify, heappop
from itertools import islice
from uuid import UUID

from django.db.models import CharField, Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from communitylinkage.matching.mentors import (
    Apart,
    Fit,
    MentorNeed,
    MentorOffer,
    rank,
    tens_of_km,
)
from communitylinkage.mentors import rules
from communitylinkage.mentors.queries import Profile, profiles, speaking
from communitylinkage.network.queries import circles, in_any, near_to, said_circle
from communitylinkage.referrals.mentor_requests.models import MentorTurn
from communitylinkage.referrals.mentor_requests.rules import Answer, State
from communitylinkage.values.places import Point

# Compared as plain numbers, thousands at a time.
FAR, UNKNOWN, NEAR, SAME = map(int, (Apart.FAR, Apart.UNKNOWN, Apart.NEAR, Apart.SAME))


def loads(accounts: Iterable[UUID]) -> Counter[UUID]:
    """With how many women each mentor goes now."""
    going = MentorTurn.objects.filter(
        account_id__in=list(accounts), answer=Answer.ACCEPTED, request__state=State.ACCEPTED
    )
    return Counter(going.values_list("account_id", flat=True))


def offers(
    now: datetime, without: UUID, accounts: Iterable[UUID] | None = None, country: str = ""
) -> list[MentorOffer]:
    """All mentors who have said something about themselves, but her who asks.

    Args:
        accounts: only these. country: only who lives there.
    """
    found = [one for one in profiles(now.date(), accounts, country) if one.account != without]
    numbers = [one.account for one in found]
    own, has = circles(numbers), loads(numbers)
    return [
        MentorOffer(
            id=str(one.account),
            name=one.name,
            organisations=frozenset(str(number) for number in one.organisations),
            languages=frozenset(one.languages),
            country=one.country,
            point=one.point,
            groups=own.get(one.account),
            hours=one.hours,
            paused=one.paused,
            certified=one.certified_on is not None,
            has=has[one.account],
            most=one.most,
        )
        for one in found
    ]


def best(need: MentorNeed, now: datetime, without: UUID, most: int) -> tuple[Fit, ...]:
    """The first of those who can answer: as `rank(need, offers(now, without))` would give them.

    What an index can tell, it tells: language, town, rest, room, circle. By that the rows stand in
    their order, and the whole rule is asked of the first ones only, until enough are found.
    """
    waiting = _in_order(need, now, without)
    found: list[Fit] = []
    size = most * 2
    while len(found) < most and (chunk := list(islice(waiting, size))):
        found += rank(need, offers(now, without, chunk))
        size *= 2
    return tuple(found[:most])


def _in_order(need: MentorNeed, now: datetime, without: UUID) -> Iterator[UUID]:
    """Who may fit, in the order of `matching.mentors.order`: sorted no further than is asked."""
    rows = speaking(need.language, need.country, need.place, need.reach_km, now.date())
    going = MentorTurn.objects.filter(
        account_id=OuterRef("mentor_id"), answer=Answer.ACCEPTED, request__state=State.ACCEPTED
    )
    several = going.order_by().values("account_id").annotate(n=Count("pk")).values("n")
    rows = rows.exclude(mentor=without).annotate(has=Coalesce(Subquery(several), 0))
    rows = rows.filter(has__lt=F("mentor__most"))
    if need.not_groups or (need.community and need.not_her_circle):
        rows = rows.filter(said_circle("mentor_id"))
    if need.not_groups:
        rows = rows.exclude(in_any("mentor_id", need.not_groups))
    close = near_to(need.community) if need.community else {}
    said = said_circle("mentor_id") if need.community else Value(True)
    far: dict[tuple[float, float], int] = {}
    found = []
    # Numbers stay texts as the database writes them, which sort as the numbers do: there may be
    # thousands, and few are asked for.
    for mentor, up, along, certified, has, told in rows.values_list(
        Cast("mentor_id", CharField()), "place__latitude", "place__longitude", "certified", "has",
        said,
    ):  # fmt: skip
        km = 0
        if need.place:
            town = up, along
            if town not in far:
                far[town] = tens_of_km(need.place, Point(up, along))
            km = far[town]
            if km > need.reach_km:
                continue
        circle = FAR if told else UNKNOWN
        if mentor in close:
            circle = SAME if close[mentor] else NEAR
        found.append((circle, not certified, km, has, mentor))
    heapify(found)
    while found:
        yield UUID(heappop(found)[-1])


def can_be_asked(turns: Iterable[MentorTurn], now: datetime) -> list[MentorTurn]:
    """Those who are still mentors, take no rest, have room, and have the key of then."""
    rows = list(turns)
    numbers = [row.account_id for row in rows]
    known: dict[UUID, Profile] = {one.account: one for one in profiles(now.date(), numbers)}
    has = loads(numbers)
    return [
        row
        for row in rows
        if (one := known.get(row.account_id))
        and not one.paused
        and one.holder == row.holder
        and rules.has_room(has[row.account_id], one.most)
    ]
