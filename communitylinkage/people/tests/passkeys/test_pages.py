"""The pages of passkeys: at sign-in, the list, a new one, a name, the end."""

import re
from datetime import timedelta
from html import unescape
from unittest.mock import patch

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.models import Passkey, SignIn
from communitylinkage.people.passkeys.checking import Site
from communitylinkage.people.tests.cast import PASSWORD, cast, client_of  # noqa: F401
from communitylinkage.people.tests.passkeys.authenticator import Device
from communitylinkage.people.tests.passkeys.cast import code_of, with_passkey

pytestmark = pytest.mark.django_db
LIST, NEW, MAKE = (
    reverse(f"people:{name}") for name in ("passkeys", "passkey_new", "passkey_make")
)
SECOND, USE = reverse("people:second"), reverse("people:second_passkey")


def question_of(page):
    """What a page asks the device; nothing where it asks nothing."""
    found = re.search(r'data-options="([^"]*)"', page.content.decode())
    return unescape(found[1]) if found else ""


def half_way(client, account, **extra):
    said = {"email": account.email, "password": PASSWORD}
    assert client.post(reverse("people:sign_in"), said, **extra).url == SECOND
    return client.get(SECOND, **extra)


def is_in(client):
    return client.get(reverse("people:home")).status_code == 200


@pytest.fixture
def device(cast):  # noqa: F811
    code_of(cast.mentor, timezone.now())
    return with_passkey(cast.mentor, timezone.now())[0]


def test_she_makes_one_with_a_code_and_signs_in_with_it(cast, client):  # noqa: F811
    hers, device, now = client_of(cast.mentor), Device(), timezone.now()
    code = code_of(cast.mentor, now)
    page = hers.post(NEW, {"name": "blue key", "code": code})
    answer = device.make(question_of(page))
    assert hers.post(MAKE, {"answer": answer}).url == f"{LIST}?said=made"
    assert "blue key" in hers.get(LIST).content.decode()
    question = question_of(half_way(client, cast.mentor))
    assert not is_in(client)
    assert client.post(USE, {"answer": device.use(question)}).url == reverse("people:home")
    assert is_in(client)


def test_without_a_right_code_nobody_makes_one(cast):  # noqa: F811
    hers = client_of(cast.mentor)
    code_of(cast.mentor, timezone.now())
    page = hers.post(NEW, {"name": "blue key", "code": "000000"})
    assert "This code is not right" in page.content.decode()
    assert 'value="blue key"' in page.content.decode()
    assert not question_of(page)
    answer = Device().make('{"user": {"id": "AAAA"}, "challenge": "AAAA"}')
    page = hers.post(MAKE, {"answer": answer})
    assert "was not made" in page.content.decode()
    assert not Passkey.objects.exists()


def test_a_name_that_is_taken_does_not_cost_a_code(cast, device):  # noqa: F811
    hers, code = client_of(cast.mentor), code_of(cast.mentor, timezone.now())
    page = hers.post(NEW, {"name": "blue key", "code": code}).content.decode()
    assert "with this name already" in page
    assert question_of(hers.post(NEW, {"name": "phone", "code": code}))


def test_an_answer_serves_once(cast, device, client):  # noqa: F811
    question = question_of(half_way(client, cast.mentor))
    good = device.use(question)
    assert "could not be used" in client.post(USE, {"answer": "{}"}).content.decode()
    assert "could not be used" in client.post(USE, {"answer": good}).content.decode()
    assert not is_in(client)


def test_an_answer_that_was_taken_is_not_taken_again(cast, client):  # noqa: F811
    """Not even that of a device that never counts, in the very same browser."""
    code_of(cast.mentor, timezone.now())
    device, _passkey = with_passkey(cast.mentor, timezone.now(), Device(counts=False))
    said = {"answer": device.use(question_of(half_way(client, cast.mentor)))}
    assert client.post(USE, said).url == reverse("people:home")
    assert client.post(USE, said).url == reverse("people:sign_in")
    half_way(client, cast.mentor)
    assert "could not be used" in client.post(USE, said).content.decode()


def test_an_answer_to_the_question_of_another_browser_is_refused(cast, device, client):  # noqa: F811
    from django.test import Client

    question = question_of(half_way(Client(), cast.mentor))
    half_way(client, cast.mentor)
    page = client.post(USE, {"answer": device.use(question)}).content.decode()
    assert "could not be used" in page
    assert not is_in(client)


def test_a_question_to_make_one_does_not_serve_to_sign_in(cast, device, client):  # noqa: F811
    half_way(client, cast.mentor)
    session = client.session
    session["passkey_make"] = session.pop("passkey_use")
    session.save()
    client.post(USE, {"answer": device.use("", challenge="AAAA")})
    assert not is_in(client)


