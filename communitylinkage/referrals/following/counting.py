"""What is counted when a referral leaves a step: the procedure, the step, how, and how soon.

Where it is sealed which of several steps it was, all of them are named together: the count says no
more than the row did.
"""

import base64
from datetime import datetime
from uuid import UUID

from communitylinkage.facts import actions as facts
from communitylinkage.procedures.graph.values import Procedure
from communitylinkage.referrals.following import rules
from communitylinkage.referrals.following.models import Followed
from communitylinkage.referrals.following.rules import Reason, Stand, Trail

KIND = "procedure_step"
PASSED_ON = "passed_on"


def code_of(version: UUID) -> str:
    """A version as a code: its id in 22 signs."""
    return base64.urlsafe_b64encode(version.bytes).decode().rstrip("=")


def numbers(procedure: Procedure, stand: Stand) -> list[int]:
    """The steps of a stand by their numbers in the text."""
    return [n for n, step in enumerate(procedure.steps, 1) if step in stand.steps]


def stays(followed: Followed, value: Procedure, trail: Trail) -> list[Stand]:
    """Where it stood, one after the other."""
    found: list[Stand] = []
    for length in range(len(trail) + 1):
        one = followed.stand(value, trail[:length])
        if not found or found[-1] != one:
            found.append(one)
    return found


def leaves(*, followed: Followed, value: Procedure, trail: Trail, how: str, now: datetime,
           reason: Reason | str = "") -> None:  # fmt: skip
    """Counts that a referral leaves where it stands, once for each step that it comes to."""
    *before, here = stays(followed, value, trail)
    if here in before or here.ended:
        return
    codes = [
        f"version:{code_of(followed.version_id)}",
        f"how:{how}",
        f"waited:{rules.waited(now - followed.since)}",
        *(f"step:{n}" for n in numbers(value, here)),
        *([f"reason:{reason}"] if reason else []),
    ]
    country = followed.version.procedure.organisation.country
    facts.count(kind=KIND, region=country, codes=codes, now=now)
