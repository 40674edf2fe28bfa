"""The mentors of the platform as the rule compares them, and who can still be asked later."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from communitylinkage.matching.mentors import Fit, MentorNeed, MentorOffer, rank
from communitylinkage.mentors import rules
from communitylinkage.mentors.queries import Profile, profiles
from communitylinkage.network.queries import circles
from communitylinkage.referrals.mentor_requests.lookup import Candidates
from communitylinkage.referrals.mentor_requests.models import MentorTurn
from communitylinkage.referrals.mentor_requests.rules import Answer, State


def loads(accounts: Iterable[UUID]) -> Counter[UUID]:
    """With how many women each mentor goes now."""
    going = MentorTurn.objects.filter(
        account_id__in=list(accounts), answer=Answer.ACCEPTED, request__state=State.ACCEPTED
    )
    return Counter(going.values_list("account_id", flat=True))


def offers(now: datetime, without: UUID, country: str = "") -> list[MentorOffer]:
    """All mentors who have said something about themselves, but her who asks.

    Args:
        country: only who lives there.
    """
    found = [one for one in profiles(now.date(), country=country) if one.account != without]
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

    What an index can tell, it tells: language, town, rest, room, circle. By that the rows come in
    their order, and the whole rule is asked of the first ones only, until enough are found.
    """
    waiting = Candidates(need, now, without)
    found: dict[str, Fit] = {}
    first, size = 0, most * 2
    while len(found) < most:
        chunk = waiting.offers(first, size)
        # Somebody may have moved up between two questions: she is taken once.
        found |= {fit.mentor.id: found.get(fit.mentor.id, fit) for fit in rank(need, chunk)}
        if len(chunk) < size:
            break
        first, size = first + size, size * 2
    return tuple(found.values())[:most]


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
