"""When a mentor cannot go on: another takes over what is open, with the woman's yes."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import ngettext

from communitylinkage.consent import actions as consents
from communitylinkage.organisations.models import Post
from communitylinkage.people.mail import tell
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.posts import has_key, key_of_post, openers
from communitylinkage.referrals import keepers, wording
from communitylinkage.referrals.actions import note
from communitylinkage.referrals.models import Referral
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder


def colleagues(referral: Referral) -> list[tuple[str, str]]:
    """Who of the mentor's organisation could go on, without her: id and name."""
    everybody = openers(referral.organisation_id)
    return [(str(one.pk), one.display_name) for one in everybody if one.pk != referral.mentor_id]


def stand_in_of(organisation: UUID, asked: Collection[UUID] = ()) -> Post | None:
    """The post that stands in for a mentor where a woman agreed to it.

    Args:
        asked: holders that are asked themselves: they read in their turn, as every other service.
    """
    posts = Post.objects.receiving().filter(organisation_id=organisation)
    return posts.exclude(key_holder__in=asked).order_by("name").first()


def _stands_in(referral: Referral) -> Post | None:
    """The post to which she said yes, and which has the key of what is passed on."""
    posts = Post.objects.receiving().filter(organisation_id=referral.organisation_id)
    for post in posts.order_by("name"):
        if post.key_holder and vault.holds(record=referral.consent.paper, holder=post.key_holder):
            return post
    return None


def _taken_without(referral: Referral, mentor: Account) -> bool:
    """Whether a colleague of hers could take it over without her."""
    post = _stands_in(referral)
    if post is None or _made_anew(post, referral):
        return False
    others = [one for one in openers(referral.organisation_id) if one.pk != mentor.pk]
    return any(has_key(post, one) for one in others)


def _made_anew(post: Post, referral: Referral) -> bool:
    """Whether the stand-in's key is not the one any more to which it was passed on."""
    holder = post.key_holder
    return holder is None or not vault.opens(record=referral.consent.paper, holder=holder)


def why_not(referral: Referral, account: Account) -> Promise:
    """What she is told who could not take it over, where the consent is in force."""
    post = _stands_in(referral)
    if post is None:
        return wording.NO_STAND_IN
    if _made_anew(post, referral) or has_key(post, account):
        return wording.KEY_MADE_ANEW
    return wording.NO_KEY_YET


def lost_with(membership: Membership) -> list[str]:
    """What is open with a mentor, and what of it is lost with her, said before she leaves."""
    if keepers.stays(membership):
        return []
    rows = keepers.open_of(membership.organisation_id, membership.account_id)
    lost = sum(not _taken_without(row, membership.account) for row in rows)
    several = ngettext(
        "%(number)d open referral is with her.",
        "%(number)d open referrals are with her.",
        len(rows),
    )
    closed = ngettext(
        "%(number)d of them has no stand-in. On your side nobody can ever open it again.",
        "%(number)d of them have no stand-in. On your side nobody can ever open them again.",
        lost,
    )
    said = [(several, len(rows)), (closed, lost)]
    return [words % {"number": number} for words, number in said if number]


def on_leaving(*, membership: Membership, by: Account, now: datetime) -> None:
    """Writes to who could go on, where a mentor leaves something open."""
    organisation, mentor = membership.organisation_id, membership.account_id
    if keepers.is_there(organisation, mentor) or not keepers.open_of(organisation, mentor):
        return
    tell(accounts=[one for one in openers(organisation) if one.pk != by.pk], now=now)


@transaction.atomic
def hand_over(
    *,
    referral: Referral,
    to: Account,
    holder: UUID,
    private_key: bytes,
    by: UUID,
    now: datetime,
) -> None:
    """Makes another the mentor of a referral; the one before is locked out.

    Raises:
        communitylinkage.consent.rules.NotConsented: her consent is over.
        communitylinkage.vault.keys.Locked: `holder` cannot open it, or `to` has no key.
    """
    target = Holder.objects.filter(pk__in=[pk for pk in [to.key_holder] if pk]).first()
    if target is None:
        raise Locked
    row = Referral.objects.select_for_update().get(pk=referral.pk)
    before = Account.objects.filter(pk=row.mentor_id).first()
    consents.hand_over(
        consent=row.consent,
        holder=holder,
        private_key=private_key,
        to=target,
        leaves=before.key_holder if before else None,
        by=by,
        now=now,
    )
    row.mentor_id, row.changed = to.pk, now
    row.save()
    note(row, "referral.handed_over", by, now)
    tell(accounts=[one for one in [to] if one.pk != by], now=now)


def take_over(*, referral: Referral, account: Account, private_key: bytes, now: datetime) -> None:
    """Takes over what a mentor left behind, with the key of the stand-in. Raises as `hand_over`."""
    post = _stands_in(referral)
    if post is None or post.key_holder is None:
        raise Locked
    key = key_of_post(holder=post.key_holder, account=account, private_key=private_key)
    hand_over(
        referral=referral,
        to=account,
        holder=post.key_holder,
        private_key=key,
        by=account.pk,
        now=now,
    )
