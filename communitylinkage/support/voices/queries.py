"""Who may hear a complaint, and the complaints of a viewer."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communitylinkage.journal import queries as journal
from communitylinkage.organisations.models import Organisation, Partnership, Post
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.posts import has_key, openers
from communitylinkage.people.roles import Coordinator, Permission
from communitylinkage.referrals.mentor_requests.queries import posts_of
from communitylinkage.referrals.mentor_requests.rules import Answer
from communitylinkage.referrals.receipt.queries import WOMAN, Opened
from communitylinkage.support.models import SupportAction
from communitylinkage.support.rules import State
from communitylinkage.support.voices import wording
from communitylinkage.support.voices.models import Complaint
from communitylinkage.support.voices.rules import Hearing
from communitylinkage.values.today import Today


def could_hear(about: UUID) -> list[Hearing]:
    """The partners of the same programmes with a post where somebody hears it; leads first.

    Sealed to a post that nobody of `coordinators` opens, it would be sent and reach nobody.
    """
    mine = Partnership.objects.filter(organisation_id=about).values("programme_id")
    rows = Partnership.objects.filter(programme_id__in=mine).select_related("programme")
    leads = {row.programme.lead_organisation_id for row in rows}
    numbers = leads | {row.organisation_id for row in rows}
    posts = Post.objects.receiving().filter(organisation_id__in=numbers)
    found = sorted(posts, key=lambda post: (post.organisation_id not in leads, str(post.pk)))
    return [
        Hearing(post.organisation_id, post.key_holder)
        for post in found
        if post.key_holder and coordinators(post.key_holder, about)
    ]


def organisations() -> list[Organisation]:
    """Those about whom something can be said: all that take part, by name."""
    return list(Organisation.objects.order_by("name"))


def complaints_of(viewer: Viewer) -> list[Complaint]:
    """What she hears: a coordinator, never of an organisation that she belongs or belonged to."""
    kept = viewer.organisations_where(Permission.POST_KEEP)
    if not kept:
        return []
    posts = [post for post in posts_of(viewer) if post.organisation_id in kept]
    holders = [post.key_holder for post in posts if post.key_holder]
    # Also where she left: who moved yesterday hears nothing about her colleagues of yesterday.
    own = Membership.objects.filter(account=viewer.account).values("organisation_id")
    rows = Complaint.objects.filter(post_holder__in=holders).exclude(about__in=own)
    return list(rows.order_by("closed", "made", "pk"))


def complaint_for(viewer: Viewer, reference: str) -> Complaint | None:
    """One of them; else None, as if there were none."""
    return next((one for one in complaints_of(viewer) if one.reference == reference), None)


def coordinators(holder: UUID, about: UUID) -> list[Account]:
    """Who hears a complaint at a post: who finds it in `complaints_of` and has the key to it."""
    post = Post.objects.get(key_holder=holder)
    belonged = Membership.objects.filter(organisation_id=about)
    theirs = set(belonged.values_list("account", flat=True))
    found = openers(post.organisation_id, Coordinator.name)
    return [one for one in found if one.pk not in theirs and has_key(post, one)]


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """That complaints wait, in one line: whoever sends a thousand fills nobody's home."""
    number = sum(one.closed is None for one in complaints_of(viewer))
    if not number:
        return []
    words = ngettext("A complaint waits for you.", "%(number)s complaints wait for you.", number)
    return [Today(words % {"number": number}, reverse("complaints"))]


def who_opened(row: SupportAction) -> list[tuple[str, tuple[Opened, ...]]]:
    """Of what was agreed for a visit, and written of it afterwards: who opened it, how often and
    when last, without herself.

    A mentor whom another replaced stays hers: she is told of it as of her who goes now.
    """
    lines = journal.openings([row.reference], "support.opened_paper")
    went = row.request.turns.filter(answer__in=[Answer.ACCEPTED, Answer.HANDED_BACK])
    mentors = {
        str(one) for one in (row.mentor, row.backup, *went.values_list("account_id", flat=True))
    }

    what = wording.AGREED if row.state == State.OPEN else wording.WRITTEN

    def by(counts: Callable[[str], bool]) -> tuple[Opened, ...]:
        ats = [one.at for one in lines if counts(one.by)]
        return (Opened(what, len(ats), max(ats)),) if ats else ()

    service = Organisation.objects.get(pk=row.organisation_id).name
    return [
        (_("Your mentor"), by(lambda who: who in mentors)),
        (service, by(lambda who: who not in mentors | {str(WOMAN)})),
    ]
