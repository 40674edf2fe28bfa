"""A stolen server tells nothing about a woman (DESIGN 3, rule 1; issue 2, section 7).

Marked words go into every sealed field, through the pages and through the actions; then the disk
is searched, and every key of somebody else is tried.
"""

import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from communitylinkage.certificates.keys import signing_key
from communitylinkage.learning.care import actions as care
from communitylinkage.network import sealing as network
from communitylinkage.organisations.models import Partnership, Programme
from communitylinkage.outbox import actions as outbox
from communitylinkage.outbox.models import Task
from communitylinkage.people.models import Account, SignIn
from communitylinkage.people.posts import openers
from communitylinkage.people.sessions import SessionStore
from communitylinkage.people.tests.cast import PASSWORD, client_of, key_of
from communitylinkage.procedures.tests.cast import in_force
from communitylinkage.referrals.asks import actions as asks
from communitylinkage.referrals.asks.papers import Letter as Asking
from communitylinkage.referrals.mentor_requests import actions as requests
from communitylinkage.referrals.mentor_requests.papers import Details
from communitylinkage.referrals.mentor_requests.papers import Summary as RequestSummary
from communitylinkage.referrals.mentor_requests.rules import Act as MentorAct
from communitylinkage.referrals.mentor_requests.rules import Party as MentorParty
from communitylinkage.referrals.models import Referral, WaitingToken
from communitylinkage.referrals.outside import keys as link_keys
from communitylinkage.referrals.outside import rules as link_rules
from communitylinkage.referrals.papers import Content, Paper, Summary, to_bytes
from communitylinkage.referrals.rules import Act, Urgency
from communitylinkage.referrals.tests.outside.conftest import Road, post  # noqa: F401
from communitylinkage.referrals.tests.test_pages import NEED, consent, make_world
from communitylinkage.research.tests import cast as research
from communitylinkage.support import actions as support
from communitylinkage.support.models import SupportAction
from communitylinkage.support.papers import Plan
from communitylinkage.support.voices import actions as voices
from communitylinkage.support.voices.papers import Letter as Complained
from communitylinkage.support.voices.rules import Wrong
from communitylinkage.surveys.answering import actions as answering
from communitylinkage.surveys.answering.drafts import Draft, Kept
from communitylinkage.surveys.answering.tests.cast import begin, collection_of, invited
from communitylinkage.values.register import Kind
from tests.architecture.test_access_matrix import ROUTES
from tests.architecture.thief import files_below, found, opened, raw

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = {
    "name": "Zaynabmarked",
    "meeting": "Fountainmarked",
    "number": "+34 699 871 236",
    "when": "Wednesdaymarked",
    "cover_name": "Dentistmarked",
    "agreed_word": "Almondmarked",
    "note": "علامة سرية جدا هنا",
    "not_told": "Cousinmarked",
}
CONTACT = {**{k: v for k, v in TYPED.items() if k != "not_told"}, "warm": "meeting",
           "channel": "message"}  # fmt: skip
SUMMARY = Summary(kind="Kindmarked", languages=("Tonguemarked",), area="Villagemarked")
CONTENT = Content(**{key: value + " again" for key, value in TYPED.items()})
PAPER = Paper(
    purpose="Purposemarked", items=(), recipients=("Servicemarked",), until="", text="Textmarked",
    text_language="", spoken="Spokenmarked", how="", agreed="", excluded=("Brothermarked",),
)  # fmt: skip
WRITTEN = "Lettermarked, the words of her message"
ASKED = Asking(
    kind="Askmarked", area="Hamletmarked", number="Askednumbermarked", when="Sundaymarked",
    cover_name="Schoolmarked", agreed_word="Walnutmarked", excluded="Unclemarked",
)  # fmt: skip
REQUESTED = (
    RequestSummary("Bridgemarked", "Squaremarked", "ES", "talk"),
    Details("Deskmarked", "+34 699 871 237", "Streetmarked", "Noonmarked", "Leilamarked",
            "Auntmarked", "Remarkmarked"),
)  # fmt: skip
VISIT = Plan("Rulemarked", "Cornermarked", "+34 699 871 238", "Agreedmarked")
MARKS = [
    "Rulemarked", "Cornermarked", "+34 699 871 238", "Agreedmarked", "Complaintmarked",
    "Reachmarked", "Harbourmarked",
    *TYPED.values(), WRITTEN, "+34 699 871 237", "Askmarked", "Hamletmarked", "Askednumbermarked",
    "Sundaymarked", "Schoolmarked", "Walnutmarked", "Unclemarked", "Bridgemarked", "Squaremarked",
    "Deskmarked", "Streetmarked", "Noonmarked", "Leilamarked", "Auntmarked", "Remarkmarked",
    "Bakerymarked", "Kindmarked", "Tonguemarked", "Villagemarked", "Purposemarked",
    "Servicemarked", "Textmarked", "Spokenmarked", "Brothermarked", "Draftmarked", "Filemarked",
    "Submittedmarked", "Piecemarked", "Givermarked", "Tulipmarked",
]  # fmt: skip


