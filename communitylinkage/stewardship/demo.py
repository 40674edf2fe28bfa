"""Two made-up cases near their end: one will be erased, of the other a colleague says keep it."""

from datetime import datetime, timedelta

from django.db import transaction

from communitylinkage.consent import actions as consents
from communitylinkage.organisations.models import Post
from communitylinkage.participants.models import Participant
from communitylinkage.people.demo import NOBODY
from communitylinkage.people.models import Account, Membership
from communitylinkage.referrals import actions
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import Outcome, State, Urgency
from communitylinkage.stewardship.models import Hold
from communitylinkage.stewardship.retention import holding
from communitylinkage.stewardship.rules.holds import Reason
from communitylinkage.vault.models import Holder

DAY = timedelta(days=1)
CLOSED_AGO = (86 * DAY, 80 * DAY)


def load(now: datetime) -> int:
    """Makes them once, for the coordinator who can be tried; how many cases near their end."""
    keeper = Membership.objects.filter(account__email="coordinator@demo.invalid").first()
    if Hold.objects.exists() or keeper is None:
        return Hold.objects.count() * 2
    mentor = Account.objects.filter(
        email__endswith="@demo.invalid", memberships__role="mentor", key_holder__isnull=False,
        memberships__organisation__country=keeper.organisation.country,
    ).first()  # fmt: skip
    post = Post.objects.receiving().filter(organisation__side="service").order_by("pk").first()
    if mentor is None or post is None:
        return 0
    with transaction.atomic(), transaction.atomic(using="locks"):
        women = [_closed(keeper, mentor, post, now - ago) for ago in CLOSED_AGO]
        holding.ask(
            participant=women[1], organisation=keeper.organisation_id, reason=Reason.COMPLAINT,
            by=NOBODY, now=now - DAY,
        )  # fmt: skip
    return len(women)


def _closed(keeper: Membership, mentor: Account, post: Post, at: datetime) -> Participant:
    """A case that closed then; nothing is counted of it, so that no figure of the demo moves."""
    woman = Participant.objects.create()
    hers = Holder.objects.get(pk=str(mentor.key_holder))
    theirs = Holder.objects.get(pk=str(post.key_holder))
    consent = consents.give(
        participant=woman, organisation=keeper.organisation_id, paper=b"{}", kept_by=[hers],
        recipients=[consents.Named(post.organisation_id, theirs)], until=at + 30 * DAY,
        by=mentor.pk, now=at - DAY,
    )  # fmt: skip
    row = actions.make(
        consent=consent, summary=b"{}", content=b"{}", kept_by=[hers], recipients=[theirs],
        urgency=Urgency.WEEK, by=mentor.pk, now=at - DAY,
    )  # fmt: skip
    Referral.objects.filter(pk=row.pk).update(
        state=State.CLOSED, outcome=Outcome.PROVIDED, changed=at
    )
    # Its time was up a month later; the worker has ended it since.
    type(consent).objects.filter(pk=consent.pk).update(ending=at, ended=at)
    return woman