def test_a_question_is_over_after_five_minutes(cast, device, client):  # noqa: F811
    question = question_of(half_way(client, cast.mentor))
    later = timezone.now() + timedelta(minutes=5, seconds=1)
    with patch("django.utils.timezone.now", return_value=later):
        page = client.post(USE, {"answer": device.use(question)})
    assert "could not be used" in page.content.decode()
    assert not is_in(client)


def test_a_reload_of_an_answer_is_the_page_before(cast, device, client):  # noqa: F811
    assert client.get(USE).url == reverse("people:sign_in")
    half_way(client, cast.mentor)
    assert client.get(USE).url == SECOND
    assert 'name="code"' in client_of(cast.mentor).get(MAKE).content.decode()


def test_the_field_for_the_code_is_always_there(cast, device, client):  # noqa: F811
    page = half_way(client, cast.mentor).content.decode()
    assert 'name="code"' in page
    assert "<noscript>" in page
    page = client.post(USE, {"answer": "x"}).content.decode()
    assert 'name="code"' in page
    code = code_of(cast.mentor, timezone.now())
    assert client.post(SECOND, {"code": code}).url == reverse("people:home")


def test_nothing_is_told_before_the_password_was_right(cast, device, client):  # noqa: F811
    """With a passkey, without one, and without an account: the same answers, the same bytes."""
    answers = []
    for email in (cast.mentor.email, cast.professional.email, "nobody@example.org"):
        first = client.post(reverse("people:sign_in"), {"email": email, "password": "wrong"})
        told = first.content.decode().replace(email, "")
        told = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", told)
        assert client.get(SECOND).url == reverse("people:sign_in")
        assert client.post(USE, {"answer": "x"}).url == reverse("people:sign_in")
        answers.append((first.status_code, told, sorted(client.cookies)))
    assert answers[0] == answers[1] == answers[2]


def test_who_has_none_is_offered_none(cast, device, client):  # noqa: F811
    page = half_way(client, cast.professional)
    assert not question_of(page)
    assert "passkey" not in page.content.decode()


def test_the_password_alone_opens_the_key(cast, device, client):  # noqa: F811
    question = question_of(half_way(client, cast.mentor))
    sealed = client.session["key"]
    client.post(USE, {"answer": device.use(question)})
    assert client.session["key"] == sealed
    row = SignIn.objects.get(account=cast.mentor)
    assert client.cookies["key"].value not in row.content
    bare = client_of(cast.mentor)
    assert "key" not in bare.session


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000"])
def test_at_a_number_the_page_says_so_and_offers_the_code(cast, device, client, host):  # noqa: F811
    page = half_way(client, cast.mentor, headers={"host": host}).content.decode()
    assert "does not work at this address" in page
    assert 'name="code"' in page
    hers = client_of(cast.mentor)
    for address in (LIST, NEW):
        page = hers.get(address, headers={"host": host}).content.decode()
        assert "it is a number" in page
        assert 'name="code"' not in page


def test_one_for_another_name_is_not_offered(cast, client):  # noqa: F811
    with_passkey(cast.mentor, timezone.now(), site=Site("localhost", "http://localhost"))
    page = half_way(client, cast.mentor)
    assert not question_of(page)
    assert "does not work at this address" in page.content.decode()
    assert "localhost" in client_of(cast.mentor).get(LIST).content.decode()


def test_names_and_ends_with_a_question(cast, device):  # noqa: F811
    hers, passkey = client_of(cast.mentor), Passkey.objects.get()
    name, remove = (
        reverse(f"people:{each}", args=[passkey.pk]) for each in ("passkey_name", "passkey_remove")
    )
    hers.post(name, {"name": "on my ring"})
    page = hers.get(LIST).content.decode()
    assert "on my ring" in page
    assert "Not used yet" in page
    assert "Remove this passkey?" in hers.get(remove).content.decode()
    assert Passkey.objects.exists()
    hers.post(remove)
    assert not Passkey.objects.exists()


def test_somebody_elses_does_not_exist(cast, device):  # noqa: F811
    passkey = Passkey.objects.get()
    for role in ("professional", "coordinator", "administrator", "stranger"):
        other = client_of(getattr(cast, role))
        for each in ("passkey_name", "passkey_remove"):
            address = reverse(f"people:{each}", args=[passkey.pk])
            assert other.get(address).status_code == 404
            assert other.post(address, {"name": "mine"}).status_code == 404
    assert Passkey.objects.get().name == "blue key"


def test_nothing_stored_says_which_device_it_is(cast, device):  # noqa: F811
    kept = {field.name for field in Passkey._meta.get_fields()}
    assert not kept & {"aaguid", "transports", "address", "agent", "attestation"}
    passkey = Passkey.objects.get()
    assert type(passkey.made).__name__ == "date"
