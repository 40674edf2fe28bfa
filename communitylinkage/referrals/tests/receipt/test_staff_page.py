import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.referrals.models import Message
from communitylinkage.referrals.receipt.staff import today
from communitylinkage.referrals.tests.receipt.hers import accepted, ask, hers, quick

pytestmark = pytest.mark.django_db
__all__ = ["cast", "hers", "quick"]


@pytest.fixture
def address(hers):
    accepted(hers)
    return reverse("referral_messages", kwargs={"reference": hers.referral.reference})


def she_writes(link, text):
    number = "00000000-0000-4000-8000-000000000001"
    said = {"write": "1", "text": text, "number": number}
    ask(link.code, "messages/", referral=link.referral.pk, **said)


def waiting(account):
    viewer = Viewer(account, tuple(account.memberships.select_related("organisation")))
    return [line.sentence for line in today(viewer, timezone.now())]


@pytest.mark.parametrize("who", ["mentor", "professional"])
def test_her_side_and_the_service_read_and_answer(hers, address, who):
    account = getattr(hers.cast, who)
    client = client_of(account, opens=True)
    she_writes(hers, "MARKED question")
    assert len(waiting(account)) == 1
    assert "MARKED question" in client.get(address).content.decode()
    assert waiting(account) == []
    assert "is sent" not in client.get(address).content.decode()
    sent = client.post(address, {"text": "MARKED answer"}, follow=True).content.decode()
    assert "Your message is sent." in sent
    assert waiting(account) == [], "not told of what she wrote herself"
    assert "MARKED answer" in ask(hers.code, "messages/", referral=hers.referral.pk)


def test_a_bad_message_is_kept_beside_the_reason(hers, address):
    client = client_of(hers.cast.mentor, opens=True)
    for text in ("", "x" * 10_000, "a\x00b"):
        page = client.post(address, {"text": text})
        assert page.status_code == 200
        assert 'class="error"' in page.content.decode()
    assert not Message.objects.exists()


def test_without_the_password_nothing_is_read(hers, address):
    she_writes(hers, "MARKED question")
    page = client_of(hers.cast.mentor).get(address).content.decode()
    assert "MARKED" not in page
    assert "sign in again" in page


def test_a_stranger_finds_no_such_page(hers, address):
    for who in ("stranger", "other_professional", "administrator"):
        client = client_of(getattr(hers.cast, who), opens=True)
        assert client.get(address).status_code == 404
        assert client.post(address, {"text": "x"}).status_code == 404


def test_after_the_end_there_is_no_such_page(hers, address):
    ask(hers.code, "stop/", sure="1")
    for who in ("mentor", "professional"):
        client = client_of(getattr(hers.cast, who), opens=True)
        assert client.get(address).status_code == 404


def test_what_was_read_before_does_not_look_like_what_is_new(hers, address):
    client = client_of(hers.cast.professional, opens=True)
    case = reverse("referral", kwargs={"reference": hers.referral.reference})
    new, before = '<span class="state">new</span>', "read before"
    assert before not in client.get(case).content.decode()
    client.post(reverse("referral_read", args=[hers.referral.reference, "summary"]))
    page = client.get(case).content.decode()
    assert page.count(before) == 1
    assert page.count(new) == 1, "how to reach her was not read"
    mentor = client_of(hers.cast.mentor, opens=True).get(case).content.decode()
    assert before not in mentor, "each side for itself"
    she_writes(hers, "MARKED question")
    assert "1 new" in client.get(case).content.decode()
    assert new in client.get(address).content.decode()
    assert new not in client.get(address).content.decode()
    assert "1 new" not in client.get(case).content.decode()
