from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command

from communitylinkage.consent import actions as consents
from communitylinkage.consent.models import Consent
from communitylinkage.consent.rules import NotConsented, Why
from communitylinkage.journal.models import Line
from communitylinkage.participants.models import Participant
from communitylinkage.referrals import actions, keepers
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import Act, NotNow, Outcome, Party, Reason, State, Urgency
from communitylinkage.vault import actions as vault
from communitylinkage.vault import keys
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import LockHalf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
DAY = timedelta(days=1)


class Somebody:
    def __init__(self):
        self.account, self.organisation, self.key = uuid4(), uuid4(), keys.new_private_key()
        self.holder = vault.new_holder(public_key=keys.public_key_of(self.key))

    def opens(self, record, now=NOW):
        return consents.open_record(
            record=record,
            holder=self.holder.pk,
            private_key=self.key,
            organisation=self.organisation,
            by=self.account,
            now=now,
        )


@pytest.fixture
def link():
    return new_link()


def new_link():
    mentor, first, second = Somebody(), Somebody(), Somebody()
    consent = consents.give(
        participant=Participant.objects.create(),
        organisation=mentor.organisation,
        paper=b"MARKED paper",
        kept_by=[mentor.holder],
        recipients=[consents.Named(s.organisation, s.holder) for s in (first, second)],
        until=NOW + 60 * DAY,
        by=mentor.account,
        now=NOW,
    )
    referral = actions.make(
        consent=consent,
        summary=b"MARKED summary",
        content=b"MARKED name",
        kept_by=[mentor.holder],
        recipients=[first.holder, second.holder],
        urgency=Urgency.DAY,
        by=mentor.account,
        now=NOW,
    )
    return SimpleNamespace(
        mentor=mentor, first=first, second=second, consent=consent, referral=referral
    )


def do(link, act, party=Party.SERVICE, now=NOW, **more):
    return actions.do(referral=link.referral, act=act, party=party, by=uuid4(), now=now, **more)


def state(link):
    return Referral.objects.get(pk=link.referral.pk).state


def test_one_referral_goes_from_consent_to_its_close(link):
    with pytest.raises(Locked):
        link.first.opens(link.referral.summary)
    do(link, Act.SEND, Party.MENTOR)
    assert link.first.opens(link.referral.summary) == b"MARKED summary"
    do(link, Act.SEE)
    with pytest.raises(Locked):
        link.first.opens(link.referral.content)
    do(link, Act.ACCEPT)
    assert link.first.opens(link.referral.content) == b"MARKED name"
    do(link, Act.CONTACT)
    do(link, Act.BEGIN)
    do(link, Act.CLOSE, outcome=Outcome.PROVIDED)
    assert state(link) == State.CLOSED
    with pytest.raises(Locked):
        link.second.opens(link.referral.summary)


def test_a_withdrawn_consent_locks_the_service_out(link):
    do(link, Act.SEND, Party.MENTOR)
    do(link, Act.ACCEPT)
    assert link.first.opens(link.referral.content) == b"MARKED name"
    consents.withdraw(consent=link.consent, by=uuid4(), now=NOW)
    assert state(link) == State.WITHDRAWN
    with pytest.raises(NotConsented):
        link.first.opens(link.referral.content)
    for record in (link.referral.summary, link.referral.content):
        for service in (link.first, link.second):
            with pytest.raises(Locked):
                vault.open_record(record=record, holder=service.holder.pk, private_key=service.key)


def test_a_backup_of_the_content_store_does_not_undo_a_withdrawal(link):
    do(link, Act.SEND, Party.MENTOR)
    do(link, Act.ACCEPT)
    consents.withdraw(consent=link.consent, by=uuid4(), now=NOW)
    Consent.objects.update(ending=None, ended=None)
    Referral.objects.update(state=State.ACCEPTED)
    with pytest.raises(Locked):
        link.first.opens(link.referral.content)


def test_a_withdrawal_that_a_crash_interrupted_is_finished(link, settings):
    do(link, Act.SEND, Party.MENTOR)
    settings.ON_WITHDRAWAL = ["communitylinkage.no.such.place"]
    with pytest.raises(ImportError):
        consents.withdraw(consent=link.consent, by=uuid4(), now=NOW)
    with pytest.raises(NotConsented):
        link.first.opens(link.referral.summary)
    settings.ON_WITHDRAWAL = ["communitylinkage.referrals.actions.on_withdrawal"]
    assert consents.finish_withdrawals(by=uuid4(), now=NOW) == 1
    assert state(link) == State.WITHDRAWN
    assert consents.finish_withdrawals(by=uuid4(), now=NOW) == 0


