"""What pages read about people, always through the viewer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from communitylinkage.organisations.models import Organisation, Post, Programme
from communitylinkage.people import duties, posts
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account, Duty, Invitation, Membership
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import (
    BY_ADMINISTRATOR,
    BY_COORDINATOR,
    MembershipState,
    administrator_lets_in,
)
from communitylinkage.values.lists import finds
from communitylinkage.values.today import Today

_LAST = datetime.max.replace(tzinfo=UTC)


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """What every part has for her (`settings.TODAY`): who waits for a word, then by the clock."""
    lines = [line for path in settings.TODAY for line in import_string(path)(viewer, now)]
    return sorted(lines, key=lambda line: (not line.first, line.due or _LAST, line.address))


def sections(viewer: Viewer) -> list[Any]:
    """The ways into the parts that are open to her (`settings.SECTIONS`)."""
    found: list[Any] = import_string(settings.SECTIONS)(viewer)
    return found


def organisations(viewer: Viewer, permission: Permission) -> QuerySet[Organisation]:
    """The organisations in which she may do something, by name."""
    where = viewer.organisations_where(permission)
    return Organisation.objects.filter(pk__in=where).order_by("name", "pk")


def _here(where: Iterable[UUID]) -> QuerySet[Membership]:
    found = Membership.objects.filter(organisation__in=where).exclude(state=MembershipState.LEFT)
    return found.select_related("account", "organisation", "programme").order_by(
        "organisation__name", "state", "account__display_name", "pk"
    )


def colleagues(viewer: Viewer, search: str = "") -> list[Membership]:
    """Those whom a search finds in the organisations whose colleagues she may see."""
    return [
        one
        for one in _here(viewer.organisations_where(Permission.COLLEAGUE_SEE))
        if finds(search, *colleague_cells(one))
    ]


def colleague_cells(one: Membership) -> tuple[object, ...]:
    """What a list says of a colleague: no address, no key, no time."""
    return (
        one.account.display_name,
        one.get_role_display(),
        one.organisation.name,
        one.get_state_display(),
    )


def who_may_leave(viewer: Viewer) -> QuerySet[Membership]:
    """Whose membership she may end: colleagues'; as administrator also coordinators' and leads'."""
    found = _here(viewer.organisations_where(Permission.COLLEAGUE_LET_IN))
    if not viewer.may(Permission.SITE_KEEP):
        # An organisation's coordinator does not end who keeps the whole site.
        return found.exclude(role="administrator")
    every = Membership.objects.exclude(state=MembershipState.LEFT)
    kept = every.filter(role__in=BY_ADMINISTRATOR).select_related("account", "organisation")
    return (found | kept).distinct()


def invitations(viewer: Viewer) -> QuerySet[Invitation]:
    """The invitations that nobody used yet and that she may call back, the newest first.

    A coordinator's lead into her organisations, the administrator's make somebody keep one.
    """
    unused = Invitation.objects.filter(used_at=None, invited_by__isnull=False)
    where = viewer.organisations_where(Permission.COLLEAGUE_INVITE)
    found = unused.filter(organisation__in=where, role__in=BY_COORDINATOR)
    if viewer.may(Permission.SITE_KEEP):
        found = found | unused.filter(role__in=BY_ADMINISTRATOR)
    return found.select_related("organisation", "programme").order_by("-expires", "pk")


def keepers_of(organisation: Organisation) -> QuerySet[Membership]:
    """Those of an organisation whom the administrator invites and, if need be, ends."""
    return _here([organisation.pk]).filter(role__in=BY_ADMINISTRATOR)


def whom_to_let_in(viewer: Viewer) -> list[Membership]:
    """Who waits for her: colleagues; for the administrator those whom no coordinator could."""
    mine = _here(viewer.organisations_where(Permission.COLLEAGUE_LET_IN))
    found = list(mine.filter(state=MembershipState.AWAITING))
    if viewer.may(Permission.SITE_KEEP):
        for each in _all_awaiting():
            if each not in found and administrator_lets_in(
                each.role, has_coordinator(each.organisation_id)
            ):
                found.append(each)
    return [each for each in found if each.account_id != viewer.account.pk]


