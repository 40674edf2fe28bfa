"""The list of communities is its coordinators'; a mentor's circle is her own."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from communitylinkage.directory.models import Place
from communitylinkage.journal import actions as journal
from communitylinkage.mentors.models import Mentor
from communitylinkage.network.models import Circle, Community
from communitylinkage.network.ties.actions import end_community, node_of_community


class ThereAlready(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """A community of this name is in this town already."""


@transaction.atomic
def keep_community(
    *,
    community: Community | None,
    name: str,
    language: str,
    origin: str,
    place: Place,
    listed: bool,
    organisation: UUID,
    by: UUID,
    now: datetime,
) -> Community:
    """Adds a community, or changes one. It is never deleted: a circle may name it.

    One that is not offered any more leaves the network after that day, and stays in that of the
    days before; offered again, that end is taken back.

    Args:
        organisation: the coordinator's, in whose journal it stands.

    Raises:
        ThereAlready: another has this name in this town.
    """
    row = community or Community()
    row.name, row.language, row.origin, row.place, row.listed = (
        name, language, origin, place, listed,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise ThereAlready from twice
    node_of_community(row, now.date())
    end_community(row, None if listed else now.date())
    act = "community.changed" if community else "community.added"
    journal.record(organisation_id=organisation, act=act, by=by, reference=str(row.pk), now=now)
    return row


@transaction.atomic
def keep_circle(
    *,
    mentor: Mentor,
    communities: Sequence[UUID | str],
    organisations: Sequence[UUID],
    by: UUID,
    now: datetime,
) -> Circle:
    """What a mentor says about her own communities; none of them is an answer too."""
    row, _made = Circle.objects.update_or_create(mentor=mentor, defaults={"said": now})
    row.communities.set(Community.objects.filter(pk__in=list(communities)))
    for organisation in organisations:
        journal.record(
            organisation_id=organisation, act="mentor.circle_kept", by=by,
            reference=str(mentor.pk), now=now,
        )  # fmt: skip
    return row