class Marked(Road):
    """A referral outside whose papers are marked through and through."""

    SUMMARY, CONTENT, PAPER = map(to_bytes, (SUMMARY, CONTENT, PAPER))


def go_and_complain(world, row, now):
    """The mentor says yes and plans the visit; somebody complains about another organisation."""
    requests.do(
        request=row, act=MentorAct.ACCEPT, party=MentorParty.MENTOR, by=world.mentor.pk, now=now
    )
    support.plan(
        action=SupportAction.objects.get(request=row), content=VISIT, begins=now,
        check_in=now + timedelta(hours=1), by=world.mentor.pk, now=now,
    )  # fmt: skip
    programme = Programme.objects.create(
        name="x", contract_number="x", starts=now.date(), ends=now.date(),
        lead_organisation=world.service,
    )  # fmt: skip
    for one in (world.service, world.other):
        Partnership.objects.create(programme=programme, organisation=one, role="partner")
    letter = Complained((Wrong.OTHER,), "Complaintmarked", "Reachmarked")
    assert voices.complain(about=world.other.pk, letter=letter, by=world.mentor.pk, now=now)


def ask_and_request(world):
    """A woman asks by herself; a service asks for a mentor. Returns the code of her receipt."""
    now, posts = timezone.now(), (world.community.post, world.service.post)
    sent = asks.send(
        number=uuid4(), post=posts[0], letter=ASKED, digits="8264", crowded=False, now=now
    )
    summary, details = REQUESTED
    row = requests.ask(
        post=posts[1],
        summary=summary,
        details=details,
        mentors=[world.mentor.pk],
        urgency=Urgency.DAY,
        agreed=True,
        by=world.professional.pk,
        now=now,
    )
    go_and_complain(world, row, now)
    network.seal(text="Bakerymarked", organisation=world.service)
    cycle = research.begun(world.mentor, world.community)
    research.given(
        cycle, world.mentor, text="Piecemarked", giver="Givermarked", situations={"status": "none"}
    )
    care.write(
        mentor=world.mentor, supervisor=world.professional, text="Tulipmarked",
        organisation=world.community.pk, now=now,
    )  # fmt: skip
    return sent.code


def answer_and_stop_halfway(world):
    """One respondent sends her answers, another stops halfway; their tokens."""
    collection = collection_of(world)
    _sent, first = invited(world, collection)
    filler = begin(first, text="Submittedmarked")
    filler.to_the_end()
    assert "Your answers were sent" in filler.post("send")
    halfway, second = invited(world, collection)
    number = str(uuid4())
    draft = Draft(engine="Draftmarked", files={"/data/a": Kept(number, "Filemarked.png", "x")})
    answering.keep(
        invitation=halfway, token=second, draft=draft, files={number: b"Filemarked"},
        now=timezone.now(),
    )  # fmt: skip
    return first, second


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def stolen(world, post, caplog):  # noqa: F811
    """A server in use: two referrals on their way, everybody signed in, everything opened once."""
    caplog.set_level("DEBUG")
    # Her referral follows what was signed: what drives it is searched as well.
    in_force(world, start="without-papers")
    mentor, service = client_of(world.mentor, opens=True), client_of(world.professional, opens=True)
    said = {**NEED, "first": world.listed, **CONTACT, **consent(), "not_told": TYPED["not_told"],
            "receipt": "on", "digits": "7193", "step": "3"}  # fmt: skip
    page = mentor.post(reverse("referral_new"), said).content.decode()
    receipt = re.sub(r"\s", "", re.search(r"\d{5} \d{5} \d{5} \d{5}", page)[0])
    inside = Referral.objects.get()
    assert inside.followed.trail
    read = reverse("referral_read", args=[inside.reference, "content"])
    service.post(reverse("referral_act", args=[inside.reference, "accept"]))
    assert TYPED["name"] in service.post(read).content.decode()
    letter = {"code": receipt, "digits": "7193", "referral": str(inside.pk), "write": "1",
              "number": str(uuid4()), "text": WRITTEN}  # fmt: skip
    assert WRITTEN in Client().post(reverse("receipt_messages"), letter).content.decode()
    plan = {"code": receipt, "digits": "7193", "place_words": "Harbourmarked"}
    assert "Harbourmarked" in Client().post(reverse("my_plan_keep"), plan).content.decode()
    asked, answered = ask_and_request(world), answer_and_stop_halfway(world)
    road = Marked(world.mentor, world.community, timezone.now()).send()
    waiting = WaitingToken.objects.get(pk=road.link(1).pk)
    unsent = link_keys.open_waiting(waiting.pk, bytes(waiting.token))
    outbox.run_due(now=timezone.now())
    path = post.path()
    assert "Villagemarked" in Client().post(path, {"act": "open"}).content.decode()
    Client().post(path, {"act": Act.ACCEPT})
    page = Client().post(path, {"act": "code", "code": road.code}).content.decode()
    assert TYPED["note"] in page
    # The test's own mail server logs what it is sent: it is not the product.
    log = [r.getMessage() for r in caplog.records if not r.name.startswith("mail.")]
    sent = path.split("/")[3]
    return SimpleNamespace(
        world=world, inside=inside, road=road, log="\n".join(log), letters=post.letters,
        secrets=[receipt, PASSWORD, sent, asked, *answered, link_rules.show_token(unsent), unsent,
                 link_rules.read_token(sent), road.code, key_of(world.mentor),
                 signing_key(timezone.now()).to_bytes()],
    )  # fmt: skip


