"""Whom she may ask, and which asks a viewer may see."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communitylinkage.organisations.models import Organisation, Post
from communitylinkage.organisations.rules import Side
from communitylinkage.people.access import Viewer
from communitylinkage.people.posts import openers
from communitylinkage.people.roles import ROLES, Permission
from communitylinkage.people.rules import MembershipState
from communitylinkage.referrals.asks import rules
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.rules import State
from communitylinkage.values.today import Today


@dataclass(frozen=True, slots=True)
class Reader:
    """A post that may be asked: whose it is, how many people may open, what they speak."""

    post: UUID
    post_name: str
    organisation: UUID
    organisation_name: str
    people: int
    languages: tuple[str, ...]
    town: str = ""


def readers(country: str, language: str) -> list[Reader]:
    """The posts of community organisations of a country, those that speak her language first.

    Only where somebody can open it: a letter that nobody can read is worse than none.
    """
    posts = (
        Post.objects.receiving()
        .filter(organisation__side=Side.COMMUNITY, organisation__country=country)
        .select_related("organisation")
    )
    found = [
        Reader(
            post.pk,
            post.name,
            post.organisation_id,
            post.organisation.name,
            len(openers(post.organisation_id)),
            tuple(post.organisation.languages),
            post.organisation.town,
        )
        for post in posts
    ]
    able = [reader for reader in found if reader.people]
    return sorted(able, key=lambda r: (language not in r.languages, r.organisation_name, r.post))


def organisations_in(country: str) -> list[tuple[str, str]]:
    """The organisations of a country, so that she can say which must not know."""
    rows = Organisation.objects.filter(country=country).order_by("name")
    return [(str(row.pk), row.name) for row in rows]


def _organisations(viewer: Viewer) -> set[UUID]:
    """Where she makes referrals and may open."""
    return {
        m.organisation_id
        for m in viewer.memberships
        if m.state == MembershipState.ACTIVE
        and m.may_open
        and Permission.REFERRAL_MAKE in ROLES[m.role].permissions
    }


def asks_for(viewer: Viewer) -> QuerySet[Ask]:
    """The asks of her organisations' posts; those that a colleague took are not hers."""
    rows = Ask.objects.filter(post__organisation_id__in=_organisations(viewer))
    mine = rows.filter(taken_by=viewer.account.pk) | rows.filter(taken_by=None)
    return mine.select_related("post__organisation").order_by("crowded", "due", "reference")


def open_asks(viewer: Viewer) -> QuerySet[Ask]:
    """Those of them that wait, or that she took and has not closed."""
    return asks_for(viewer).filter(state__in=[State.WAITING, State.TAKEN])


def of_participant(participant: UUID) -> list[Ask]:
    """The asks of one receipt's holder, for her page of control."""
    rows = Ask.objects.filter(participant_id=participant).select_related("post__organisation")
    return list(rows.prefetch_related("answers", "replies"))


def open_at(post: Post) -> list[str]:
    """How many of a post's asks are not closed."""
    several = Ask.objects.filter(post=post, state__in=[State.WAITING, State.TAKEN]).count()
    said = ngettext(
        "%(number)d request for a link is open.",
        "%(number)d requests for a link are open.",
        several,
    )
    return [said % {"number": several}] if several else []


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """What waits for somebody to take it, and what she took and has not closed."""
    return [_line(ask) for ask in open_asks(viewer).prefetch_related("answers", "replies")]


def _line(ask: Ask) -> Today:
    waits = rules.waits_for_a_word(
        [one.written for one in ask.answers.all()], [one.written for one in ask.replies.all()]
    )
    if ask.state == State.WAITING:
        words = _("Somebody asks for a link. It waits for one of you.")
    elif waits:
        words = _("She has replied to what you wrote. Please read it.")
    else:
        words = _("You took a request. It is not closed yet.")
    first = ask.state == State.TAKEN and waits
    return Today(words, reverse("asked", args=[ask.reference]), ask.due, first)
