"""Engaging, leaving, erasing, putting two records together and apart; journalled and counted."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from communitylinkage.facts import actions as facts
from communitylinkage.journal import actions as journal
from communitylinkage.network import sealing
from communitylinkage.network.members.queries import merges_of, records_of
from communitylinkage.network.models import Community, Engagement, Member
from communitylinkage.network.rules import engaging
from communitylinkage.organisations.models import Organisation
from communitylinkage.vault import actions as vault


class EngagedAlready(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """She is engaged in this community already, in this way."""


class NotYetOther(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """On that day she had not begun, or had just begun, in the way in which she is engaged now."""


@transaction.atomic
def engage(
    *,
    organisation: Organisation,
    community: Community,
    how: str,
    since: date,
    reach: str,
    by: UUID,
    now: datetime,
) -> Member:
    """A member, counted once.

    Args:
        reach: how she agreed to be reached, in words; sealed to the organisation's post.

    Raises:
        communitylinkage.people.rules.NotAllowed: words, and no post with a key to seal them to.
    """
    record = sealing.seal(text=reach, organisation=organisation)
    row = Member.objects.create(organisation=organisation, reach=record)
    Engagement.objects.create(member=row, community=community, how=how, since=since)
    _count("engaged", row, community, [f"how:{how}"], now)
    _journal(row, "engaged", by, now)
    return row


@transaction.atomic
def engage_further(
    *, member: Member, community: Community, how: str, since: date, by: UUID, now: datetime
) -> Engagement:
    """The same person in one more community, or in another way in one of hers; not counted again.

    Raises:
        EngagedAlready: she is, in this community and in this way.
        NotYetOther: the other way does not begin after the one in which she is engaged now.
    """
    _end_other_way(member, community, how, since)
    try:
        with transaction.atomic():
            row = Engagement.objects.create(
                member=member, community=community, how=how, since=since
            )
    except IntegrityError as twice:
        raise EngagedAlready from twice
    _journal(member, "engaged_further", by, now)
    return row


def _end_other_way(member: Member, community: Community, how: str, since: date) -> None:
    """Where she is engaged there in another way, that ends the day before."""
    # Locked first, so that of two changes at once the second one finds what the first one began.
    rows = Member.objects.select_for_update().filter(pk__in=records_of(member)).order_by("pk")
    here = Engagement.objects.filter(
        community=community, until__isnull=True, member__in=[row.pk for row in rows]
    )
    for one in here:
        if one.how == how:
            raise EngagedAlready
        if since <= one.since:
            raise NotYetOther
    here.update(until=since - timedelta(days=1))


@transaction.atomic
def leave(*, member: Member, day: date, by: UUID, now: datetime) -> None:
    """She is engaged no more; how to reach her is erased at once, who she was stays counted."""
    rows = Member.objects.select_for_update().filter(pk__in=records_of(member))
    still = Engagement.objects.filter(member__in=[row.pk for row in rows], until__isnull=True)
    for one in still:
        one.until = max(day, one.since)
        one.save()
    _erase_words(list(rows))
    rows.update(reach=None)
    _journal(member, "left", by, now)


@transaction.atomic
def erase(*, member: Member, by: UUID, now: datetime) -> None:
    """Every record of the person goes; the count of the month in which she came stays."""
    rows = list(Member.objects.filter(pk__in=records_of(member)))
    _erase_words(rows)
    for row in rows:
        _journal(row, "erased", by, now)
    Member.objects.filter(pk__in=[row.pk for row in rows]).delete()


@transaction.atomic
def merge(*, kept: Member, gone: Member, by: UUID, now: datetime) -> None:
    """Two records are one person's: she counts once. Nothing is copied, so that it can be undone.

    Raises:
        communitylinkage.network.rules.engaging.NotThese: of two organisations, or not two records
            that both count.
    """
    pair = list(Member.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]))
    if len({row.organisation_id for row in pair}) != 1:
        raise engaging.NotThese
    engaging.check_merge(kept.pk, gone.pk, merges_of(kept.organisation_id))
    Member.objects.filter(pk=gone.pk).update(merged_into=kept)
    _count("engaged_merged", gone, _first_community(gone), [], now)
    _journal(gone, "merged", by, now)


@transaction.atomic
def undo_merge(*, gone: Member, by: UUID, now: datetime) -> None:
    """They were two persons after all.

    Raises:
        communitylinkage.network.rules.engaging.NotThese: it was not put together with another.
    """
    undone = Member.objects.filter(pk=gone.pk, merged_into__isnull=False).update(merged_into=None)
    if not undone:
        raise engaging.NotThese
    _count("engaged_apart", gone, _first_community(gone), [], now)
    _journal(gone, "apart", by, now)


def _first_community(member: Member) -> Community:
    first = member.engagements.select_related("community__place").order_by("since", "pk")[0]
    return first.community


def _erase_words(rows: list[Member]) -> None:
    vault.erase(records=[row.reach for row in rows if row.reach])


def _count(
    kind: str, member: Member, community: Community, codes: list[str], now: datetime
) -> None:
    code = engaging.organisation_code(str(member.organisation_id))
    facts.count(
        kind=kind, region=community.place.country, codes=[f"organisation:{code}", *codes], now=now
    )


def _journal(member: Member, act: str, by: UUID, now: datetime) -> None:
    journal.record(
        organisation_id=member.organisation_id, act=f"member.{act}", by=by,
        reference=member.reference, now=now,
    )  # fmt: skip
