"""Cases as a coordinator finds them: those of her own organisations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communitylinkage.consent.models import Consent
from communitylinkage.participants.models import Participant
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.referrals.models import Ask, MentorRequest, Referral
from communitylinkage.stewardship.models import Hold
from communitylinkage.stewardship.retention import moments
from communitylinkage.stewardship.rules import cases
from communitylinkage.stewardship.rules.cases import Standing, erased_on
from communitylinkage.stewardship.rules.holds import stands
from communitylinkage.stewardship.subject import gathering
from communitylinkage.values.today import Today

KEEP = Permission.POST_KEEP


@dataclass(frozen=True, slots=True)
class Case:
    """A line of the list. `known_as`: the references that her colleagues know."""

    reference: str
    known_as: tuple[str, ...]
    standing: Standing
    erased: datetime | None


def mine(viewer: Viewer) -> QuerySet[Participant]:
    """Those of whom one of her organisations keeps the consent, or was asked."""
    keep = viewer.organisations_where(KEEP)
    given = Consent.objects.filter(organisation_id__in=keep).values("participant")
    asked = Ask.objects.filter(post__organisation__in=keep).values("participant")
    return Participant.objects.filter(Q(pk__in=given) | Q(pk__in=asked))


def requests(viewer: Viewer) -> QuerySet[MentorRequest]:
    """Those of her organisations, for a mentor, that no case here belongs to."""
    keep = viewer.organisations_where(KEEP)
    return MentorRequest.objects.filter(consent=None, organisation_id__in=keep)


def one(viewer: Viewer, typed: str) -> Participant | MentorRequest | None:
    """One of them, by any reference of its case, or of the request or its visit."""
    found = gathering.find(typed)
    if isinstance(found, MentorRequest):
        return requests(viewer).filter(pk=found.pk).first()
    return mine(viewer).filter(pk=found.pk).first() if found else None


def known_by(viewer: Viewer, reference: str) -> Participant | MentorRequest | None:
    """One of them, by the reference of its page."""
    return (
        mine(viewer).filter(reference=reference).first()
        or requests(viewer).filter(reference=reference).first()
    )


def keeper(viewer: Viewer, row: Participant | MentorRequest) -> UUID:
    """The organisation of hers that keeps it."""
    if isinstance(row, MentorRequest):
        return row.organisation_id
    keep = viewer.organisations_where(KEEP)
    given = Consent.objects.filter(participant=row, organisation_id__in=keep).first()
    if given:
        return given.organisation_id
    return Ask.objects.filter(participant=row, post__organisation__in=keep)[0].post.organisation_id


def near_their_end(viewer: Viewer, now: datetime) -> list[Case]:
    """Those that will be erased soon, or are only there because somebody asked to keep them."""
    # Under a consent of the last weeks nothing can be near its end.
    young = Consent.objects.filter(given__gt=now - cases.KEPT + cases.WARNING)
    rows = {row.pk: row for row in mine(viewer).exclude(pk__in=young.values("participant"))}
    closed, where = moments.closed(rows), moments.standings(rows, now)
    wanted = [pk for pk in rows if where[pk] not in (Standing.OPEN, Standing.KEPT)]
    names = _known_as(wanted)
    found = [
        Case(rows[pk].reference, names[pk], where[pk], erased_on(since) if since else None)
        for pk in wanted
        for since in (closed[pk],)
    ]
    return sorted(found, key=lambda case: (case.erased or now, case.reference))


def _known_as(people: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    names: dict[UUID, list[str]] = {pk: [] for pk in people}
    sent = Referral.objects.filter(consent__participant__in=list(names))
    for person, reference in sent.values_list("consent__participant", "reference"):
        names[person].append(reference)
    asked = Ask.objects.filter(participant__in=list(names))
    for person, reference in asked.values_list("participant", "reference"):
        names[person].append(reference)
    return {pk: tuple(sorted(found)) for pk, found in names.items()}


def hold_of(participant: Participant | MentorRequest, now: datetime) -> Hold | None:
    """The hold that stands, if one does; a request that no case belongs to has none."""
    if isinstance(participant, MentorRequest):
        return None
    rows = Hold.objects.filter(participant=participant, ended_at=None)
    return next((row for row in rows if stands(row.held, now)), None)


def waiting_holds(viewer: Viewer, now: datetime) -> list[Hold]:
    """Those of her organisations that want a second person, asked for by somebody else."""
    rows = Hold.objects.filter(
        organisation_id__in=viewer.organisations_where(KEEP), confirmed_by=None, ended_at=None
    ).exclude(asked_by=viewer.account.pk)
    return [row for row in rows.select_related("participant") if stands(row.held, now)]


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Holds that want her yes, and how many cases are near their end."""
    if not viewer.may(KEEP):
        return []
    found = [
        Today(
            _("A colleague wants something kept longer. Is that right?"),
            reverse("kept_case", args=[row.participant.reference]),
        )
        for row in waiting_holds(viewer, now)
    ]
    soon = [case for case in near_their_end(viewer, now) if case.standing == Standing.SOON]
    if soon:
        said = ngettext(
            "%(number)s closed case will be erased in the next two weeks.",
            "%(number)s closed cases will be erased in the next two weeks.",
            len(soon),
        ) % {"number": len(soon)}
        found.append(Today(said, reverse("kept"), soon[0].erased))
    return found
