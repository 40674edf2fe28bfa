"""Who may hear a complaint, and the complaints of a viewer."""

from uuid import UUID

from communitylinkage.organisations.models import Organisation, Partnership, Post
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account
from communitylinkage.people.posts import anybody_has_key
from communitylinkage.people.roles import Permission
from communitylinkage.referrals.mentor_requests.queries import posts_of
from communitylinkage.support.voices.models import Complaint
from communitylinkage.support.voices.rules import Hearing


def could_hear(about: UUID) -> list[Hearing]:
    """The partners of the same programmes with a post that somebody can open; leads first."""
    mine = Partnership.objects.filter(organisation_id=about).values("programme_id")
    rows = Partnership.objects.filter(programme_id__in=mine).select_related("programme")
    leads = {row.programme.lead_organisation_id for row in rows}
    numbers = leads | {row.organisation_id for row in rows}
    posts = Post.objects.filter(organisation_id__in=numbers, key_holder__isnull=False)
    found = sorted(posts, key=lambda post: (post.organisation_id not in leads, str(post.pk)))
    return [
        Hearing(post.organisation_id, post.key_holder)
        for post in found
        if post.key_holder and anybody_has_key(post)
    ]


def organisations() -> list[Organisation]:
    """Those about whom something can be said: all that take part, by name."""
    return list(Organisation.objects.order_by("name"))


def complaints_of(viewer: Viewer) -> list[Complaint]:
    """What she hears: a coordinator, never of an organisation that she belongs to."""
    kept = viewer.organisations_where(Permission.POST_KEEP)
    posts = [post for post in posts_of(viewer) if post.organisation_id in kept]
    holders = [post.key_holder for post in posts if post.key_holder]
    own = [one.organisation_id for one in viewer.memberships]
    rows = Complaint.objects.filter(post_holder__in=holders).exclude(about__in=own)
    return list(rows.order_by("closed", "made", "pk"))


def complaint_for(viewer: Viewer, reference: str) -> Complaint | None:
    """One of them; else None, as if there were none."""
    return next((one for one in complaints_of(viewer) if one.reference == reference), None)


def coordinators(holder: UUID) -> list[Account]:
    """Who is told of a complaint: those who keep the posts and can open this one."""
    post = Post.objects.get(key_holder=holder)
    return list(
        Account.objects.filter(
            memberships__organisation=post.organisation_id,
            memberships__state="active",
            memberships__role="coordinator",
        ).distinct()
    )