def test_a_clock_that_runs_out_asks_the_next_whom_she_named(link):
    do(link, Act.SEND, Party.MENTOR)
    assert actions.sweep(now=NOW + DAY - timedelta(seconds=1)) == 0
    assert actions.sweep(now=NOW + DAY) == 2
    assert state(link) == State.SENT
    with pytest.raises(Locked):
        link.first.opens(link.referral.summary)
    assert link.second.opens(link.referral.summary) == b"MARKED summary"


def test_one_whose_half_is_missing_is_passed_over_and_stops_no_other_woman(link):
    third, other = Somebody(), new_link()
    link.consent.recipients.create(position=2, organisation_id=third.organisation,
                                   holder=third.holder.pk)  # fmt: skip
    vault.grant(record=link.referral.summary, by=link.mentor.holder.pk,
                private_key=link.mentor.key, to=third.holder)  # fmt: skip
    for one in (link, other):
        do(one, Act.SEND, Party.MENTOR)
    # She locked the second out and a crash left it in the order, or it is a restored copy.
    vault.destroy_lock_halves(records=[link.referral.summary], holders=[link.second.holder.pk])
    actions.sweep(now=NOW + DAY)
    assert third.opens(link.referral.summary) == b"MARKED summary"
    assert other.second.opens(other.referral.summary) == b"MARKED summary"


def test_a_half_that_goes_in_this_moment_stops_no_other_woman(link, monkeypatch):
    other = new_link()
    for one in (link, other):
        do(one, Act.SEND, Party.MENTOR)
        do(one, Act.DECLINE, reason=Reason.NO_ROOM)
    vault.destroy_lock_halves(records=[link.referral.summary], holders=[link.second.holder.pk])
    # Looked at a moment before, its half was still there.
    monkeypatch.setattr(keepers, "next_turn", lambda row: row.consent.recipients.get(position=1))
    assert actions.pass_on_all(now=NOW) == 1
    assert (state(link), state(other)) == (State.DECLINED, State.SENT)


def test_where_nobody_is_left_who_could_open_it_it_waits_for_the_mentor(link):
    do(link, Act.SEND, Party.MENTOR)
    vault.destroy_lock_halves(records=[link.referral.summary], holders=[link.second.holder.pk])
    do(link, Act.DECLINE, reason=Reason.NO_ROOM)
    assert actions.sweep(now=NOW + DAY) == 0
    assert state(link) == State.DECLINED
    with pytest.raises(NotNow):
        do(link, Act.PASS_ON, Party.MENTOR)


def test_when_nobody_is_left_it_waits_for_the_mentor(link):
    do(link, Act.SEND, Party.MENTOR)
    actions.sweep(now=NOW + DAY)
    do(link, Act.DECLINE, reason=Reason.NO_ROOM, now=NOW + DAY)
    assert actions.sweep(now=NOW + 30 * DAY) == 0
    assert state(link) == State.DECLINED
    do(link, Act.CLOSE, Party.MENTOR, outcome=Outcome.UNAVAILABLE, now=NOW + 30 * DAY)


def test_who_declined_is_locked_out_and_a_reason_is_wanted(link):
    do(link, Act.SEND, Party.MENTOR)
    with pytest.raises(ValueError, match="reason"):
        do(link, Act.DECLINE)
    do(link, Act.DECLINE, reason=Reason.LANGUAGE)
    with pytest.raises(Locked):
        link.first.opens(link.referral.summary)


def test_of_two_who_accept_the_second_is_told_that_it_is_not_now(link):
    do(link, Act.SEND, Party.MENTOR)
    do(link, Act.ACCEPT)
    with pytest.raises(NotNow):
        do(link, Act.ACCEPT)


def test_an_accepted_referral_reminds_and_locks_nobody_out(link):
    do(link, Act.SEND, Party.MENTOR)
    do(link, Act.ACCEPT)
    assert actions.sweep(now=NOW + DAY) == 1
    assert actions.sweep(now=NOW + DAY) == 0
    assert link.first.opens(link.referral.content, NOW + DAY) == b"MARKED name"