def _all_awaiting() -> QuerySet[Membership]:
    waiting = Membership.objects.filter(state=MembershipState.AWAITING)
    return waiting.select_related("account", "organisation")


def has_coordinator(organisation: UUID) -> bool:
    """Whether an organisation has somebody who lets colleagues in."""
    return Membership.objects.filter(
        organisation=organisation, role="coordinator", state=MembershipState.ACTIVE
    ).exists()


def posts_kept_by(viewer: Viewer) -> QuerySet[Post]:
    """The posts that she may rename and whose rota she keeps."""
    where = viewer.organisations_where(Permission.POST_KEEP)
    found = Post.objects.filter(organisation__in=where, ended=None).select_related("organisation")
    return found.order_by("organisation__name", "name", "pk")


@dataclass(frozen=True, slots=True)
class Ending:
    """What the page says before a post is removed.

    Args:
        open: what is to be finished or handed over first, a sentence each. last: whether nothing
            can be sent to the organisation afterwards.
    """

    open: list[str]
    last: bool


def ending(post: Post) -> Ending:
    """Whether a post can be removed, as every part says that it uses it (`settings.POST_HOLDS`)."""
    others = Post.objects.receiving().filter(organisation=post.organisation_id)
    return Ending(duties.open_at(post), not others.exclude(pk=post.pk).exists())


def posts_without_good_key(viewer: Viewer) -> list[Post]:
    """The posts whose key she can and should make anew."""
    where = {m.organisation_id for m in viewer.memberships if m.may_open}
    found = Post.objects.filter(organisation__in=where).exclude(key_holder=None)
    return [
        post
        for post in found.select_related("organisation").order_by("name", "pk")
        if (post.needs_key_since and posts.has_key(post, viewer.account))
        or not posts.anybody_has_key(post)
    ]


def without_number(viewer: Viewer) -> QuerySet[Organisation]:
    """The organisations that she keeps and that nobody can telephone yet."""
    return organisations(viewer, Permission.POST_KEEP).filter(telephone="")


def duties_of(post: Post) -> QuerySet[Duty]:
    """The rota of a post, by weekday, then by day."""
    found = Duty.objects.filter(post=post).select_related("account", "post__organisation")
    return found.order_by("weekday", "opens_at", "starts", "account__display_name", "pk")


@dataclass(frozen=True, slots=True)
class Loss:
    """What ends when somebody leaves: told before it is done.

    Args:
        stays_as: what she is in the organisation besides; her other roles are not ended.
        keeps_keys: whether one of them opens.
        open: what is with her and what of it is lost, a sentence each, as every part says it
            (`settings.LOST_AT_LEAVING`).
    """

    last_who_opens: bool
    key_by_me: bool
    stays_as: tuple[str, ...] = ()
    keeps_keys: bool = False
    open: tuple[str, ...] = ()


def loss_at_leaving(membership: Membership, by: Account) -> Loss:
    """What the page says before a colleague leaves."""
    openers = posts.openers(membership.organisation_id)
    others = [one for one in openers if one.pk != membership.account_id]
    kept = Post.objects.filter(organisation=membership.organisation_id).exclude(key_holder=None)
    besides = _here([membership.organisation_id]).filter(account=membership.account_id)
    keeps = posts.opens_otherwise(membership)
    return Loss(
        last_who_opens=membership.account in openers and not others and not keeps,
        key_by_me=all(posts.has_key(post, by) for post in kept),
        stays_as=tuple(one.get_role_display() for one in besides.exclude(pk=membership.pk)),
        keeps_keys=keeps,
        open=tuple(
            said for path in settings.LOST_AT_LEAVING for said in import_string(path)(membership)
        ),
    )


def programmes() -> QuerySet[Programme]:
    """Every programme of the site, the newest first."""
    found = Programme.objects.select_related("lead_organisation")
    return found.prefetch_related("partnerships__organisation").order_by("-starts", "name", "pk")


def every_organisation() -> QuerySet[Organisation]:
    """Every organisation of the site, by name."""
    return Organisation.objects.order_by("name", "pk")
