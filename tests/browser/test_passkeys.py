"""A passkey in a real Chromium, with the virtual device of its developer tools (CDP, WebAuthn)."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from communitylinkage.people.models import Passkey
from communitylinkage.people.passkeys.checking import Site
from communitylinkage.people.tests.cast import PASSWORD, cast, client_of  # noqa: F401
from communitylinkage.people.tests.passkeys.cast import code_of, with_passkey
from communitylinkage.referrals.rules import Act, Party
from communitylinkage.referrals.tests.receipt.hers import do, new_link
from tests.browser.fitting import beyond

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Desk:
    """A browser with a device for passkeys, in front of one person."""

    def __init__(self, chromium, base, width, scripts=True):
        self.base = base
        self.context = chromium.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts
        )
        self.page = self.context.new_page()
        self._cdp = self.context.new_cdp_session(self.page)
        self._cdp.send("WebAuthn.enable")
        added = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        self._device = {"authenticatorId": added["authenticatorId"]}

    def tell(self, what, **more):
        return self._cdp.send(f"WebAuthn.{what}", {**self._device, **more})

    def copied(self):
        """The device as a copy of it would be: the same key, its counter where it began."""
        one = self.tell("getCredentials")["credentials"][0]
        self.tell("removeCredential", credentialId=one["credentialId"])
        self.tell("addCredential", credential={**one, "signCount": 0})

    def password(self, account):
        self.page.goto(f"{self.base}/staff/sign-in/")
        self.page.fill("input[name=email]", account.email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main form button")
        self.page.wait_for_url("**/staff/second/")

    def code(self, account):
        self.page.fill("input[name=code]", code_of(account, timezone.now()))
        self.page.locator("main form button").last.click()
        self.page.wait_for_url("**/staff/")

    def make(self, account, name):
        self.page.goto(f"{self.base}/staff/passkeys/new/")
        self.page.fill("input[name=name]", name)
        self.page.fill("input[name=code]", code_of(account, timezone.now()))
        self.page.click("main form button")

    def begin_with_one(self, account):
        """She has made one, and stands at the second step again."""
        self.password(account)
        self.code(account)
        self.make(account, "blue key")
        self.press()
        self.page.wait_for_url("**/staff/passkeys/?said=made")
        self.sign_out()
        self.password(account)

    def press(self):
        self.page.locator("#passkey form button").click()

    def sign_out(self):
        self.page.goto(f"{self.base}/staff/")
        self.page.click("form[action$='/sign-out/'] button")
        self.page.wait_for_url("**/staff/sign-in/")


@pytest.fixture
def desk(chromium, live_server):
    """`desk(language, width, scripts)`; always at a name, because a number has no passkeys."""
    made = []

    def open_it(language="en", width=360, scripts=True):
        base = live_server.url.replace("127.0.0.1", "localhost")
        made.append(Desk(chromium, f"{base}/{language}", width, scripts))
        return made[-1]

    yield open_it
    for each in made:
        each.context.close()


def check(page, hurdles):
    assert beyond(page) <= 0
    assert hurdles(page) == []


HOWS = [SimpleNamespace(language=code, width=wide) for code, wide in (("en", 360), ("ar", 1280))]


@pytest.mark.parametrize("how", HOWS, ids=lambda how: f"{how.language}-{how.width}")
def test_from_making_one_to_removing_it(cast, desk, hurdles, how):  # noqa: F811
    here = desk(how.language, how.width)
    page = here.page
    here.password(cast.professional)
    assert page.locator("#passkey").count() == 0
    here.code(cast.professional)
    page.goto(f"{here.base}/staff/passkeys/")
    check(page, hurdles)
    here.make(cast.professional, "blue key")
    expect(page.locator("#passkey form button")).to_be_visible()
    check(page, hurdles)
    here.press()
    page.wait_for_url("**/staff/passkeys/?said=made")
    expect(page.locator("main ul.list")).to_contain_text("blue key")
    check(page, hurdles)
    here.sign_out()
    here.password(cast.professional)
    expect(page.locator("#passkey form button")).to_be_visible()
    expect(page.locator("input[name=code]")).to_be_visible()
    check(page, hurdles)
    here.press()
    page.wait_for_url("**/staff/")
    page.goto(f"{here.base}/staff/passkeys/")
    page.click("main a[href$='/remove/']")
    check(page, hurdles)
    page.click("main form button")
    page.wait_for_url("**/staff/passkeys/?said=removed")
    assert not Passkey.objects.exists()
    here.sign_out()
    here.password(cast.professional)
    assert page.locator("#passkey").count() == 0


def test_after_a_passkey_what_is_sealed_asks_what_it_asked_before(cast, desk):  # noqa: F811
    """The key came from the password: it opens by the same button, and without its cookie not."""
    link = new_link(cast)
    do(link, Act.SEND, Party.MENTOR)
    here = desk()
    here.begin_with_one(cast.professional)
    here.press()
    here.page.wait_for_url("**/staff/")
    where = f"{here.base}/staff/referrals/{link.referral.reference}/"
    here.page.goto(where)
    assert "MARKED town" not in here.page.inner_text("main")
    here.page.locator("form[action$='/read/summary/'] button").click()
    expect(here.page.locator("main")).to_contain_text("MARKED town")
    here.context.clear_cookies(name="key")
    here.page.goto(where)
    here.page.locator("form[action$='/read/summary/'] button").click()
    here.page.wait_for_load_state("load")
    assert "MARKED town" not in here.page.inner_text("main")


def test_a_copy_is_refused_kindly_and_the_code_works(cast, desk, hurdles):  # noqa: F811
    here = desk()
    here.begin_with_one(cast.mentor)
    here.press()
    here.page.wait_for_url("**/staff/")
    here.sign_out()
    here.copied()
    here.password(cast.mentor)
    here.press()
    expect(here.page.locator("main p.error:visible")).to_contain_text("may have been copied")
    assert here.page.locator("#passkey").count() == 0
    check(here.page, hurdles)
    here.code(cast.mentor)
    here.page.goto(f"{here.base}/staff/passkeys/")
    expect(here.page.locator("main ul.list .notice")).to_be_visible()
    check(here.page, hurdles)


def test_an_answer_that_is_sent_twice_is_refused(cast, desk):  # noqa: F811
    here = desk()
    here.begin_with_one(cast.mentor)
    with here.page.expect_request("**/staff/second/passkey/") as sent:
        here.press()
    here.page.wait_for_url("**/staff/")
    answer = sent.value.post_data_json["answer"]
    thief = Client(headers={"host": here.base.split("/")[2]})
    thief.post(reverse("people:sign_in"), {"email": cast.mentor.email, "password": PASSWORD})
    thief.get(reverse("people:second"))
    page = thief.post(reverse("people:second_passkey"), {"answer": answer})
    assert "could not be used" in page.content.decode()
    assert thief.get(reverse("people:home")).status_code == 302


def test_when_the_device_says_nothing_the_page_says_so(cast, desk, hurdles):  # noqa: F811
    here = desk()
    here.begin_with_one(cast.mentor)
    one = here.tell("getCredentials")["credentials"][0]
    here.tell("removeCredential", credentialId=one["credentialId"])
    here.press()
    expect(here.page.locator("[data-when=failed]")).to_be_visible()
    expect(here.page.locator("#passkey form button")).to_be_visible()
    check(here.page, hurdles)
    here.code(cast.mentor)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_scripts_the_page_says_so_and_the_code_works(cast, desk, language):  # noqa: F811
    with_passkey(cast.mentor, timezone.now(), site=Site("localhost", "http://localhost"))
    here = desk(language, scripts=False)
    here.password(cast.mentor)
    expect(here.page.locator("noscript .notice, #passkey .notice").first).to_be_visible()
    expect(here.page.locator("#passkey form button")).to_be_hidden()
    here.code(cast.mentor)


def test_at_a_number_the_page_says_so(cast, desk, live_server, hurdles):  # noqa: F811
    here = desk()
    here.base = live_server.url.replace("localhost", "127.0.0.1") + "/en"
    here.password(cast.mentor)
    here.code(cast.mentor)
    here.page.goto(f"{here.base}/staff/passkeys/new/")
    expect(here.page.locator("main .notice")).to_contain_text("it is a number")
    assert here.page.locator("input[name=code]").count() == 0
    check(here.page, hurdles)