def test_nothing_opens_or_moves_when_the_consent_is_over(link):
    do(link, Act.SEND, Party.MENTOR)
    with pytest.raises(NotConsented):
        link.first.opens(link.referral.summary, NOW + 61 * DAY)
    with pytest.raises(NotConsented):
        do(link, Act.ACCEPT, now=NOW + 61 * DAY)


def test_nobody_whom_she_did_not_name_receives_anything(link):
    with pytest.raises(NotConsented):
        consents.seal(
            consent=link.consent,
            plain=b"x",
            kept_by=link.mentor.holder,
            recipients=[Somebody().holder],
            now=NOW,
        )


@pytest.mark.parametrize(
    ("count", "days", "why"),
    [(0, 60, Why.NOBODY), (4, 60, Why.TOO_MANY), (1, 200, Why.TOO_LONG), (1, 0, Why.OVER)],
)
def test_a_consent_has_one_to_three_recipients_and_an_end(count, days, why):
    mentor = Somebody()
    with pytest.raises(NotConsented) as refused:
        consents.give(
            participant=Participant.objects.create(),
            organisation=mentor.organisation,
            paper=b"",
            kept_by=[mentor.holder],
            recipients=[consents.Named(uuid4(), Somebody().holder) for _n in range(count)],
            until=NOW + days * DAY,
            by=mentor.account,
            now=NOW,
        )
    assert why in refused.value.args
    assert not LockHalf.objects.exists()


def test_every_opening_is_journalled_without_her(link):
    do(link, Act.SEND, Party.MENTOR)
    link.first.opens(link.referral.summary)
    acts = set(Line.objects.values_list("act", flat=True))
    assert {"consent.given", "referral.made", "referral.send", "content.opened"} <= acts
    assert not [line for line in Line.objects.all() if "MARKED" in str(vars(line))]


def test_what_cannot_be_journalled_does_not_open(link, monkeypatch):
    do(link, Act.SEND, Party.MENTOR)

    def full(**_line):
        raise OSError("disk full")

    monkeypatch.setattr("communitylinkage.journal.actions.record", full)
    with pytest.raises(OSError, match="disk"):
        link.first.opens(link.referral.summary)


def test_the_worker_moves_the_clock(link, capsys):
    long_ago = NOW - 30 * DAY
    do(link, Act.SEND, Party.MENTOR, now=long_ago)
    call_command("worker", "--once")
    assert link.second.opens(link.referral.summary) == b"MARKED summary"


def test_every_part_that_hangs_on_a_consent_is_told_of_a_withdrawal(settings):
    told = {path.rsplit(".", 2)[0] for path in settings.ON_WITHDRAWAL}
    hanging = {
        model.__module__.rsplit(".", 1)[0]
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False) and field.related_model is Consent
    }
    # A wish hangs on it by its referral, and is erased and not only locked.
    hanging |= {"communitylinkage.referrals.wishes"}
    assert hanging - {"communitylinkage.consent"} == told


def test_a_referral_is_closed_also_after_its_consent_is_over(link):
    do(link, Act.SEND, Party.MENTOR)
    do(link, Act.ACCEPT)
    do(link, Act.CLOSE, outcome=Outcome.PROVIDED, now=NOW + 61 * DAY)
    assert state(link) == State.CLOSED


def test_a_consent_whose_time_is_up_locks_everybody_out_and_closes_what_is_open(link):
    do(link, Act.SEND, Party.MENTOR)
    do(link, Act.ACCEPT)
    consents.finish_withdrawals(now=NOW + 59 * DAY)
    assert state(link) == State.ACCEPTED
    consents.finish_withdrawals(now=NOW + 60 * DAY)
    assert state(link) == State.WITHDRAWN
    with pytest.raises(Locked):
        vault.open_record(
            record=link.referral.content, holder=link.first.holder.pk, private_key=link.first.key
        )
    assert Line.objects.filter(act="consent.over").count() == 1


def test_what_was_closed_before_its_time_was_up_stays_closed(link):
    do(link, Act.SEND, Party.MENTOR)
    do(link, Act.ACCEPT)
    do(link, Act.CLOSE, outcome=Outcome.PROVIDED)
    consents.finish_withdrawals(now=NOW + 60 * DAY)
    assert state(link) == State.CLOSED
