"""Certificates of mentors as the teaching rule reads them, and written down into `mentors`."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from communitylinkage.learning.joining.queries import merges_of
from communitylinkage.learning.models import Award, Learner
from communitylinkage.learning.rules.codes import Track, Why
from communitylinkage.learning.rules.teaching import Certified
from communitylinkage.mentors import actions as mentors
from communitylinkage.network.rules.engaging import root


def certificates(learners: Iterable[UUID] | None = None) -> dict[UUID, list[Certified]]:
    """The certificates as mentors: by the record that counts for a person.

    Args:
        learners: records of only these persons; None: everybody's.
    """
    merged = merges_of()
    wanted = None if learners is None else {root(one, merged) for one in learners}
    rows = Award.objects.filter(cohort__course__track=Track.MENTORS)
    found: dict[UUID, list[Certified]] = defaultdict(list)
    for record, day, until, why in rows.values_list("learner_id", "day", "revoked_on", "why"):
        person = root(record, merged)
        if wanted is None or person in wanted:
            found[person].append(Certified(day, until, why == Why.MISTAKE))
    return found


def certificates_of(learners: Iterable[UUID]) -> list[list[Certified]]:
    """For each of some persons, her certificates as a mentor."""
    merged, asked = merges_of(), list(learners)
    found = certificates(asked)
    return [found.get(root(one, merged), []) for one in asked]


def since(found: Iterable[Certified]) -> date | None:
    """Since when a person is certified without a break; None where nothing stands."""
    standing = [one.since for one in found if one.until is None and not one.never]
    return min(standing, default=None)


def write_down(*, account: UUID, by: UUID, now: datetime) -> None:
    """Tells `mentors` whether the person with this account is certified now."""
    records = list(Learner.objects.filter(account=account).values_list("pk", flat=True))
    every = [one for found in certificates(records).values() for one in found]
    mentors.certify(account=account, since=since(every), by=by, now=now)
