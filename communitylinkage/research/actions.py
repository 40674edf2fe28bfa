"""Beginning a cycle, its people, its stages, and its pieces; each journalled."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from communitylinkage.facts import actions as facts
from communitylinkage.network.models import Community
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.rules import MembershipState
from communitylinkage.research import sealing
from communitylinkage.research.journalling import note
from communitylinkage.research.models import (
    Coded,
    Coding,
    Cycle,
    Evidence,
    Finding,
    Picture,
    Quote,
    Researcher,
    Settled,
    Translation,
)
from communitylinkage.research.queries import standing, taking_part
from communitylinkage.research.rules import cycle as stages
from communitylinkage.research.rules import uses
from communitylinkage.research.rules.papers import Paper
from communitylinkage.research.rules.units import sentences
from communitylinkage.research.rules.uses import Kind, Use
from communitylinkage.values.references import new_receipt_code
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder


def _holder(account: Account) -> Holder:
    if account.key_holder is None:
        raise Locked
    return Holder.objects.get(pk=account.key_holder)


def _count(kind: str, cycle: Cycle, now: datetime) -> None:
    facts.count(kind=kind, region=cycle.community.place.country, codes=[], now=now)


@transaction.atomic
def begin(
    *, organisation: Organisation, community: Community, title: str, question: str,
    account: Account, now: datetime,
) -> Cycle:  # fmt: skip
    """A cycle whose first researcher is who begins it.

    Raises:
        communitylinkage.vault.keys.Locked: she has no key of her own.
    """
    group = vault.new_post_key(members=[_holder(account)])
    today = timezone.localdate(now)
    row = Cycle.objects.create(
        organisation=organisation, community=community, title=title, question=question,
        key_holder=group.pk, began=today,
    )  # fmt: skip
    Researcher.objects.create(cycle=row, account=account, since=today)
    note(row, "begun", account.pk, now)
    return row


@transaction.atomic
def join(
    *, cycle: Cycle, newcomer: Account, by: Account, private_key: bytes, now: datetime
) -> Researcher:
    """One more who researches, with the group's key: she opens all that the others open.

    Who left may come back; she counts since the first day.

    Raises:
        communitylinkage.vault.keys.Locked: `by` does not take part, or the newcomer has no key.
    """
    group = Holder.objects.get(pk=cycle.key_holder)
    to = _holder(newcomer)
    row, new = Researcher.objects.get_or_create(
        cycle=cycle, account=newcomer, defaults={"since": timezone.localdate(now)}
    )
    if new or row.until is not None:
        row.until = None
        row.save()
        vault.grant_post_key(post=group, by=_holder(by).pk, private_key=private_key, to=to)
        note(cycle, "joined", by.pk, now)
    return row


@transaction.atomic
def leave(*, researcher: Researcher, by: Account, private_key: bytes, now: datetime) -> None:
    """She takes part no more; the group gets a new key, so that a copy of the old one is useless.

    Raises:
        communitylinkage.vault.keys.Locked: `by` is not in the group, or she is its last one.
    """
    cycle = researcher.cycle
    staying = taking_part(cycle).exclude(pk=researcher.pk)
    others = [_holder(one.account) for one in staying]
    if not others:
        raise Locked
    group = Holder.objects.get(pk=cycle.key_holder)
    vault.rotate_post_key(post=group, by=_holder(by).pk, private_key=private_key, members=others)
    Cycle.objects.filter(pk=cycle.pk).update(key_due=False)
    _left(researcher, now)
    note(cycle, "left", by.pk, now)


def _left(one: Researcher, now: datetime) -> None:
    """The row stays: figures count who ever researched."""
    one.until = timezone.localdate(now)
    one.save(update_fields=["until"])


@transaction.atomic
def new_key(*, cycle: Cycle, by: Account, private_key: bytes, now: datetime) -> None:
    """A new key for all who take part, after somebody left her organisation.

    Raises:
        communitylinkage.vault.keys.Locked: `by` is not in the group, or it is not her key.
    """
    group = Holder.objects.get(pk=cycle.key_holder)
    people = [_holder(one.account) for one in taking_part(cycle)]
    vault.rotate_post_key(post=group, by=_holder(by).pk, private_key=private_key, members=people)
    Cycle.objects.filter(pk=cycle.pk).update(key_due=False)
    note(cycle, "new_key", by.pk, now)


def on_leaving(*, membership: Membership, by: Account, now: datetime) -> None:
    """Who leaves her last organisation researches no more; the others make a new key.

    In a cycle of which she is the last one, what was given stays closed for ever.
    """
    account = membership.account
    still = account.memberships.exclude(state=MembershipState.LEFT).exclude(pk=membership.pk)
    if still.exists():
        return
    takes_part = Researcher.objects.filter(account=account, until__isnull=True)
    for one in takes_part.select_related("cycle"):
        if account.key_holder is not None:
            vault.withdraw_post_key(post=one.cycle.key_holder, member=account.key_holder)
        Cycle.objects.filter(pk=one.cycle_id).update(key_due=True)
        note(one.cycle, "left", by.pk, now)
        _left(one, now)


@transaction.atomic
def plan(*, cycle: Cycle, text: str, by: UUID, now: datetime) -> None:
    """Writes down what the group will do."""
    Cycle.objects.filter(pk=cycle.pk).update(plan=text)
    note(cycle, "planned", by, now)


@transaction.atomic
def move(*, cycle: Cycle, by: UUID, now: datetime) -> stages.Stage:
    """To the next stage.

    Raises:
        communitylinkage.research.rules.cycle.NotYet: something is missing.
    """
    row = Cycle.objects.select_for_update().get(pk=cycle.pk)
    row.stage = stages.following(standing(row)).value
    if row.stage == stages.Stage.CLOSED:
        row.ended, row.door = timezone.localdate(now), ""
        _count("research_turn", cycle, now)
    row.save()
    note(cycle, f"stage.{row.stage}", by, now)
    return stages.Stage(row.stage)


@transaction.atomic
def move_back(*, cycle: Cycle, by: UUID, now: datetime) -> None:
    """One stage back, for who went on too early; the first and a closed one stay."""
    row = Cycle.objects.select_for_update().get(pk=cycle.pk)
    before = stages.preceding(stages.Stage(row.stage))
    if before is not None:
        row.stage = before.value
        row.save()
        note(cycle, f"stage.{row.stage}", by, now)


@transaction.atomic
def turn_again(*, cycle: Cycle, title: str, question: str, by: Account, now: datetime) -> Cycle:
    """The next turn, by the same people with a key of its own; a second press finds the first's.

    Raises:
        communitylinkage.research.rules.cycle.NotYet: this turn is not finished.
    """
    before = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if before.stage != stages.Stage.CLOSED:
        raise stages.NotYet(())
    found = Cycle.objects.filter(before=before).first()
    if found:
        return found
    people = [one.account for one in taking_part(before)]
    group = vault.new_post_key(members=[_holder(one) for one in people])
    today = timezone.localdate(now)
    row = Cycle.objects.create(
        organisation=before.organisation, community=before.community, before=before, title=title,
        question=question, key_holder=group.pk, began=today,
    )  # fmt: skip
    Researcher.objects.bulk_create(
        [Researcher(cycle=row, account=one, since=today) for one in people]
    )
    note(row, "begun", by.pk, now)
    return row


@transaction.atomic
def add_evidence(
    *, cycle: Cycle, kind: Kind, language: str, agreed: Iterable[str], paper: Paper, by: UUID,
    now: datetime,
) -> tuple[Evidence, str]:  # fmt: skip
    """A piece, and the code on the slip for who gave it, which is kept nowhere.

    Raises:
        communitylinkage.research.rules.uses.NotAgreed: not even to analysis.
    """
    allowed = uses.agreed(agreed, kind)
    if not allowed:
        raise uses.NotAgreed
    code = new_receipt_code()
    row = Evidence.objects.create(
        cycle=cycle, kind=kind.value, language=language, uses=[use.value for use in allowed],
        record=sealing.seal(paper, cycle), slip=sealing.slip_tag(code),
        units=max(1, len(sentences(paper.text))), by=by, since=timezone.localdate(now),
    )  # fmt: skip
    _count("research_piece", cycle, now)
    note(cycle, "given", by, now, row.reference)
    return row, code


@transaction.atomic
def take_back(
    *, evidence: Evidence, gone: Iterable[str], by: UUID | None, now: datetime
) -> tuple[Use, ...]:
    """Some uses end. What was built on them follows in the same breath.

    Args:
        by: None: she did it herself with the code on her slip.

    Returns:
        The uses that still hold.
    """
    row = Evidence.objects.select_for_update().select_related("cycle").get(pk=evidence.pk)
    left = uses.without(row.uses, gone, Kind(row.kind))
    follows = uses.effects(row.uses, left)
    if list(left) == row.uses:
        return left
    if follows.lock:
        _lock(row)
    if follows.drop_quotes:
        _drop(Quote.objects.filter(evidence=row))
    if follows.drop_pictures:
        _drop(Picture.objects.filter(evidence=row))
    if follows.lock:
        _themes_look_again(row)
    row.uses = [use.value for use in left]
    row.save()
    note(row.cycle, "taken_back", by or row.pk, now, row.reference)
    return left


def _drop(stood: QuerySet[Quote] | QuerySet[Picture]) -> None:
    """Takes words or pictures out of findings; the group looks at these again."""
    on_it = list(stood.values_list("finding", flat=True))
    stood.delete()
    Finding.objects.filter(pk__in=on_it).update(look_again=True)


def _lock(row: Evidence) -> None:
    """Nobody opens it or its translations any more: lock halves first, then the content."""
    records = list(Translation.objects.filter(evidence=row).values_list("record", flat=True))
    if row.record:
        records.append(row.record)
    vault.erase(records=records)
    Translation.objects.filter(evidence=row).delete()
    row.record = None


def _themes_look_again(row: Evidence) -> None:
    """Findings of the themes that were found in it; then what was coded in it goes.

    A finding without a theme stands on everything that was given, so also on this.
    """
    coded = Coding.objects.filter(evidence=row).values_list("code__theme", flat=True)
    settled = Settled.objects.filter(evidence=row, holds=True)
    themes = {*coded, *settled.values_list("code__theme", flat=True)}
    stood = Finding.objects.filter(Q(theme__in=themes) | Q(theme=""), cycle=row.cycle)
    stood.update(look_again=True)
    for model in (Coding, Coded, Settled):
        model.objects.filter(evidence=row).delete()


@transaction.atomic
def translate(
    *, evidence: Evidence, language: str, text: str, by: UUID, now: datetime
) -> Translation:
    """A translation beside the piece; a newer one takes the place of the older.

    Raises:
        communitylinkage.research.rules.uses.NotAgreed: it was taken back meanwhile.
    """
    row = Evidence.objects.select_for_update().select_related("cycle").get(pk=evidence.pk)
    if Use.ANALYSIS not in row.uses:
        raise uses.NotAgreed
    old = Translation.objects.filter(evidence=row, language=language)
    vault.erase(records=list(old.values_list("record", flat=True)))
    old.delete()
    record = sealing.seal(Paper(text=text), row.cycle)
    made = Translation.objects.create(evidence=row, language=language, record=record, by=by)
    note(row.cycle, "translated", by, now, row.reference)
    return made
