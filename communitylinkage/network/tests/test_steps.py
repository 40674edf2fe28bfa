"""The contact log and the next steps: who does what by when, and what came of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.network.models import Contact, Step
from communitylinkage.network.steps import actions
from communitylinkage.network.tests.test_network import community
from communitylinkage.network.ties.actions import node_of_community
from communitylinkage.people.tests.cast import NOW, cast, client_of  # noqa: F401
from communitylinkage.vault.models import Record

pytestmark = pytest.mark.django_db
# Not today: at night it is tomorrow already where the organisation is.
SOON = f"{timezone.localdate() + timedelta(1):%Y-%m-%d}"
WORDS = "The baker opens the hall"


def plan(cast, **values):  # noqa: F811
    given = {
        "organisation": cast.service, "community": community(), "todo": "invite", "role": "",
        "account": cast.professional.pk, "due": timezone.localdate() + timedelta(3),
        "by": cast.coordinator.pk, "now": NOW,
    }  # fmt: skip
    return actions.plan_step(**{**given, **values})


def home(account):
    return client_of(account).get(reverse("people:home")).content.decode()


def test_a_contact_is_written_down_and_its_words_are_locked(cast):  # noqa: F811
    row = community()
    node = node_of_community(row, NOW.date())
    browser = client_of(cast.coordinator, opens=True)
    said = {"day": "2026-11-01", "kind": "visit", "outcome": "agreed", "node": node.code,
            "note": WORDS}  # fmt: skip
    page = browser.post(reverse("contact_new", args=[row.pk]), said, follow=True).content.decode()
    assert "We agreed on something" in page
    assert WORDS not in page
    line = reverse("community_contact", args=[Contact.objects.get().pk])
    assert WORDS not in browser.get(line).content.decode()
    assert WORDS in browser.post(line).content.decode()
    browser.post(line, {"back": "1"})
    assert not Contact.objects.exists()
    assert not Record.objects.exists()


def test_a_step_for_a_colleague_waits_on_her_page_of_today(cast):  # noqa: F811
    row = community()
    said = {"todo": "visit", "who": str(cast.professional.pk),
            "due": SOON}  # fmt: skip
    client_of(cast.coordinator).post(reverse("step_new", args=[row.pk]), said)
    address = reverse("community_step", args=[Step.objects.get().pk])
    assert address in home(cast.professional)
    assert f"\u2068{row.name}\u2069" in home(cast.professional)
    assert address not in home(cast.coordinator)
    browser = client_of(cast.professional, opens=True)
    browser.post(address, {"outcome": "partly", "note": WORDS})
    assert address not in home(cast.professional)
    page = browser.get(address).content.decode()
    assert "It is partly done" in page
    assert WORDS not in page
    assert WORDS in browser.post(address, {"read": "1"}).content.decode()
    browser.post(address, {"back": "1"})
    assert address in home(cast.professional)
    assert not Record.objects.exists()


def test_a_step_for_a_role_waits_for_everybody_who_has_it_there(cast):  # noqa: F811
    step = plan(cast, role="coordinator", account=None)
    address = reverse("community_step", args=[step.pk])
    assert address in home(cast.coordinator)
    assert address not in home(cast.professional)
    assert address not in home(cast.stranger)


def test_who_has_nothing_to_do_with_a_step_does_not_find_it(cast):  # noqa: F811
    address = reverse("community_step", args=[plan(cast).pk])
    for who in ("mentor", "lead", "administrator", "stranger", "other_professional"):
        browser = client_of(getattr(cast, who))
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"outcome": "done"}).status_code == 404
    assert client_of(cast.coordinator).get(address).status_code == 200


def test_a_late_step_says_so(cast):  # noqa: F811
    step = plan(cast, due=timezone.localdate() - timedelta(2))
    page = client_of(cast.coordinator).get(reverse("network_next")).content.decode()
    assert "Late" in page
    assert step.community.name in page


WRONG = [
    ("todo", "x"), ("who", "administrator"), ("who", "\x00"), ("due", "2020-01-01"),
    ("due", "2999-01-01"), ("due", ""),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_step_is_refused(cast, field, value):  # noqa: F811
    said = {"todo": "call", "who": "mentor", "due": SOON}
    address = reverse("step_new", args=[community().pk])
    page = client_of(cast.coordinator).post(address, {**said, field: value})
    assert b"Something is missing or not right" in page.content
    assert not Step.objects.exists()


def test_a_step_that_is_given_to_somebody_of_elsewhere_is_refused(cast):  # noqa: F811
    said = {"todo": "call", "who": str(cast.other_professional.pk),
            "due": SOON}  # fmt: skip
    page = client_of(cast.coordinator).post(reverse("step_new", args=[community().pk]), said)
    assert page.status_code == 200
    assert not Step.objects.exists()


def test_a_wrong_contact_is_refused(cast):  # noqa: F811
    row = community()
    node = node_of_community(row, NOW.date())
    said = {"day": "2026-11-01", "kind": "visit", "outcome": "agreed", "node": node.code}
    for field, value in [
        ("day", "2999-01-01"), ("kind", ""), ("outcome", "x"), ("node", "x"),
        ("note", "x" * 10_000), ("note", "\x00"),
    ]:  # fmt: skip
        address = reverse("contact_new", args=[row.pk])
        page = client_of(cast.coordinator).post(address, {**said, field: value})
        assert b"Something is missing or not right" in page.content, field
    assert not Contact.objects.exists()
