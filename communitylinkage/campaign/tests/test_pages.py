"""The pages of campaigns: what anybody opens, what who is signed in does, and strangers."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.campaign import addresses, approving, queries
from communitylinkage.campaign.models import (
    Campaign,
    Channel,
    Evidence,
    Figure,
    Overlap,
    ShortAddress,
    Version,
    Visits,
)
from communitylinkage.campaign.rules.states import State
from communitylinkage.campaign.tests import cast as made
from communitylinkage.campaign.tests.cast import ARABIC, ENGLISH, PHONE
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast, client_of

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


@pytest.fixture
def by(cast):
    return cast.coordinator.pk


@pytest.fixture
def row(cast, by):
    return made.begun(cast.service, by, cast.other)


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
    for size in ("a3", "a4"):
        answer = Client().get(f"{link}?paper={size}")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")


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


def test_from_a_message_to_an_approved_poster(cast, row, by, keeper):
    told = keeper.post(reverse("campaign_message", args=[row.reference]),
                       {"group": "around", "language": "es", "headline": "Hola", "body": "",
                        "call": "x"}).content.decode()  # fmt: skip
    assert "This field is required" in told
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


def channel_said(**values):
    return {"name": "Door", "kind": "event", "side": "population", "country": "", "how": "counted",
            "margin": "0", "times": "1", "method": "At the door."} | values  # fmt: skip


def test_a_figure_needs_its_proof(row, keeper):
    keeper.post(reverse("campaign_channel_new", args=[row.reference]), channel_said())
    channel = Channel.objects.get()
    new = reverse("campaign_figure_new", args=[row.reference, channel.pk])
    said = {"first": "2026-03-01", "last": "2026-03-02", "number": "12"}
    assert "This field is required" in keeper.post(new, said).content.decode()
    for wrong in (file(b"", "x.pdf"), file(b"MZ\x90\x00\x03", "x.pdf")):
        keeper.post(new, said | {"file": wrong})
    assert not Figure.objects.exists()
    keeper.post(new, said | {"file": file(b"%PDF-1.7 a list", "list.pdf")})
    assert Figure.objects.get().number == 12
    proof = Evidence.objects.get()
    answer = keeper.get(reverse("campaign_evidence", args=[row.reference, proof.pk]))
    assert answer.content == b"%PDF-1.7 a list"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"margin": "10"}, "What was counted has no margin."),
        ({"margin": "101", "how": "estimated"}, "less than or equal to 100"),
        ({"times": "0"}, "greater than or equal to 1"),
        ({"method": ""}, "This field is required"),
    ],
)
def test_a_channel_says_how_it_is_measured(row, keeper, wrong, words):
    answer = keeper.post(reverse("campaign_channel_new", args=[row.reference]),
                         channel_said(**wrong))  # fmt: skip
    assert words in answer.content.decode()
    assert not Channel.objects.exists()


def test_reach_is_explained_line_by_line_and_as_a_file(row, by, keeper):
    one = made.reached(row, by, 120)
    two = made.reached(row, by, 1000, name="=Network", how="reported", margin=10)
    made.said(one, [two], by, least=20, most=50)
    told = page("campaign_reach", row.reference, client=keeper)
    for words in ("At least 970, at most 1200", "Certain: 120", "We counted 120.",
                  "The platform reports 1000.", "It may be 10 in 100 more or less.",
                  "Up to 50 people can be in both.", "We asked.", "<svg"):  # fmt: skip
        assert words in told, words
    listed = page("campaign_reach", row.reference, client=keeper, query="?as=csv")
    assert "'=Network" in listed
    cut = page("campaign_reach", row.reference, client=keeper, query="?first=2026-04-01&last=")
    assert "At least 0, at most 0" in cut
    assert "is no valid" not in page("campaign_reach", row.reference, client=keeper,
                                     query="?first=x&last=2026-99-99")  # fmt: skip


def test_nobody_types_a_total(row, by, keeper):
    made.reached(row, by, 120)
    for name in ("campaign_reach", "campaign_work"):
        told = page(name, row.reference, client=keeper)
        assert 'type="number"' not in told


def test_a_platforms_file_is_looked_at_before_it_is_taken(row, by, keeper):
    channel = made.a_channel(row, by, how="reported")
    new = reverse("campaign_import", args=[row.reference, channel.pk])
    answer = keeper.post(new, {"file": file("Date,Reach,Impressions\n2026-03-01,12,90\n")})
    told = keeper.get(answer.url).content.decode()
    assert "Nothing is written yet." in told
    assert "Yes, take these figures" in told
    assert not Figure.objects.exists()
    columns = {"first": "0", "last": "", "number": "2", "order": ""}
    told = keeper.post(answer.url, columns | {"yes": "1"}).content.decode()
    assert "not how many people saw it" in told
    assert not Figure.objects.exists()
    keeper.post(answer.url, columns | {"number": "1", "yes": "1"})
    assert Figure.objects.get().number == 12
    assert keeper.get(answer.url).status_code == 404, "it is taken"


MALFORMED = [
    (b"", "The file is empty."),
    (b"\xff\xfe\xd8", "This is no CSV file."),
    (b"PK\x03\x04\x00", "This is no CSV file."),
    (b"<html>", "We find no line that names a column"),
    (b'Date,Reach\n"2026', "never closed"),
    (b"Date,Reach\n", "There is nothing below"),
]


@pytest.mark.parametrize(("content", "words"), MALFORMED)
def test_a_file_that_is_no_export_is_said_beside_the_field(row, by, keeper, content, words):
    channel = made.a_channel(row, by, how="reported")
    new = reverse("campaign_import", args=[row.reference, channel.pk])
    told = keeper.post(new, {"file": io.BytesIO(content)}).content.decode()
    assert words in told
    assert 'id="id_file_error"' in told


def test_each_fault_of_a_file_is_a_line_with_row_and_column(row, by, keeper):
    channel = made.a_channel(row, by, how="reported")
    new = reverse("campaign_import", args=[row.reference, channel.pk])
    text = "Date,Reach\nx,5\n2026-03-02,<b>1k</b>\n03/04/2026,7\nTotal,12\n"
    answer = keeper.post(new, {"file": file(text)}, follow=True)
    told = answer.content.decode()
    assert "3 things are wrong" in told
    assert "&lt;b&gt;1k" in told
    for words in ("This is no date that we can read.", "This is no whole number.",
                  "Is this the day or the month first?", "These rows are sums"):  # fmt: skip
        assert words in told, words
    assert "Yes, take these figures" not in told


def test_another_persons_file_and_an_old_one_are_not_there(cast, row, by, keeper):
    channel = made.a_channel(row, by, how="reported")
    new = reverse("campaign_import", args=[row.reference, channel.pk])
    answer = keeper.post(new, {"file": file("Date,Reach\n2026-03-01,12\n")})
    assert client_of(cast.lead).get(answer.url).status_code == 404


def test_what_is_said_of_overlaps_has_to_be_possible(row, by, keeper):
    one, two = made.reached(row, by, 50), made.reached(row, by, 900)
    new = reverse("campaign_overlap_new", args=[row.reference, one.pk])
    said = {"others": [str(two.pk)], "least": "", "most": "", "reason": "We asked."}
    for wrong, words in (
        ({}, "Write at least one of the two numbers."),
        ({"least": "9", "most": "3"}, "At least is more than at most."),
        ({"least": "51"}, "That is more people than one of them reached: 50."),
        ({"most": "5", "others": []}, "Please choose at least one."),
        ({"most": "5", "reason": ""}, "This field is required"),
    ):
        assert words in keeper.post(new, said | wrong).content.decode(), words
    assert not Overlap.objects.exists()
    keeper.post(new, said | {"most": "5"})
    assert Overlap.objects.get().most == 5
    assert "of these two already" in keeper.post(new, said | {"most": "6"}).content.decode()


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
    assert planned.out_on == timezone.localdate()
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
