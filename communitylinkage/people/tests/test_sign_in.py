"""Signing in."""

import datetime
import hashlib
from unittest.mock import patch

import pytest
from django.db.models import BinaryField
from django.urls import reverse
from django.utils import timezone

from communitylinkage.outbox.models import Task
from communitylinkage.people import accounts, demo, keys, mail, signing_in, totp
from communitylinkage.people.models import Account, SecondFactor, SignIn
from communitylinkage.people.rules import NotAllowed, delay_after
from communitylinkage.people.tests.cast import NOW, PASSWORD, cast, client_of  # noqa: F401
from communitylinkage.vault import keys as vault

pytestmark = pytest.mark.django_db


def enter(client, email, password):
    return client.post(reverse("people:sign_in"), {"email": email, "password": password})


def refused(email, password, now=NOW, device=""):
    with pytest.raises(NotAllowed) as error:
        signing_in.sign_in(email=email, password=password, device=device, now=now)
    return str(error.value)


def test_codes_are_those_of_the_standard():
    seed = b"12345678901234567890"
    assert totp.code_at(seed, 59 // 30) == "287082"
    assert totp.code_at(seed, 1111111109 // 30) == "081804"


def test_a_code_works_once():
    step = totp.step_at(NOW)
    code = totp.code_at(b"x" * 20, step)
    assert totp.matching_step(b"x" * 20, code, NOW, 0) == step
    assert totp.matching_step(b"x" * 20, code, NOW, step) is None


def test_known_and_unknown_addresses_are_answered_alike(cast, client):  # noqa: F811
    runs = []
    for email in ("mentor@example.org", "nobody@example.org"):
        with patch.object(vault, "argon", wraps=vault.argon) as run:
            for _try in range(4):
                answer = enter(client, email, "wrong")
        runs.append((run.call_count, answer.status_code, len(answer.content) - len(email)))
    assert runs[0] == runs[1]
    assert runs[0][0] == 3


def test_the_delay_grows_and_ends():
    delays = [delay_after(n) for n in range(30)]
    assert delays == sorted(delays)
    assert delays[2] == datetime.timedelta(0)
    assert delays[-1] == datetime.timedelta(minutes=15)


def test_a_known_device_does_not_wait(cast):  # noqa: F811
    device = signing_in.remember_device(account=cast.mentor, now=NOW)
    for _try in range(4):
        refused(cast.mentor.email, "wrong")
    assert "wait" in refused(cast.mentor.email, PASSWORD)
    found, _key = signing_in.sign_in(
        email=cast.mentor.email, password=PASSWORD, device=device, now=NOW
    )
    assert found == cast.mentor


def test_both_steps_lead_home_and_only_hashes_are_stored(cast, client):  # noqa: F811
    assert enter(client, "Mentor@Example.org", PASSWORD).url == reverse("people:second")
    assert client.get(reverse("people:home")).url == reverse("people:sign_in")
    factor = signing_in.second_factor_of(cast.mentor)
    seed = keys.open_seed(bytes(factor.sealed_seed))
    assert seed not in bytes(factor.sealed_seed)
    picture = client.get(reverse("people:code_picture"))
    assert picture.status_code == 200
    assert b"<svg" in picture.content
    code = totp.code_at(seed, totp.step_at(timezone.now()))
    assert b"paper" in client.post(reverse("people:second"), {"code": code}).content
    assert client.get(reverse("people:home")).status_code == 200
    assert client.get(reverse("people:code_picture")).status_code == 404
    sid = client.cookies["sessionid"].value
    assert [row.pk for row in SignIn.objects.all()] == [keys.hashed(sid)]
    cookie = client.cookies["key"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie.value not in SignIn.objects.get().content


def test_who_is_in_does_not_take_the_second_step_again(cast):  # noqa: F811
    factor = signing_in.second_factor_of(cast.mentor)
    SecondFactor.objects.filter(pk=factor.pk).update(confirmed=True)
    browser, ago = client_of(cast.mentor, opens=True), timezone.now() - datetime.timedelta(hours=11)
    SignIn.objects.update(started=ago)
    before = list(SignIn.objects.values())
    seed = keys.open_seed(bytes(factor.sealed_seed))
    code = totp.code_at(seed, totp.step_at(timezone.now()))
    for page in ("second", "second_passkey"):
        answer = browser.post(reverse(f"people:{page}"), {"code": code, "answer": "{}"})
        assert answer.url == reverse("people:sign_in")
    assert list(SignIn.objects.values()) == before


def test_a_recovery_code_works_once(cast):  # noqa: F811
    factor = signing_in.second_factor_of(cast.mentor)
    SecondFactor.objects.filter(pk=factor.pk).update(confirmed=True)
    code = signing_in.new_recovery_codes(account=cast.mentor)[0]
    signing_in.check_second(account=cast.mentor, code=code, now=NOW)
    with pytest.raises(NotAllowed):
        signing_in.check_second(account=cast.mentor, code=code, now=NOW)


def test_a_new_password_opens_the_same_key(cast):  # noqa: F811
    before = vault.open_account_key(PASSWORD, accounts.key_of(cast.mentor))
    new = "another long one"
    accounts.change_password(account=cast.mentor, old=PASSWORD, new=new, again=new, now=NOW)
    stored = accounts.key_of(Account.objects.get(pk=cast.mentor.pk))
    assert vault.open_account_key(new, stored) == before
    assert vault.open_account_key(PASSWORD, stored) is None


def test_the_password_is_stored_nowhere_else(cast):  # noqa: F811
    kept = {f.name for f in Account._meta.fields if isinstance(f, BinaryField)}
    assert kept == {"salt", "verifier", "public_key", "wrapped_key"}
    assert not {f.name for f in Account._meta.fields} & {"password"}
    row = Account.objects.get(pk=cast.mentor.pk)
    said = PASSWORD.encode()
    quick = {hashlib.new(name, each).digest() for name in ("md5", "sha1", "sha256", "sha512")
             for each in (said, bytes(row.salt) + said, said + bytes(row.salt))}  # fmt: skip
    assert not quick & {bytes(row.verifier), bytes(row.wrapped_key)}


def test_a_signed_out_session_is_not_brought_back(cast):  # noqa: F811
    client = client_of(cast.mentor)
    accounts.sign_out_everywhere(account=cast.mentor)
    assert client.get(reverse("people:home")).status_code == 302
    assert not SignIn.objects.filter(account=cast.mentor).exists()


def test_the_demo_people_sign_in_and_a_real_programme_refuses_them():
    from communitylinkage.organisations.models import Programme

    assert "mentor@demo.invalid" in demo.load(NOW)
    demo.load(NOW)
    assert Account.objects.count() == 14
    signing_in.sign_in(email="lead@demo.invalid", password=demo.PASSWORD, device="", now=NOW)
    Programme.objects.update(contract_number="REAL")
    assert "demo" in refused("lead@demo.invalid", demo.PASSWORD)
    with pytest.raises(NotAllowed):
        demo.load(NOW)


def test_a_stolen_known_device_is_slowed_without_slowing_its_owner_elsewhere(cast):  # noqa: F811
    device = signing_in.remember_device(account=cast.mentor, now=NOW)

    def enter_from(token, password):
        return signing_in.sign_in(email=cast.mentor.email, password=password, device=token, now=NOW)

    for _try in range(3):
        with pytest.raises(NotAllowed):
            enter_from(device, "wrong")
    with pytest.raises(NotAllowed):
        enter_from(device, PASSWORD)
    assert enter_from("", PASSWORD)[0] == cast.mentor


@pytest.mark.promise("A sign-in by a new browser is told by a neutral letter")
def test_a_browser_that_is_new_is_told_by_a_neutral_letter_and_a_known_one_is_not(cast):  # noqa: F811
    def tasks():
        return Task.objects.filter(kind=signing_in.NEW_DEVICE).count()

    def arrive(device):
        signing_in.tell_of_device(account=cast.mentor, device=device, now=NOW)

    token = signing_in.remember_device(account=cast.mentor, now=NOW)
    arrive(token)
    assert tasks() == 0
    arrive("another")
    assert tasks() == 1
    letter = mail.new_device(task=Task.objects.get(), now=NOW)
    assert letter.to == cast.mentor.email
    assert letter.subject == "A new sign-in"
    for word in ("woman", "link", "referral", "127.0.0.1"):
        assert word not in letter.text.lower()
    accounts.sign_out_everywhere(account=cast.mentor)
    arrive(token)
    assert tasks() == 2, "whoever else has her password is told of, too"
