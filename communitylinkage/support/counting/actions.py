"""Counting a woman once, and freezing what a period came to."""

import os
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from communitylinkage.consent.actions import CLOCK
from communitylinkage.consent.models import Consent
from communitylinkage.facts import actions as facts
from communitylinkage.journal import actions as journal
from communitylinkage.network.rules.engaging import organisation_code
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.participants.queries import receipt_holders
from communitylinkage.support.counting import queries, rules
from communitylinkage.support.counting.models import Figure, Period, Tag
from communitylinkage.support.counting.rules import Source, Standing
from communitylinkage.vault.keys import expand

NEW_WOMAN = "woman_supported"
NO_MONTH = "0000-00"  # before every month: only rows that have none


def _period(programme: Programme, day: date) -> Period | None:
    """The period of a day; the whole programme, where nobody made shorter ones."""
    period = queries.of_day(programme, day).select_for_update().first()
    if period is None:
        period, _made = Period.objects.get_or_create(
            programme=programme,
            starts=programme.starts,
            defaults={"ends": programme.ends, "key": os.urandom(rules.KEY_BYTES)},
        )
    return None if period.frozen else period


def brought(consent: Consent | None, code: str) -> list[tuple[Source, bytes]]:
    """By what she is known again: a code of her own first, then her receipt; else nothing.

    She may have several receipts, one for each referral, and says the same code with all of them;
    another time she says none, and her receipt is the same.
    """
    found: list[tuple[Source, bytes]] = []
    if rules.is_code(code):
        found.append((Source.CODE, rules.plain_code(code).encode()))
    if consent and receipt_holders(consent.participant_id):
        found.append((Source.RECEIPT, consent.participant_id.bytes))
    return found or [(Source.NOTHING, os.urandom(rules.KEY_BYTES))]


def counted_by(organisation: Organisation) -> str:
    """Who counted her first, as a code: never published, so that the gate knows whose part it is
    and nobody works out the few whom another met by taking her own away."""
    return f"organisation:{organisation_code(str(organisation.pk))}"


def _made_one(period: Period, first: bytes, second: bytes) -> None:
    """Both were counted, and are one woman's: the second counts nothing from now on.

    She has the earlier month and the stronger standing of the two, in each country where she was.
    """
    for row in Tag.objects.filter(period=period, tag=second):
        said = {"standing": row.standing, "sure": True, "month": row.month}
        kept, made = Tag.objects.get_or_create(
            period=period, country=row.country, tag=first, defaults=said
        )
        if not made:
            kept.month = min(kept.month, row.month)
            kept.standing = rules.stronger(Standing(kept.standing), Standing(row.standing))
            kept.save()
    both = Q(tag=second) | Q(stands_for=second)
    Tag.objects.filter(both, period=period).update(stands_for=first)


@transaction.atomic
def count_woman(
    *,
    organisation: Organisation,
    consent: Consent | None,
    code: str,
    standing: Standing,
    day: date,
    by: UUID,
    now: datetime,
    codes: Iterable[str] = (),
) -> Source | None:
    """Counts her in the period of a day, if she is not counted there yet; by what she was known.

    None where the organisation worked in no programme that day, or its figures are frozen. Who
    counted is journalled by the act that this belongs to, never who was counted.

    Args:
        day: on which she was met, whenever it is reported.
        codes: what is counted besides, once for each receipt or code that is not counted yet in
            the period; nothing where there are none.
    """
    if not queries.takes(organisation, day, now.date()):
        return None
    programme = queries.running(organisation, day)
    # Once more with its lock: it may be frozen meanwhile.
    period = _period(programme, day) if programme else None
    if period is None or period.key is None:
        return None
    # Half of the key is the site's, outside the database: a copy of the rows alone tries no codes.
    key = expand(settings.PEPPER.encode() + bytes(period.key), b"support count")
    tags = {rules.tag_of(key, source, what): source for source, what in brought(consent, code)}
    found = Tag.objects.filter(period=period, tag__in=list(tags)).values_list("tag", "stands_for")
    there = {bytes(one): bytes(stands_for or one) for one, stands_for in found}
    # Who is known by one of them is not counted once more for the other.
    said_now = next((one for one in tags if one in there), next(iter(tags)))
    source, tag = tags[said_now], there.get(said_now, said_now)
    # Counted apart until now: she never brought both before.
    for other in set(there.values()) - {tag}:
        _made_one(period, tag, other)
    rows = Tag.objects.filter(period=period, tag=tag)
    known_before = rows.filter(standing=Standing.KNOWN).exists()
    said = list(codes)
    if said and source != Source.NOTHING and not rows.exists():
        said += [f"standing:{standing}", counted_by(organisation)]
        # In the month of her visit, as her tag is.
        at = datetime.combine(day, time(), UTC)
        facts.count(kind=NEW_WOMAN, region=organisation.country, codes=said, now=at)
    best = rules.stronger(Standing.KNOWN if known_before else Standing.POSSIBLE, standing)
    month = f"{day:%Y-%m}"
    Tag.objects.get_or_create(
        period=period,
        country=organisation.country,
        tag=tag,
        defaults={"standing": best, "sure": source != Source.NOTHING, "month": month},
    )
    Tag.objects.bulk_create(
        Tag(period=period, country=organisation.country, tag=one, stands_for=tag, standing=best,
            sure=True)
        for one in tags
        if one != tag and one not in there
    )  # fmt: skip
    # A visit that is reported late may be the first.
    rows.filter(country=organisation.country, month__gt=month).update(month=month)
    rows.update(standing=best)
    return source


def _write_down(period: Period, country: str, standing: Standing) -> None:
    """Who was first met in each month; who was met in two countries, in the earlier one."""
    months = Tag.objects.filter(period=period).values_list("month", flat=True).distinct()
    # Of those without a month nobody knows more than the period: they are in it from its beginning.
    before = queries.counted(period, country, standing, NO_MONTH)
    found = [("", before)]
    for month in sorted(set(months) - {""}):
        women = queries.counted(period, country, standing, month)
        added = rules.Women(women.certain - before.certain, women.maybe_twice - before.maybe_twice)
        found.append((month, added))
        before = women
    Figure.objects.bulk_create(
        Figure(period=period, country=country, standing=standing, month=month,
               certain=women.certain, maybe_twice=women.maybe_twice)
        for month, women in found if women.at_most
    )  # fmt: skip


@transaction.atomic
def freeze(*, period: Period, by: UUID, now: datetime) -> bool:
    """Writes the figures down by month and deletes tags and key; pressed twice, nothing more
    happens.

    Raises:
        TooEarly: the period is not past.
    """
    row = Period.objects.select_for_update().select_related("programme").get(pk=period.pk)
    if row.frozen:
        return False
    if not rules.may_freeze(row.ends, now.date()):
        raise rules.TooEarly
    countries = ["", *Tag.objects.filter(period=row).values_list("country", flat=True).distinct()]
    for country in countries:
        for standing in Standing:
            _write_down(row, country, standing)
    Tag.objects.filter(period=row).delete()
    row.key, row.frozen = None, now.date()
    row.save()
    journal.record(
        organisation_id=row.programme.lead_organisation_id,
        act="support.figures_frozen",
        by=by,
        reference=str(row.pk),
        now=now,
    )
    return True


def sweep(*, now: datetime) -> int:
    """The clock: freezes periods that are over; returns how many."""
    over = Period.objects.filter(frozen=None)
    return sum(
        freeze(period=period, by=CLOCK, now=now)
        for period in over
        if rules.is_over(period.ends, now.date())
    )