def test_nothing_of_her_lies_on_the_disk(stolen):
    words = [*MARKS, *stolen.secrets]
    for alias in ("default", "locks"):
        assert found(words, raw(alias)) == [], alias
    for path, content in files_below(settings.VAR):
        assert found(words, content) == [], path
    assert found(words, stolen.log.encode()) == []
    tasks = [str(vars(task)) for task in Task.objects.all()]
    assert found(words, "\n".join(tasks).encode()) == []
    sessions = [str(SessionStore().decode(row.content)) for row in SignIn.objects.all()]
    assert sessions
    assert found(words, "\n".join(sessions).encode()) == []
    letters = b"\n".join(str(letter).encode() for letter in stolen.letters)
    assert found(MARKS, letters) == []


def test_the_search_would_find_what_lies_open(stolen):
    name = stolen.world.community.name
    assert found([name], raw("default")) == [name]


def test_one_store_alone_opens_nothing_even_with_every_key(stolen):
    every = [key_of(account) for account in Account.objects.all()]
    assert opened(every, content_store=True, lock_store=False) == []
    assert opened(every, content_store=False, lock_store=True) == []


def test_both_stores_open_nothing_with_the_keys_of_others(stolen):
    readers = {stolen.world.mentor.pk} | {one.pk for one in openers(stolen.world.service.pk)}
    others = [key_of(account) for account in Account.objects.exclude(pk__in=readers)]
    assert others
    assert opened(others, content_store=True, lock_store=True) == []


def test_the_thief_knows_her_trade(stolen):
    hers = opened([key_of(stolen.world.mentor)], content_store=True, lock_store=True)
    assert TYPED["name"] in str([plain.decode() for plain in hers])


def test_after_a_withdrawal_both_stores_and_the_services_own_key_open_nothing(stolen):
    stolen.road.withdraw()
    service = [key_of(stolen.world.professional)]
    before = opened(service, content_store=True, lock_store=True)
    end = reverse("referral_withdraw", args=[stolen.inside.reference])
    client_of(stolen.world.mentor, opens=True).post(end)
    link = [link_keys.private_key_of(link_rules.read_token(stolen.secrets[2]))]
    after = opened(service + link, content_store=True, lock_store=True)
    hers = [*TYPED.values(), "Villagemarked", WRITTEN]
    assert found(hers, b"".join(before)) == sorted({*TYPED.values(), WRITTEN})
    assert found(hers, b"".join(after)) == []


def test_the_administrators_pages_give_none(stolen):
    client = client_of(stolen.world.administrator, opens=True)
    looked = 0
    for name, _route in ROUTES:
        for more in ({}, {"reference": stolen.inside.reference}):
            for prefix in ("", "people:", "consent:"):
                try:
                    address = reverse(prefix + name, kwargs=more)
                except NoReverseMatch:
                    continue
                looked += 1
                assert found(MARKS, client.get(address).content) == [], address
    assert looked > 10


ROOT = Path(__file__).resolve().parents[2] / "communitylinkage"
# The actions that seal; each is planted above. Who seals somewhere else plants it here too.
SEALING = {
    "consent/actions.py",
    "learning/care/actions.py",
    "network/sealing.py",
    "referrals/actions.py",
    "referrals/asks/actions.py",
    "referrals/mentor_requests/actions.py",
    "referrals/receipt/actions.py",
    "research/sealing.py",
    "support/actions.py",
    "support/hers/actions.py",
    "support/voices/actions.py",
    "surveys/answering/actions.py",
}


def test_every_action_that_seals_is_planted():
    files = [path for path in ROOT.rglob("*.py") if "tests" not in path.parts]
    calls = re.compile(r"(vault|consents)\.seal\(")
    sealing = {str(f.relative_to(ROOT)) for f in files if calls.search(f.read_text())}
    assert sealing == SEALING


# Where the sealed fields of each model are filled above; a new one must be planted here too.
PLANTED = {
    "vault.Record", "vault.Grant", "vault.KeyGrant", "vault.LockHalf", "referrals.WaitingToken",
    "surveys.Unfinished", "surveys.UnfinishedFile", "certificates.KeyPair",
}  # fmt: skip


def test_every_sealed_field_is_planted(stolen):
    for model in apps.get_models():
        sealed = [e for e in getattr(model, "register", []) if e.kind == Kind.SEALED]
        if sealed:
            assert model._meta.label in PLANTED, model._meta.label
            assert model.objects.exists(), model._meta.label
