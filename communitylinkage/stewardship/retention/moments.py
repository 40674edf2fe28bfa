"""When each part of a case last moved, for many cases at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from communitylinkage.consent.models import Consent
from communitylinkage.participants.models import Receipt
from communitylinkage.referrals.asks import rules as asks
from communitylinkage.referrals.mentor_requests import rules as requests
from communitylinkage.referrals.models import Ask, MentorRequest, Message, Referral
from communitylinkage.referrals.rules import ENDED
from communitylinkage.referrals.wishes.models import Wish
from communitylinkage.referrals.wishes.rules import State as Waits
from communitylinkage.stewardship.models import Hold
from communitylinkage.stewardship.rules import cases
from communitylinkage.stewardship.rules.cases import Moment
from communitylinkage.stewardship.rules.holds import stands
from communitylinkage.support.models import KeptPlan, SupportAction
from communitylinkage.support.rules import LIVE
from communitylinkage.vault.models import Holder


def _all(people: list[UUID]) -> dict[UUID, list[Moment]]:
    found: dict[UUID, list[Moment]] = defaultdict(list)
    sent = set()
    for row in Referral.objects.filter(consent__participant__in=people).select_related("consent"):
        sent.add(row.consent_id)
        found[row.consent.participant_id].append(Moment(row.changed, row.state not in ENDED))
    for consent in Consent.objects.filter(participant__in=people):
        # Under one that was used, the referrals say what is open.
        waits = consent.ended is None and consent.pk not in sent
        found[consent.participant_id].append(Moment(consent.ended or consent.given, waits))
    for ask in Ask.objects.filter(participant__in=people):
        found[ask.participant_id].append(Moment(ask.changed, ask.state not in asks.ENDED))
    receipts = {}
    for made in Receipt.objects.filter(participant__in=people):
        receipts[made.holder] = made.participant_id
        found[made.participant_id].append(Moment(made.made))
    for plan in KeptPlan.objects.filter(holder__in=receipts):
        found[receipts[plan.holder]].append(Moment(plan.changed))
    hers = {"consent__participant__in": people}
    for request in MentorRequest.objects.filter(**hers).select_related("consent"):
        if request.consent:
            going = request.state not in requests.ENDED
            found[request.consent.participant_id].append(Moment(request.changed, going))
    for action in SupportAction.objects.filter(**hers).select_related("consent"):
        if action.consent:
            live = action.state in LIVE
            found[action.consent.participant_id].append(Moment(action.changed, live))
    for wish in Wish.objects.filter(referral__consent__participant__in=people).select_related(
        "referral__consent"
    ):
        # One that waits ends with her consent at the latest.
        person = wish.referral.consent.participant_id
        found[person].append(Moment(wish.changed, wish.state == Waits.WAITING))
    written = Message.objects.filter(referral__consent__participant__in=people)
    for person, at in written.values_list("referral__consent__participant", "written"):
        found[person].append(Moment(at))
    return found


def lock(person: UUID) -> None:
    """Holds all that says whether a case is over until the transaction ends.

    Who reopens something in this moment comes before, and is seen, or after, and finds nothing.
    SQLite lets one write at a time anyway.
    """
    hers = {"consent__participant": person}
    keys = Receipt.objects.filter(participant=person).values("holder")
    # What others hang on comes first, so that nothing new can be hung on it meanwhile.
    for rows in (
        Consent.objects.filter(participant=person),
        Ask.objects.filter(participant=person),
        Holder.objects.filter(pk__in=keys),
        Referral.objects.filter(**hers),
        MentorRequest.objects.filter(**hers),
        SupportAction.objects.filter(**hers),
        Wish.objects.filter(referral__consent__participant=person),
        KeptPlan.objects.filter(holder__in=keys),
    ):
        list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk"))


def closed(people: Iterable[UUID]) -> dict[UUID, datetime | None]:
    """When each case closed; None while something of it goes on."""
    wanted = list(people)
    moments = _all(wanted)
    return {person: cases.closed_since(moments[person]) for person in wanted}


def held(people: Iterable[UUID], now: datetime) -> set[UUID]:
    """Those that a hold keeps now."""
    rows = Hold.objects.filter(participant__in=list(people), ended_at=None)
    return {row.participant_id for row in rows if stands(row.held, now)}


def standings(people: Iterable[UUID], now: datetime) -> dict[UUID, cases.Standing]:
    """Where each stands with its end."""
    wanted = list(people)
    kept = held(wanted, now)
    return {
        person: cases.standing(since, person in kept, now)
        for person, since in closed(wanted).items()
    }
