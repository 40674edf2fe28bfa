"""Terms that run out: a case, what belongs to none, who left; and what a hold keeps."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, connections, models, transaction
from django.utils.module_loading import import_string
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.consent import actions as consents
from communitylinkage.consent.models import Consent
from communitylinkage.journal.models import Line
from communitylinkage.learning.care import actions as care
from communitylinkage.outbox.actions import sweep_clocks
from communitylinkage.participants.models import Participant
from communitylinkage.people.models import Account, Invitation, Membership
from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.referrals.asks import actions as asks
from communitylinkage.referrals.asks.papers import Letter
from communitylinkage.referrals.asks.rules import Act, Outcome
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import State
from communitylinkage.research.models import Researcher
from communitylinkage.research.tests import cast as research
from communitylinkage.stewardship.models import Hold
from communitylinkage.stewardship.retention import (
    accounts,
    erasing,
    held,
    holding,
    moments,
    sweeping,
)
from communitylinkage.stewardship.rules import cases, holds, terms
from communitylinkage.stewardship.rules.cases import Moment, Standing
from communitylinkage.stewardship.tests.scene import (
    DAY,
    NAME,
    NOW,
    a_case,
    close,
    opened,
)
from communitylinkage.support.models import SupportAction
from communitylinkage.support.rules import State as Visit
from communitylinkage.values.register import Term
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Grant, Holder, LockHalf, Record
from tests.architecture.thief import raw

ENOUGH = NOW + 91 * DAY


def standing(made, now):
    return moments.standings([made.woman.pk], now)[made.woman.pk]


def counted():
    """How many rows each table has that a case can touch, and the vault."""
    labels = [label for rule in terms.RULES[:6] for label in rule.tables]
    return {label: apps.get_model(label).objects.count() for label in labels}


def end_all(made):
    """She takes everything back; her mentor has come home; her ask is closed."""
    consents.withdraw(consent=made.consent, by=uuid4(), now=NOW)
    SupportAction.objects.update(state=Visit.DONE, check_in=None, alert="", tell_at=None)


@pytest.mark.django_db
def test_of_a_whole_case_nothing_is_left(cast):  # noqa: F811
    before = counted()
    made = a_case(cast, whole=True)
    assert standing(made, NOW) == Standing.OPEN
    end_all(made)
    # A plan that she kept later counts, as everything of hers does.
    plan = apps.get_model("support.KeptPlan").objects
    assert plan.get().changed == NOW
    plan.update(changed=NOW + DAY)
    assert standing(made, NOW + 90 * DAY) == Standing.SOON
    plan.update(changed=NOW)
    # A link outside goes also where no consent names it any more.
    apps.get_model("consent.Recipient").objects.filter(outside=True).delete()
    for days, where in ((0, Standing.KEPT), (77, Standing.SOON), (90, Standing.DUE)):
        assert standing(made, NOW + days * DAY) == where
    assert sweeping.erase_cases(now=NOW + 89 * DAY) == 0
    # Her ask by herself is a case of its own, and open; without it nothing else is there.
    assert sweeping.erase_cases(now=ENOUGH) == 1
    asked = apps.get_model("referrals.Ask").objects.get()
    apps.get_model("referrals.Ask").objects.update(state="taken_back", due=None)
    assert asked.participant_id != made.woman.pk
    assert sweeping.erase_cases(now=ENOUGH) == 1
    after = counted()
    assert {label for label in after if after[label] != before[label]} == set()
    line = Line.objects.filter(act="case.erased", reference=made.woman.reference).get()
    assert line.organisation_id == cast.community.pk


@pytest.mark.django_db
def test_closing_counts_from_the_last_thing_that_moved(cast):  # noqa: F811
    made = a_case(cast)
    close(made, NOW + 5 * DAY)
    # Her consent goes on; nothing is open under it.
    assert Consent.objects.get(pk=made.consent.pk).ended is None
    assert standing(made, NOW + 94 * DAY) == Standing.SOON
    assert not erasing.erase_case(participant=made.woman.pk, now=NOW + 94 * DAY)
    assert erasing.erase_case(participant=made.woman.pk, now=NOW + 95 * DAY)
    assert not erasing.erase_case(participant=made.woman.pk, now=NOW + 95 * DAY)


@pytest.mark.django_db(transaction=True)
def test_the_disk_does_not_have_it_any_more(cast):  # noqa: F811
    made = a_case(cast)
    close(made)
    record = bytes(Record.objects.get(pk=made.referral.content).ciphertext)
    half = bytes(
        LockHalf.objects.get(pk=Grant.objects.filter(record=made.referral.content)[0].pk).half
    )
    sweeping.sweep(now=ENOUGH)
    sweeping._NEXT.clear()
    assert not Participant.objects.exists()
    if connection.vendor == "sqlite":
        assert record not in raw("default")
        assert half not in raw("locks")
        assert made.referral.reference.encode() in raw("default")  # the journal's line


@pytest.mark.django_db
def test_a_hold_wants_two_people_and_opens_nothing(cast):  # noqa: F811
    made = a_case(cast)
    close(made)
    asked = {"participant": made.woman, "organisation": cast.community.pk,
             "reason": holds.Reason.COURT}  # fmt: skip
    hold = holding.ask(**asked, by=cast.coordinator.pk, now=NOW + 85 * DAY)
    with pytest.raises(holds.RefusedError) as error:
        holding.ask(**asked, by=cast.coordinator.pk, now=NOW + 85 * DAY)
    assert error.value.why == holds.Why.TWICE
    assert standing(made, ENOUGH) == Standing.HELD
    # On one word for two weeks only.
    assert standing(made, NOW + 99 * DAY) == Standing.DUE
    with pytest.raises(holds.RefusedError) as error:
        holding.confirm(hold=hold, by=cast.coordinator.pk, now=ENOUGH)
    assert error.value.why == holds.Why.SAME_PERSON
    holding.confirm(hold=hold, by=cast.lead.pk, now=ENOUGH)
    assert not erasing.erase_case(participant=made.woman.pk, now=NOW + 200 * DAY)
    # She can still take her consent back: it locks, whoever holds.
    consents.withdraw(consent=made.consent, by=uuid4(), now=ENOUGH)
    post = Holder.objects.get(pk=cast.service.post.key_holder)
    grants = Grant.objects.filter(record=made.referral.content, holder=post)
    assert not LockHalf.objects.filter(pk=grants.get().pk).exists()
    holding.end(hold=hold, by=cast.coordinator.pk, now=NOW + 200 * DAY)
    assert erasing.erase_case(participant=made.woman.pk, now=NOW + 200 * DAY)
    assert not Hold.objects.exists()
    acts = list(Line.objects.filter(reference=made.woman.reference).values_list("act", flat=True))
    assert acts == ["hold.asked", "hold.confirmed", "hold.ended", "case.erased"]


@pytest.mark.django_db
def test_a_hold_keeps_what_she_asked_for_herself_through_every_sweep(cast):  # noqa: F811
    asked = []
    for digits in ("8264", "8265"):
        sent = asks.send(number=uuid4(), post=cast.community.post, digits=digits, crowded=False,
                         letter=Letter(kind="health", area="Hamlet"), now=NOW)  # fmt: skip
        asks.do(ask=sent.ask, act=Act.TAKE, by=cast.mentor.pk, now=NOW)
        asks.answer(ask=sent.ask, text="hello", by=cast.mentor.pk, now=NOW)
        asks.do(ask=sent.ask, act=Act.CLOSE, by=cast.mentor.pk, now=NOW, outcome=Outcome.ANSWERED)
        asked.append(sent.ask)
    kept, gone = (
        apps.get_model("referrals.Ask").objects.select_related("participant").get(pk=one.pk)
        for one in asked
    )
    halves = {
        one.pk: list(Grant.objects.filter(record=one.record).values_list("pk", flat=True))
        for one in (kept, gone)
    }
    assert [LockHalf.objects.filter(pk__in=found).count() for found in halves.values()] == [2, 2]
    hold = holding.ask(participant=kept.participant, organisation=cast.community.pk,
                       reason=holds.Reason.HER_WISH, by=cast.coordinator.pk, now=NOW)  # fmt: skip
    holding.confirm(hold=hold, by=cast.lead.pk, now=NOW)
    sweeping._NEXT.clear()
    sweep_clocks(now=NOW + 120 * DAY)
    sweeping._NEXT.clear()
    assert [one.pk for one in apps.get_model("referrals.Ask").objects.all()] == [kept.pk]
    assert LockHalf.objects.filter(pk__in=halves[kept.pk]).count() == 2
    assert not LockHalf.objects.filter(pk__in=halves[gone.pk]).exists()
    assert not Record.objects.filter(pk=gone.record).exists()
    line = Line.objects.get(act="case.erased")
    assert line.reference == gone.participant.reference


@pytest.mark.django_db
def test_one_person_keeps_a_case_once_and_two_may_do_it_again(cast):  # noqa: F811
    made = a_case(cast)
    close(made)
    asked = {"participant": made.woman, "organisation": cast.community.pk,
             "reason": holds.Reason.COURT}  # fmt: skip
    hold = holding.ask(**asked, by=cast.coordinator.pk, now=NOW)
    holding.end(hold=hold, by=cast.coordinator.pk, now=NOW)
    for later in (NOW + DAY, NOW + 15 * DAY):
        with pytest.raises(holds.RefusedError) as error:
            holding.ask(**asked, by=cast.coordinator.pk, now=later)
        assert error.value.why == holds.Why.TWICE
    hold = holding.ask(**asked, by=cast.lead.pk, now=NOW + 15 * DAY)
    holding.confirm(hold=hold, by=cast.coordinator.pk, now=NOW + 16 * DAY)
    again = holding.ask(**asked, by=cast.lead.pk, now=NOW + 381 * DAY)
    holding.confirm(hold=again, by=cast.coordinator.pk, now=NOW + 382 * DAY)
    assert standing(made, NOW + 400 * DAY) == Standing.HELD


@pytest.mark.django_db
def test_a_fault_in_one_case_stops_no_other(cast, monkeypatch, caplog):  # noqa: F811
    broken, whole = a_case(cast), a_case(cast)
    Invitation.objects.create(token_hash="x", email="x@example.org", organisation=cast.service,
                              role="mentor", expires=NOW)  # fmt: skip
    for made in (broken, whole):
        close(made)
    of_person, scrubbed = held.of_person, []

    def sometimes(row):
        if row.pk == broken.woman.pk:
            raise RuntimeError(row.reference)
        return of_person(row)

    monkeypatch.setattr(held, "of_person", sometimes)
    monkeypatch.setattr(sweeping, "erase_others", lambda now: 1 // 0)
    monkeypatch.setattr(erasing, "scrub", lambda: scrubbed.append(1))
    sweeping._NEXT.clear()
    assert sweeping.sweep(now=ENOUGH) == 2
    sweeping._NEXT.clear()
    assert [row.pk for row in Participant.objects.all()] == [broken.woman.pk]
    assert not Invitation.objects.exists()
    assert scrubbed == [1]
    assert "RuntimeError" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert broken.woman.reference not in caplog.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
def test_what_is_reopened_in_this_moment_is_not_erased(cast):  # noqa: F811
    made = a_case(cast)
    close(made)
    erased = []

    def erase():
        try:
            erased.append(erasing.erase_case(participant=made.woman.pk, now=ENOUGH))
        finally:
            connections.close_all()

    other = threading.Thread(target=erase)
    with transaction.atomic():
        Referral.objects.filter(pk=made.referral.pk).update(state=State.BEGUN)
        other.start()
        other.join(0.4)
        assert other.is_alive()
    other.join(5)
    assert erased == [False]
    assert opened(made) == NAME


@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=5), st.booleans(),
       st.integers(0, 200))  # fmt: skip
def test_nothing_that_is_open_or_held_or_young_is_ever_due(parts, kept, days):
    made = [Moment(NOW + at * DAY, going) for at, going in parts]
    closed = cases.closed_since(made)
    where = cases.standing(closed, kept, NOW + days * DAY)
    due = bool(parts) and not any(going for _at, going in parts) and not kept and (
        days >= max(at for at, _going in parts) + 90
    )  # fmt: skip
    assert (where == Standing.DUE) == due


@pytest.mark.django_db
def test_who_left_is_forgotten_after_thirty_days(cast):  # noqa: F811
    made = a_case(cast)
    cycle = research.begun(cast.mentor, cast.community)
    care.write(mentor=cast.mentor, supervisor=cast.professional, text="x",
               organisation=cast.community.pk, now=NOW)  # fmt: skip
    for account in (cast.mentor, cast.stranger):
        Membership.objects.filter(account=account).update(state="left", until=NOW, may_open=False)
    assert opened(made) == NAME
    assert not accounts.due(NOW + 29 * DAY)
    later = NOW + 30 * DAY
    assert {one.pk for one in accounts.due(later)} == {cast.mentor.pk, cast.stranger.pk}
    for account in (cast.mentor, cast.stranger):
        assert accounts.forget(account=account.pk, now=later)
        assert not accounts.forget(account=account.pk, now=later)
    # A research cycle goes on naming a researcher; nobody knows who she was.
    assert Researcher.objects.filter(cycle=cycle).exists()
    kept = Account.objects.get(pk=cast.mentor.pk)
    assert "mentor" not in kept.email + kept.display_name
    assert not any(map(bytes, (kept.salt, kept.verifier, kept.wrapped_key)))
    assert not Account.objects.filter(pk=cast.stranger.pk).exists()
    with pytest.raises(Locked):
        opened(made)


@pytest.mark.django_db
def test_what_has_a_day_of_its_own_goes_by_it_and_the_worker_looks_once_an_hour(cast):  # noqa: F811
    Invitation.objects.create(token_hash="x", email="x@example.org", organisation=cast.service,
                              role="mentor", expires=NOW)  # fmt: skip
    sweeping._NEXT.clear()
    assert sweeping.sweep(now=NOW + 29 * DAY) == 0
    next_round = NOW + 31 * DAY
    assert sweeping.sweep(now=next_round) == 1
    assert sweeping._NEXT["due"] == next_round + timedelta(hours=1)
    sweeping._NEXT.clear()


@pytest.mark.django_db
def test_every_field_that_names_something_sealed_is_known(cast):  # noqa: F811
    tables = {label for rule in terms.RULES[:3] for label in rule.tables}
    for label in tables:
        for field in apps.get_model(label)._meta.fields:
            if not isinstance(field, models.UUIDField) or field.primary_key:
                continue
            known = {*held.RECORDS.get(label, ()), *held.HOLDERS.get(label, ()), *held.OTHERS}
            assert field.name in known, f"{label}.{field.name}"
    assert {model._meta.label for model in held.of_person(a_case(cast, whole=True).woman).rows} <= (
        tables
    )


def test_every_table_has_one_rule_and_every_rule_its_function():
    ours = [m for m in apps.get_models() if m.__module__.startswith("communitylinkage.")]
    ruled = [label for rule in terms.RULES for label in rule.tables]
    ruled += [rule.table for rule in terms.PLAIN]
    assert len(ruled) == len(set(ruled))
    for model in ours:
        kept = {entry.term for entry in model.register}
        excused = {Term[name] for name in terms.NOT_YET}
        assert model._meta.label in ruled or kept & excused, model._meta.label
    for rule in terms.RULES:
        assert callable(import_string(rule.by))
