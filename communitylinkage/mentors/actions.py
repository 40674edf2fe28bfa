"""A mentor keeps her own page; nobody else writes it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from communitylinkage.directory.models import Place
from communitylinkage.journal import actions as journal
from communitylinkage.mentors import rules
from communitylinkage.mentors.models import Mentor
from communitylinkage.mentors.rules import MOST_AT_A_TIME, Week
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Mentor as MentorRole
from communitylinkage.people.rules import MembershipState
from communitylinkage.values.languages import OWN_NAMES


@transaction.atomic
def keep_page(
    *,
    languages: Sequence[str],
    place: Place,
    week: Week,
    most: int,
    paused: bool,
    paused_until: date | None,
    by: Viewer,
    now: datetime,
) -> Mentor:
    """What she says about herself from now on. Her certificate is not hers to write.

    Raises:
        ValueError: no language that we know, or a number of women that nobody can go with.
    """
    spoken = rules.known(languages, OWN_NAMES)
    if not spoken or not 1 <= most <= MOST_AT_A_TIME:
        raise ValueError("a mentor speaks a language and takes at least one")
    row, _made = Mentor.objects.update_or_create(
        pk=by.account.pk,
        defaults={
            "languages": list(spoken),
            "place": place,
            "week": {part: list(days) for part, days in week.items()},
            "most": most,
            "paused": paused,
            "paused_until": paused_until if paused else None,
            "changed": now,
        },
    )
    for membership in by.memberships:
        if membership.role == MentorRole.name and membership.state == MembershipState.ACTIVE:
            journal.record(
                organisation_id=membership.organisation_id,
                act="mentor.page_kept",
                by=by.account.pk,
                reference=str(by.account.pk),
                now=now,
            )
    return row
