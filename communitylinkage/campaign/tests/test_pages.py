"""The pages of campaigns: what anybody opens, what who is signed in does, and strangers."""

from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.campaign import addresses, approving, queries
from communitylinkage.campaign.models import (
    Campaign,
    ShortAddress,
    Version,
    Visits,
)
from communitylinkage.campaign.rules.states import State
from communitylinkage.campaign.tests import cast as made
from communitylinkage.campaign.tests.cast import ARABIC, ENGLISH, PHONE, by, row
from communitylinkage.people.access import Viewer
from communitylinkage.people.rules import zone_of
from communitylinkage.people.tests.cast import cast, client_of

pytestmark = pytest.mark.django_db
__all__ = ["by", "cast", "row"]


@pytest.fixture
def keeper(cast):
    return client_of(cast.coordinator)


def page(name, *arguments, client=None, query=""):
    answer = (client or Client()).get(reverse(name, args=arguments) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def file(text, name="reach.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return SimpleUploadedFile(name, content)


def opened():
    return sum(Visits.objects.values_list("number", flat=True))


def test_a_short_address_counts_and_leads_on_in_the_language_of_the_paper(row, by):
    address = made.an_address(row, by, made.approved(row, by))
    client = Client(headers={"user-agent": PHONE, "accept-language": "es"})
    answer = client.get(f"/go/{address.code.lower()}/")
    assert answer.url == f"/ar/go/{address.code}/"
    assert not answer.cookies
    assert opened() == 1
    landed = client.get(answer.url)
    assert not landed.cookies
    assert ARABIC.headline in landed.content.decode()
    assert 'href="/ar/find/"' in landed.content.decode()
    assert opened() == 1, "the page itself, and each reload of it, counts no more"
    assert 'href="/es/find/"' in client.get(f"/es/go/{address.code}/").content.decode()


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("head", {"user-agent": PHONE}),
        ("post", {"user-agent": PHONE}),
        ("get", {"user-agent": PHONE, "sec-purpose": "prefetch"}),
        ("get", {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}),
        ("get", {"user-agent": "WhatsApp/2.23.20.0"}),
        ("get", {}),
    ],
)
def test_what_is_no_person_is_led_on_and_not_counted(row, by, method, headers):
    address = made.an_address(row, by)
    answer = getattr(Client(), method)(f"/go/{address.code}/", headers=headers)
    assert answer.status_code == 302
    assert opened() == 0


def test_an_unknown_address_is_a_page_with_the_exit(row):
    answer = Client().get("/go/ZZZZZZ/", follow=True)
    assert answer.status_code == 404
    assert "quick-exit" in answer.content.decode()


@pytest.mark.parametrize("path", ["/find/", "/help-lines/", "/", "/practices/"])
def test_an_address_leads_to_pages_of_ours(row, by, path):
    address = made.an_address(row, by, path=path, language="en")
    assert f'href="/en{path}"' in page("go_page", address.code)


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/staff/", "/no-such-page/", "https://evil.example/"]
)
def test_even_a_wrong_row_leads_only_to_the_guide(row, by, path):
    address = made.an_address(row, by, path=path, language="en")
    told = page("go_page", address.code)
    assert "evil" not in told
    assert f'href="/en{path}"' not in told
    assert '<a class="button" href="/en/">' in told


def test_an_address_of_a_withdrawn_poster_still_leads_on(row, by):
    version = made.approved(row, by)
    address = made.an_address(row, by, version, language="en")
    approving.withdraw(version=version, reason="Misprint.", by=by, now=made.NOW)
    addresses.end(address=address, by=by, now=made.NOW)
    told = page("go_page", address.code)
    assert ENGLISH.headline not in told
    assert "people who help, in your language" in told
    assert Client().get(reverse("campaign", args=[row.reference])).status_code == 404


