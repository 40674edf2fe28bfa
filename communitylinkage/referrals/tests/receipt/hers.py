"""A woman with a receipt, her mentor, and two services: `from ...hers import hers`."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from communitylinkage.consent import actions as consents
from communitylinkage.participants import actions as participants
from communitylinkage.participants import keys as receipt_keys
from communitylinkage.participants.models import Participant
from communitylinkage.people.posts import key_of_post
from communitylinkage.people.tests.cast import key_of
from communitylinkage.referrals import actions, papers
from communitylinkage.referrals.rules import Act, Party, Urgency
from communitylinkage.values.tries import Tries
from communitylinkage.vault.keys import expand
from communitylinkage.vault.models import Holder

DIGITS = "4071"
PAPER = papers.Paper(
    "MARKED purpose", ("need", "name"), ("Service", "Other"), "2026-12-24", "1", "ar", "ar",
    "read_aloud", "said", excluded=("MARKED cousin",),
)  # fmt: skip
SUMMARY = papers.Summary("legal", ("ar",), area="MARKED town")
CONTENT = papers.Content("MARKED name", number="MARKED number")


def post_of(organisation):
    return Holder.objects.get(pk=organisation.post.key_holder)


def new_link(cast, digits=DIGITS, content=CONTENT):
    """A consent with its referral, not sent yet."""
    now = timezone.now()
    participant = Participant.objects.create()
    receipt = participants.make_receipt(participant=participant, digits=digits, now=now)
    kept_by = [Holder.objects.get(pk=cast.mentor.key_holder), receipt.holder]
    services = (cast.service, cast.other)
    consent = consents.give(
        participant=participant,
        organisation=cast.community.pk,
        paper=papers.to_bytes(PAPER),
        kept_by=kept_by,
        recipients=[consents.Named(one.pk, post_of(one)) for one in services],
        until=now + timedelta(days=60),
        by=cast.mentor.pk,
        now=now,
    )
    referral = actions.make(
        consent=consent,
        summary=papers.to_bytes(SUMMARY),
        content=papers.to_bytes(content),
        kept_by=kept_by,
        recipients=[post_of(one) for one in services],
        urgency=Urgency.DAY,
        by=cast.mentor.pk,
        now=now,
    )
    return SimpleNamespace(
        cast=cast, participant=participant, code=receipt.code, consent=consent, referral=referral
    )


@pytest.fixture
def quick(monkeypatch):
    """Receipts without the slow run: what it costs in truth is held by participants' own tests."""
    monkeypatch.setattr(receipt_keys, "argon", lambda code, salt: expand(code.encode(), salt))


@pytest.fixture
def hers(quick, cast, monkeypatch):
    monkeypatch.setattr(participants, "TRIES", Tries())
    return new_link(cast)


def do(link, act, party=Party.SERVICE, **more):
    now = more.pop("now", None) or timezone.now()
    return actions.do(referral=link.referral, act=act, party=party, by=uuid4(), now=now, **more)


def accepted(link):
    do(link, Act.SEND, Party.MENTOR)
    do(link, Act.ACCEPT)


def service_opens(link, record, who="professional", organisation="service"):
    """What a professional reads through her post, as the pages do it."""
    account, home = getattr(link.cast, who), getattr(link.cast, organisation)
    holder = home.post.key_holder
    key = key_of_post(holder=holder, account=account, private_key=key_of(account))
    return consents.open_record(
        record=record,
        holder=holder,
        private_key=key,
        organisation=home.pk,
        by=account.pk,
        now=timezone.now(),
    )


def ask(code, page="", digits=DIGITS, language="en", **more):
    """Posts a form of her page, as a browser without cookies does."""
    said = {"code": code, "digits": digits, **more}
    answer = Client(enforce_csrf_checks=True).post(f"/{language}/receipt/{page}", said)
    assert answer.status_code == 200, answer.status_code
    assert not answer.cookies
    return answer.content.decode()
