"""A woman's case from her receipt to its end, with everything that can hang on it."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

from communitylinkage.consent import actions as consents
from communitylinkage.participants.actions import make_receipt, open_receipt
from communitylinkage.participants.models import Participant
from communitylinkage.people.tests.cast import key_of
from communitylinkage.referrals import actions
from communitylinkage.referrals.asks import actions as asks
from communitylinkage.referrals.asks.papers import Letter
from communitylinkage.referrals.mentor_requests import actions as requests
from communitylinkage.referrals.mentor_requests.rules import Act as MentorAct
from communitylinkage.referrals.mentor_requests.rules import Party as MentorParty
from communitylinkage.referrals.outside.actions import new_link
from communitylinkage.referrals.receipt.models import Message
from communitylinkage.referrals.rules import Act, Outcome, Party, Urgency
from communitylinkage.referrals.tests.mentor_requests.scene import DETAILS, SUMMARY
from communitylinkage.support import actions as support
from communitylinkage.support.hers import actions as plans
from communitylinkage.support.models import SupportAction
from communitylinkage.support.tests.scene import PLAN
from communitylinkage.vault import actions as vault
from communitylinkage.vault.models import Holder

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
DAY = timedelta(days=1)
NAME = b"Zaynabmarked"


def holder_of(account):
    return Holder.objects.get(pk=account.key_holder)


def a_case(cast, *, whole=False, organisation=None, now=NOW):
    """A referral to the service, which is sent.

    Args:
        whole: also a receipt, a message, a plan of her own, an ask, a link outside, a mentor's
            visit.
        organisation: of her mentor, which keeps the case; the community without.
    """
    organisation = organisation or cast.community
    woman = Participant.objects.create()
    made = SimpleNamespace(woman=woman, mentor=cast.mentor, cast=cast)
    kept_by = [holder_of(cast.mentor)]
    post = Holder.objects.get(pk=cast.service.post.key_holder)
    named = [consents.Named(cast.service.pk, post)]
    if whole:
        made.receipt = make_receipt(participant=woman, digits="7193", now=now)
        kept_by.append(made.receipt.holder)
        outside = new_link(organisation=uuid4(), email="x@example.org", by=cast.mentor.pk, now=now)
        named.append(consents.Named(uuid4(), outside, outside=True))
    made.consent = consents.give(
        participant=woman, organisation=organisation.pk, paper=b"Papermarked", kept_by=kept_by,
        recipients=named, until=now + 60 * DAY, by=cast.mentor.pk, now=now,
    )  # fmt: skip
    made.referral = actions.make(
        consent=made.consent, summary=b"Summarymarked", content=NAME, kept_by=kept_by,
        recipients=[one.holder for one in named], urgency=Urgency.DAY, by=cast.mentor.pk, now=now,
    )  # fmt: skip
    _do(made, Act.SEND, Party.MENTOR, now)
    if whole:
        _hang_on(made, kept_by, now)
    return made


def _hang_on(made, kept_by, now):
    cast = made.cast
    record = vault.seal(plain=b"Lettermarked", holders=kept_by, released=kept_by)
    Message.objects.create(referral=made.referral, record=record.pk, written=now)
    opened = open_receipt(code=made.receipt.code, digits="7193", now=now, source="x")
    plans.keep(receipt=opened, plan={"place": "Harbourmarked"}, by=uuid4(), now=now)
    sent = asks.send(
        number=uuid4(), post=cast.community.post, letter=Letter(kind="health", area="Hamletmarked"),
        digits="8264", crowded=False, now=now,
    )  # fmt: skip
    made.ask = sent
    request = requests.ask(
        post=cast.service.post, summary=SUMMARY, details=DETAILS, mentors=[cast.mentor.pk],
        urgency=Urgency.DAY, agreed=True, by=cast.professional.pk, now=now, consent=made.consent,
    )  # fmt: skip
    requests.do(
        request=request, act=MentorAct.ACCEPT, party=MentorParty.MENTOR, by=cast.mentor.pk, now=now
    )
    visit = SupportAction.objects.get(request=request)
    support.plan(
        action=visit, content=PLAN, begins=now, check_in=now + timedelta(hours=1),
        by=cast.mentor.pk, now=now,
    )  # fmt: skip


def _do(made, act, party, now, **more):
    actions.do(referral=made.referral, act=act, party=party, by=uuid4(), now=now, **more)


def accept(made, now=NOW):
    _do(made, Act.ACCEPT, Party.SERVICE, now)


def close(made, now=NOW):
    """The service closes; what else hangs on it ends as well."""
    accept(made, now)
    for act in (Act.CONTACT, Act.BEGIN):
        _do(made, act, Party.SERVICE, now)
    _do(made, Act.CLOSE, Party.SERVICE, now, outcome=Outcome.PROVIDED)


def opened(made):
    """What her mentor's own key opens, asking only the vault."""
    return vault.open_record(
        record=made.referral.content, holder=made.mentor.key_holder, private_key=key_of(made.mentor)
    )