def test_an_approved_campaign_is_read_and_its_papers_are_taken_without_an_account(row, by):
    address = made.an_address(row, by, made.approved(row, by))
    told = page("campaign", row.reference)
    assert ENGLISH.headline in told
    assert row.name in page("campaigns")
    link = reverse("campaign_paper", args=[row.reference, address.code])
    assert ARABIC.headline in Client().get(f"/ar/campaigns/{row.reference}/").content.decode()
    assert link in told
    folds = made.an_address(row, by, made.approved(row, by, kind="leaflet"))
    fold = reverse("campaign_paper", args=[row.reference, folds.code]) + "?paper=fold"
    for paper in (f"{link}?paper=a3", f"{link}?paper=a4", fold):
        answer = Client().get(paper)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
        assert b"/BleedBox" not in answer.content, "a home printer cuts nothing"
        assert f"{paper}&amp;for=shop" in page("campaign", row.reference)
        shop = Client().get(f"{paper}&for=shop")
        assert b"/TrimBox" in shop.content
        assert b"/BleedBox" in shop.content, "a printer's shop cuts"
        assert shop.headers["Content-Disposition"].endswith('-shop.pdf"')


def test_what_is_not_approved_is_nowhere_for_anybody(row, by):
    version = made.waiting(row, by)
    address = made.an_address(row, by, version)
    assert ENGLISH.headline not in page("campaigns")
    for link in (
        reverse("campaign", args=[row.reference]),
        reverse("campaign_paper", args=[row.reference, address.code]),
    ):
        assert Client().get(link).status_code == 404
    assert ARABIC.headline not in page("go_page", address.code)


def test_a_draft_is_looked_at_on_paper_and_says_what_it_is(row, by, keeper):
    version = made.a_poster(row, by)
    address = made.an_address(row, by, version)
    link = reverse("campaign_material_paper", args=[row.reference, version.material_id,
                                                    address.code])  # fmt: skip
    assert keeper.get(link).content.startswith(b"%PDF-")
    assert b"/BleedBox" in keeper.get(f"{link}?for=shop").content
    work = page("campaign_material", row.reference, version.material_id, client=keeper)
    assert f"{link}?paper=a4&amp;for=shop" in work


def test_from_a_message_to_an_approved_poster(cast, row, by, keeper):
    told = keeper.post(reverse("campaign_message", args=[row.reference]),
                       {"group": "around", "language": "es", "headline": "Hola", "body": "",
                        "call": "x"}).content.decode()  # fmt: skip
    assert "Please fill this in" in told
    assert "Hola" in told, "what was typed is kept"
    new = reverse("campaign_material_new", args=[row.reference])
    told = keeper.post(new, {"name": "P", "kind": "poster", "group": "media"}).content.decode()
    assert "Write a message for these people first." in told
    keeper.post(new, {"name": "P", "kind": "poster", "group": "women"})
    version = Version.objects.get()
    act = reverse("campaign_material_act", args=[row.reference, version.material_id, "submit"])
    keeper.post(act)
    approve = reverse("campaign_material_act", args=[row.reference, version.material_id,
                                                     "approve"])  # fmt: skip
    answer = keeper.post(approve, follow=True)
    assert "You have written on it" in answer.content.decode()
    work = page("campaign_material", row.reference, version.material_id, client=keeper)
    assert "act-approve" not in work
    second = client_of(cast.lead)
    assert "act-approve" in page("campaign_material", row.reference, version.material_id,
                                 client=second)  # fmt: skip
    second.post(approve)
    version.refresh_from_db()
    assert version.state == State.APPROVED


def test_what_is_approved_is_withdrawn_also_while_its_next_version_is_written(row, by, keeper):
    old = made.approved(row, by)
    made.an_address(row, by, old)
    draft = approving.again(version=old, by=by, now=made.NOW)
    there = [row.reference, old.material_id]
    withdraw = reverse("campaign_material_withdraw", args=there)
    assert withdraw in page("campaign_material", *there, client=keeper)
    keeper.post(withdraw, {"asked": "The telephone is another one."})
    for one in (old, draft):
        one.refresh_from_db()
    assert (old.state, draft.state) == (State.WITHDRAWN, State.DRAFT)
    assert withdraw not in page("campaign_material", *there, client=keeper)
    assert Client().get(reverse("campaign", args=[row.reference])).status_code == 404


