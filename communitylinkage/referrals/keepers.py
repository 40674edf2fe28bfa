"""Who keeps an open referral, and who may open what: by role, by key, by half of a lock.

The rows themselves, for what is written and handed over; what a page shows of them is queries.py.
"""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import ngettext

from communitylinkage.consent.models import Recipient
from communitylinkage.organisations.models import Post
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.posts import openers
from communitylinkage.people.roles import ROLES, Permission
from communitylinkage.people.rules import MembershipState
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import ENDED, Behind
from communitylinkage.vault import actions as vault
from communitylinkage.vault import queries as held
from communitylinkage.vault.models import Grant

# The roles that keep referrals.
_MAKERS = [code for code, role in ROLES.items() if Permission.REFERRAL_MAKE in role.permissions]


def _there(organisations: Iterable[UUID]) -> dict[tuple[UUID, UUID], UUID | None]:
    """Who keeps referrals now: organisation and account, with the key that she has today."""
    found = Membership.objects.filter(
        organisation__in=list(organisations), state=MembershipState.ACTIVE, role__in=_MAKERS
    )
    rows = found.values_list("organisation_id", "account_id", "account__key_holder")
    return {(organisation, account): holder for organisation, account, holder in rows}


def is_there(organisation: UUID, account: UUID) -> bool:
    """Whether she keeps referrals of an organisation still, in whichever role."""
    return (organisation, account) in _there([organisation])


def stays(membership: Membership) -> bool:
    """Whether she would go on keeping its referrals without this one role."""
    others = Membership.objects.filter(
        organisation=membership.organisation_id, account=membership.account_id,
        state=MembershipState.ACTIVE, role__in=_MAKERS,
    )  # fmt: skip
    return others.exclude(pk=membership.pk).exists()


def open_of(organisation: UUID, mentor: UUID) -> list[Referral]:
    """What a mentor of an organisation keeps and is not over, the longest unchanged first."""
    rows = Referral.objects.filter(organisation_id=organisation, mentor_id=mentor)
    return list(rows.exclude(state__in=ENDED).order_by("changed"))


def on_her_side(row: Referral) -> list[Account]:
    """Who is written to: her mentor, or where she is not there any more, who could go on."""
    if is_there(row.organisation_id, row.mentor_id):
        return list(Account.objects.filter(pk=row.mentor_id))
    return openers(row.organisation_id)


def still_holds(row: Referral) -> bool:
    """Whether a half of the content is still there for the recipient whose turn it was last.

    It is not after a no, after its time was over, and after she locked this recipient out: then
    nobody opens the referral again, and she begins anew with whom she wants.
    """
    turn = row.consent.recipients.filter(position=row.position).first()
    return turn is not None and vault.holds(record=row.content, holder=turn.holder)


def next_turn(row: Referral) -> Recipient | None:
    """Who is asked next: of those whom she named after this turn, the first who could open it.

    Whose half of the summary is missing is passed over: she locked them out and a crash kept them
    in the order, or it is a restored copy. Asked, they would stop everything that comes after.
    """
    later = row.consent.recipients.filter(position__gt=row.position)
    return next(
        (one for one in later if vault.holds(record=row.summary, holder=one.holder)),
        None,
    )


def left_behind(viewer: Viewer) -> list[Referral]:
    """Open referrals of her organisations that nobody keeps: somebody must take them over.

    Their mentor is not there any more, or she chose a new password and her new key opens none of
    it; then she takes it over herself as well.
    """
    where = viewer.organisations_where(Permission.REFERRAL_MAKE)
    rows = Referral.objects.filter(organisation_id__in=where).exclude(state__in=ENDED)
    found, there = list(rows.order_by("changed")), _there(where)
    opens = held.released(row.content for row in found)
    return [
        row
        for row in found
        if (row.content, there.get((row.organisation_id, row.mentor_id))) not in opens
    ]


def why_behind(row: Referral, viewer: Viewer) -> Behind:
    """Why it was left behind, as the viewer is told."""
    if row.mentor_id == viewer.account.pk:
        return Behind.YOURS
    belongs = Membership.objects.filter(
        organisation=row.organisation_id, account=row.mentor_id, role__in=_MAKERS
    )
    left = not belongs.exclude(state=MembershipState.LEFT).exists()
    return Behind.LEFT if left else Behind.LOCKED_OUT


def open_at(post: Post) -> list[str]:
    """How many open referrals a post holds: sent to it, on the way to it, or as a stand-in."""
    holder = post.key_holder
    if holder is None:
        return []
    sealed = Grant.objects.filter(holder=holder).values("record_id")
    rows = Referral.objects.filter(content__in=sealed).exclude(state__in=ENDED)
    several = sum(vault.holds(record=row.content, holder=holder) for row in rows)
    said = ngettext("%(number)d referral is open.", "%(number)d referrals are open.", several)
    return [said % {"number": several}] if several else []
