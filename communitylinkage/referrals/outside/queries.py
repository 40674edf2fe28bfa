"""Which link it is, whose turn it is, and the code that the mentor tells."""

from dataclasses import dataclass
from datetime import datetime

from communitylinkage.consent.models import Recipient
from communitylinkage.consent.rules import in_force
from communitylinkage.referrals.models import Message, Referral
from communitylinkage.referrals.outside import keys, rules
from communitylinkage.referrals.outside.models import Link
from communitylinkage.referrals.rules import State


@dataclass(frozen=True, slots=True)
class Door:
    """A link with its token, as somebody holds it."""

    link: Link
    token: bytes


def door(typed: str, now: datetime) -> Door:
    """The link of an address, while it opens.

    Raises:
        Gone: whatever the reason.
    """
    token = rules.read_token(typed)
    link = token and Link.objects.filter(tag=keys.tag_of(token)).first()
    if not token or not link or turn_of(link, now) is None:
        raise rules.Gone
    return Door(link, token)


def turn_of(link: Link, now: datetime, *, locked: bool = False) -> Referral | None:
    """The referral whose turn is this link's, while the link opens; else None.

    Args:
        locked: hold its row until the transaction ends, so that nobody takes the turn away.
    """
    recipient = Recipient.objects.filter(holder=link.holder).first()
    if recipient is None:
        return None
    rows = Referral.objects.select_related("consent")
    if locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(consent=recipient.consent_id, position=recipient.position)
    return next((row for row in found.order_by("-changed") if _is_alive(link, row, now)), None)


def _is_alive(link: Link, row: Referral, now: datetime) -> bool:
    return rules.is_alive(
        state=State(row.state),
        due=row.due,
        until=row.consent.until,
        ending=row.consent.ending,
        expires=link.expires,
        now=now,
    )


def link_asked(referral: Referral) -> Link | None:
    """The link of the recipient whose turn it is; None where she is on the platform."""
    recipient = referral.consent.recipients.filter(
        position=referral.position, outside=True
    ).first()  # fmt: skip
    return Link.objects.filter(holder=recipient.holder).first() if recipient else None


def code_for(referral: Referral) -> str | None:
    """The code that the mentor tells by telephone, once a recipient outside said yes; else None.

    The caller has checked that the referral is the reader's.
    """
    consent = referral.consent
    if referral.state not in rules.ACCEPTED or consent.ending is not None:
        return None
    link = link_asked(referral)
    return keys.code_of(link.pk, referral.pk) if link else None


def waits_to_be_mailed(link: Link, now: datetime) -> bool:
    """Whether its token may still be wanted: never mailed, and its turn can still come."""
    if link.mailed or link.opened:
        return False
    recipient = Recipient.objects.select_related("consent").filter(holder=link.holder).first()
    if recipient is None:
        return now < link.made + rules.FORGOTTEN_AFTER
    consent = recipient.consent
    rows = list(Referral.objects.filter(consent=consent))
    if not rows:
        return now < link.made + rules.FORGOTTEN_AFTER
    return in_force(consent.until, consent.ending, now) and any(
        rules.turn_can_come(State(row.state), row.position, recipient.position) for row in rows
    )


def she_wrote(referral: Referral) -> bool:
    """Whether there is a message of hers, which a link cannot read: one of no organisation."""
    return Message.objects.filter(referral=referral, organisation_id=None).exists()