def test_a_campaign_ends_after_it_begins(cast, keeper):
    programme = made.programme_of(cast.service)
    told = {"programme": programme.pk, "name": "Spring", "language": "en", "first": "2026-03-01",
            "last": "2026-02-01"}  # fmt: skip
    answer = keeper.post(reverse("campaign_new"), told)
    assert "The last day is before the first." in answer.content.decode()
    keeper.post(reverse("campaign_new"), told | {"last": "2026-04-01"})
    assert Campaign.objects.get().name == "Spring"


@pytest.mark.parametrize(
    ("target", "typed", "path"),
    [
        ("/find/", "", "/find/"),
        ("other", "/es/practices/", "/practices/"),
        ("other", "http://127.0.0.1:8000/en/courses/", "/courses/"),
        ("other", "", None),
        ("other", "https://evil.example/", None),
        ("other", "//evil.example/en/find/", None),
        ("other", "/en/staff/campaigns/", None),
        ("other", "/en/answer/abc/", None),
        ("other", "/en/go/ABCDEF/", None),
        ("other", "/en/no-such-page/", None),
    ],
)
def test_only_pages_of_ours_that_anybody_may_open_are_taken(row, keeper, target, typed, path):
    said = {"country": "ES", "language": "es", "target": target, "page": typed, "place": ""}
    keeper.post(reverse("campaign_addresses", args=[row.reference]), said)
    assert [one.path for one in ShortAddress.objects.all()] == ([path] if path else [])


def test_the_page_of_an_address_shows_its_days_and_its_error(row, by, keeper):
    address = made.an_address(row, by)
    for _time in range(3):
        addresses.count(address=address, day=timezone.localdate())
    told = page("campaign_address", row.reference, address.code, client=keeper)
    assert "Opened 3 times" in told
    assert "the same person counts each time" in told
    listed = page("campaign_addresses", row.reference, client=keeper, query="?as=csv")
    assert f"{address.code},{timezone.localdate()},ar,3" in listed
    code = keeper.get(reverse("campaign_address_code", args=[row.reference, address.code]))
    assert code.headers["Content-Type"] == "image/svg+xml"


def test_a_partner_of_the_programme_works_with_it_and_a_stranger_does_not(cast, row, by):
    assert row in queries.campaigns(_viewer(cast.stranger))
    alone = made.begun(cast.community, by)
    for name in ("campaign_work", "campaign_reach", "campaign_calendar", "campaign_addresses"):
        answer = client_of(cast.stranger).get(reverse(name, args=[alone.reference]))
        assert answer.status_code == 404


def _viewer(account):
    memberships = tuple(account.memberships.select_related("organisation", "programme"))
    return Viewer(account, memberships)


def test_the_calendar_is_planned_done_and_taken_out(cast, row, by, keeper):
    link = reverse("campaign_calendar", args=[row.reference])
    said = {"day": "2026-11-20", "channel": "network", "what": "First picture", "country": "ES",
            "language": "es", "organisation": str(cast.other.pk), "material": ""}  # fmt: skip
    assert "late" not in keeper.get(link).content.decode()
    keeper.post(link, said)
    planned = row.calendar.get()
    told = keeper.get(link).content.decode()
    assert "First picture" in told
    keeper.post(reverse("campaign_planned_act", args=[row.reference, planned.pk, "out"]))
    planned.refresh_from_db()
    assert planned.out_on == timezone.localdate(timezone=ZoneInfo(zone_of("ES")))
    assert "First picture" in page("campaign_calendar", row.reference, client=keeper,
                                   query="?as=csv")  # fmt: skip
    wrong = reverse("campaign_planned_act", args=[row.reference, planned.pk, "burn"])
    assert keeper.post(wrong).status_code == 404


def test_an_empty_programme_says_what_to_do(keeper):
    assert "takes part in no programme yet" in page("campaigns_ours", client=keeper)
    assert "takes part in no programme yet" in page("campaign_new", client=keeper)


def test_a_message_that_is_not_there_is_a_new_one(row, keeper):
    told = page("campaign_message", row.reference, client=keeper,
                query="?group=women&language=en")  # fmt: skip
    assert ENGLISH.body in told
    for query in ("?group=women&language=fr", "?group=%00&language=%00", "?group=x&language=x"):
        assert ENGLISH.body not in page("campaign_message", row.reference, client=keeper,
                                            query=query)  # fmt: skip
