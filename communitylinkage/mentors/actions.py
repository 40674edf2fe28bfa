"""A mentor keeps her own page; nobody else writes it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.directory.models import Place
from communitylinkage.journal import actions as journal
from communitylinkage.mentors import rules
from communitylinkage.mentors.models import Certification, Mentor
from communitylinkage.mentors.rules import MOST_AT_A_TIME, Week
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Membership
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
    _journal("page_kept", by.account.pk, by.account.pk, now)
    return row


@transaction.atomic
def pause(*, until: date | None, by: UUID, now: datetime) -> None:
    """She asks not to be asked until a day, that day included; None: she is back.

    Nothing, where she has no page yet: then nobody asks her anyway.
    """
    rows = Mentor.objects.filter(pk=by)
    if rows.update(paused=until is not None, paused_until=until, changed=now):
        _journal("page_kept", by, by, now)


@transaction.atomic
def certify(*, account: UUID, since: date | None, by: UUID, now: datetime) -> None:
    """Writes down that she is certified, from a day on; None: no certificate stands any more.

    To be called by learning, which decides it from its own rows.
    """
    rows = Certification.objects.filter(pk=account)
    before = rows.values_list("since", flat=True).first()
    if before == since:
        return
    if since is None:
        rows.delete()
    else:
        Certification.objects.update_or_create(pk=account, defaults={"since": since})
    _journal("certified" if since else "not_certified", account, by, now)


def _journal(act: str, account: UUID, by: UUID, now: datetime) -> None:
    """In the journal of each organisation in which she is a mentor now."""
    where = Membership.objects.filter(
        account=account, role=MentorRole.name, state=MembershipState.ACTIVE
    )
    for organisation in where.values_list("organisation_id", flat=True):
        journal.record(
            organisation_id=organisation, act=f"mentor.{act}", by=by, reference=str(account),
            now=now,
        )  # fmt: skip
