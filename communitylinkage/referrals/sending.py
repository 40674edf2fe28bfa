"""From four answered steps to a referral on its way, once, however often the form is sent."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.consent.actions import Named
from communitylinkage.organisations.queries import names_of
from communitylinkage.participants.actions import make_receipt
from communitylinkage.participants.models import Participant
from communitylinkage.participants.queries import receipt_holders
from communitylinkage.people.models import Account
from communitylinkage.referrals import making
from communitylinkage.referrals.candidates import Candidate, Way
from communitylinkage.referrals.handing_over import stand_in_of
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.outside.actions import new_link
from communitylinkage.referrals.steps import Making
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder


@dataclass(frozen=True, slots=True)
class Sent:
    """The referral, and the code of her receipt: it is shown once and never again."""

    referral: Referral
    code: str = ""


def _named(candidate: Candidate, by: UUID, now: datetime) -> Named:
    if candidate.way == Way.OUTSIDE:
        holder = new_link(
            organisation=candidate.organisation, email=candidate.email, by=by, now=now
        )
        return Named(candidate.organisation, holder, candidate.service, outside=True)
    holder = Holder.objects.get(pk=str(candidate.holder))
    return Named(candidate.organisation, holder, candidate.service)


def _kept_by(
    account: Account, organisation: UUID, stand_in: bool, asked: Collection[UUID]
) -> list[Holder]:
    ids = [account.key_holder]
    post = stand_in_of(organisation, asked) if stand_in else None
    ids += [post.key_holder] if post else []
    holders = list(Holder.objects.filter(pk__in=[pk for pk in ids if pk]))
    if not holders or holders[0] is None:
        raise Locked
    return holders


@transaction.atomic
def send(
    *,
    done: Making,
    account: Account,
    organisation: UUID,
    participant: Participant | None,
    now: datetime,
) -> Sent:
    """Records what she agreed to and asks the first service.

    Args:
        done: the four steps, complete. participant: who is known already, by a receipt.

    Raises:
        communitylinkage.consent.rules.NotConsented, communitylinkage.vault.keys.Locked
    """
    again = Referral.objects.filter(pk=done.once, mentor_id=account.pk).first()
    if again:
        return Sent(again)
    need, _recipients, contact = done.before
    said = done.form.cleaned_data
    recipients = [_named(one, account.pk, now) for one in done.chosen]
    asked = {one.holder.pk for one in recipients}
    kept_by = _kept_by(account, organisation, bool(said.get("stand_in")), asked)
    code, woman = "", participant or Participant.objects.create()
    kept_by += receipt_holders(woman.pk)
    if said.get("receipt"):
        made = make_receipt(participant=woman, digits=said["digits"], now=now)
        code, kept_by = made.code, [*kept_by, made.holder]
    summary = need.summary(contact.cleaned_data["warm"])  # type: ignore[attr-defined]  # the first
    excluded = need.excluded  # type: ignore[attr-defined]  # likewise
    referral = making.begin(
        number=done.once,
        participant=woman,
        organisation=organisation,
        paper=done.form.paper(  # type: ignore[attr-defined]  # the fourth form
            [one.name for one in done.chosen], names_of(excluded), now
        ),
        summary=replace(
            summary,
            some_must_not_know=bool(said["not_told"].strip() or excluded),
            minor=contact.cleaned_data.get("minor", ""),
            elsewhere=contact.cleaned_data.get("elsewhere", ""),
        ),
        content=contact.content(said["not_told"], excluded),  # type: ignore[attr-defined]  # the third
        kept_by=kept_by,
        recipients=recipients,
        days=said["days"],
        follows=done.follows,
        by=account.pk,
        now=now,
    )
    return Sent(referral, code)
