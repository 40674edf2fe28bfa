"""What services answered, and whether one took her as its entry says: promised against true.

Counted by country and month, tied to nothing (DESIGN 3, rule 1); `counting` counts what the woman
and her mentor came to.
"""

import base64
from datetime import datetime
from uuid import UUID

from communitylinkage.consent.models import Recipient
from communitylinkage.directory import queries as directory
from communitylinkage.facts import actions as facts
from communitylinkage.organisations.models import Organisation
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import Act, Outcome

# What services answered, and how it ended.
ANSWERED = "referral_answer"
# Whether a service took her as its entry says: promised against true.
AS_SAID = "service_as_said"
NOTHING = "nothing"
_SEEN = (Outcome.PROVIDED, Outcome.UNAVAILABLE)


def code_of(service: UUID) -> str:
    """A service as a code: its id in 22 signs."""
    return base64.urlsafe_b64encode(service.bytes).decode().rstrip("=")


def _country(row: Referral, turn: Recipient | None, now: datetime) -> str:
    """That of the service that was asked, else of the mentor's organisation."""
    entry = directory.service(turn.service_id, now.date()) if turn and turn.service_id else None
    if entry and entry.offer.country:
        return entry.offer.country
    ours = Organisation.objects.filter(pk=row.organisation_id)
    return ours.values_list("country", flat=True).first() or ""


def after_act(*, row: Referral, act: Act, now: datetime) -> None:
    """Counts a no, a silence, an end; and, at an end, what differed from the entry.

    Only who saw the service can say that nothing differed. Which service answered is never
    published: by it the gate knows what each could take away from the sum of its country.
    """
    said = {Act.DECLINE: "declined", Act.EXPIRE: "expired", Act.CLOSE: row.outcome}.get(act)
    if not said:
        return
    turn = row.consent.recipients.filter(position=row.position).first()
    region = _country(row, turn, now)
    why = [f"reason:{row.reason}"] if act == Act.DECLINE and row.reason else []
    service = [f"service:{code_of(turn.service_id)}"] if turn and turn.service_id else []
    facts.count(kind=ANSWERED, region=region, codes=[f"answer:{said}", *why, *service], now=now)
    differed = row.differed.split()
    if act == Act.CLOSE and service and (differed or said in _SEEN):
        codes = [f"differs:{code}" for code in differed or [NOTHING]]
        facts.count(kind=AS_SAID, region=region, codes=[*service, *codes], now=now)
