"""A woman's need on its way to services outside, and a mail server that keeps what it is given."""

import re
import socket
from datetime import timedelta
from email.header import decode_header, make_header
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from django.test import Client
from django.utils import timezone

from communitylinkage.consent import actions as consents
from communitylinkage.organisations.models import Organisation
from communitylinkage.outbox import actions as outbox
from communitylinkage.outbox.tests.test_outbox import Sink
from communitylinkage.participants.models import Participant
from communitylinkage.people.tests.cast import member
from communitylinkage.referrals import actions
from communitylinkage.referrals.models import Link, Referral
from communitylinkage.referrals.outside.actions import new_link
from communitylinkage.referrals.outside.queries import code_for
from communitylinkage.referrals.papers import Content, Summary, to_bytes
from communitylinkage.referrals.rules import Act, Party, Urgency
from communitylinkage.vault.models import Holder

DAY = timedelta(days=1)
SUMMARY = Summary(
    kind="shelter",
    languages=("bn", "en"),
    country="ES",
    area="MARKEDTOWN",
    papers="none",
    children=True,
    urgency=Urgency.DAY,
)
CONTENT = Content(name="MARKEDNAME", number="+34 600 000 000", agreed_word="MARKEDWORD")


class Road:
    """One referral to two services outside, and what people do on the way."""

    PAPER, SUMMARY, CONTENT = b"MARKEDPAPER", to_bytes(SUMMARY), to_bytes(CONTENT)

    def __init__(self, mentor, organisation, now):
        self.mentor, self.organisation, self.now = mentor, organisation, now
        listed = [uuid4(), uuid4()]
        self.holders = [
            new_link(organisation=o, email=f"service{n}@example.org", by=mentor.pk, now=now)
            for n, o in enumerate(listed, 1)
        ]
        kept_by = [Holder.objects.get(pk=mentor.key_holder)]
        pairs = zip(listed, self.holders, strict=True)
        self.consent = consents.give(
            participant=Participant.objects.create(),
            organisation=organisation.pk,
            paper=self.PAPER,
            kept_by=kept_by,
            recipients=[consents.Named(o, holder, outside=True) for o, holder in pairs],
            until=now + 60 * DAY,
            by=mentor.pk,
            now=now,
        )
        self.referral = actions.make(
            consent=self.consent,
            summary=self.SUMMARY,
            content=self.CONTENT,
            kept_by=kept_by,
            recipients=self.holders,
            urgency=Urgency.DAY,
            by=mentor.pk,
            now=now,
        )

    def do(self, act, party=Party.MENTOR, now=None, **more):
        return actions.do(
            referral=self.referral,
            act=act,
            party=party,
            by=self.mentor.pk,
            now=now or self.now,
            **more,
        )

    def send(self):
        self.do(Act.SEND)
        return self

    def withdraw(self):
        consents.withdraw(consent=self.consent, by=self.mentor.pk, now=timezone.now())

    @property
    def row(self):
        return Referral.objects.get(pk=self.referral.pk)

    @property
    def code(self):
        return code_for(self.row)

    def link(self, at=0):
        return Link.objects.get(holder=self.holders[at].pk)


class Post(Sink):
    """The mail server, with the letters read as people read them."""

    def run(self, now=None):
        return outbox.run_due(now=now or timezone.now())

    def sent_to(self, address):
        return [letter for letter in self.letters if letter["To"] == address]

    def text(self, at=-1):
        return self.letters[at].get_payload(decode=True).decode()

    def subject(self, at=-1):
        return str(make_header(decode_header(self.letters[at]["Subject"])))

    def path(self, at=-1, language="en"):
        return re.search(rf"/{language}/link/[\w-]+/", self.text(at)).group()


@pytest.fixture
def post(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Post()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield handler
    controller.stop()


@pytest.fixture
def road(db):
    """Made, not sent. Only a mentor is wanted here: the whole cast would cost seven slow runs."""
    community = Organisation.objects.create(name="Community", side="community", country="ES")
    return Road(member("mentor", "mentor", community), community, timezone.now())


@pytest.fixture
def mailed(road, post):
    """Sent and mailed; `mailed.path` is the address in the letter."""
    road.send()
    assert post.run() == 1
    road.path, road.post = post.path(), post
    return road


@pytest.fixture
def press():
    """`press(path, act, **fields)`: a button of the page, without cookies or a token."""

    def it(path, act="open", **fields):
        client = Client(enforce_csrf_checks=True)
        answer = client.post(path, {"act": str(act), **fields})
        assert not answer.cookies
        return answer

    return it
