"""The pages of reach: channels, figures with their proof, exports of platforms, overlaps."""

import io

import pytest
from django.urls import reverse

from communitylinkage.campaign.models import Channel, Evidence, Figure, Overlap, Visits
from communitylinkage.campaign.tests import cast as made
from communitylinkage.campaign.tests.cast import by, row
from communitylinkage.campaign.tests.test_pages import file, keeper, page
from communitylinkage.people.tests.cast import cast, client_of

pytestmark = pytest.mark.django_db
__all__ = ["by", "cast", "keeper", "row"]


def channel_said(**values):
    return {"name": "Door", "kind": "event", "side": "population", "country": "", "how": "counted",
            "margin": "0", "times": "1", "method": "At the door."} | values  # fmt: skip


def test_a_figure_needs_its_proof(row, keeper):
    keeper.post(reverse("campaign_channel_new", args=[row.reference]), channel_said())
    channel = Channel.objects.get()
    new = reverse("campaign_figure_new", args=[row.reference, channel.pk])
    said = {"first": "2026-03-01", "last": "2026-03-02", "number": "12"}
    assert "Please choose a file" in keeper.post(new, said).content.decode()
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
        ({"margin": "101", "how": "estimated"}, "Please give 100 or less"),
        ({"times": "0"}, "Please give 1 or more"),
        ({"method": ""}, "Please fill this in"),
        ({"kind": "visits", "times": "1"}, "Visits are not people"),
        ({"kind": "doors", "times": "2"}, "At the door each person is counted once."),
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


def test_nobody_brings_what_the_door_counts(row, by, keeper):
    channel = made.a_channel(row, by, kind="doors", side="stakeholders")
    assert "checked in at the doors" in page("campaign_channel", row.reference, channel.pk,
                                             client=keeper)  # fmt: skip
    for name in ("campaign_figure_new", "campaign_import"):
        assert keeper.get(reverse(name, args=[row.reference, channel.pk])).status_code == 404


def test_of_visits_nobody_knows_how_many_people_they_are(row, by, keeper):
    before = made.a_channel(row, by, kind="visits", times=1)
    Visits.objects.create(
        address=made.an_address(row, by), day=made.MARCH.first, language="ar", number=5
    )
    told = page("campaign_reach", row.reference, client=keeper)
    assert "At least 1, at most 5" in told
    assert "Nobody knows how often the same person is in it" in told
    assert "Nobody knows." in page("campaign_channel", row.reference, before.pk, client=keeper)
    keeper.post(
        reverse("campaign_channel_new", args=[row.reference]),
        channel_said(kind="visits", times=""),
    )
    assert Channel.objects.exclude(pk=before.pk).get().times is None


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
        ({"most": "5", "reason": ""}, "Please fill this in"),
    ):
        assert words in keeper.post(new, said | wrong).content.decode(), words
    assert not Overlap.objects.exists()
    keeper.post(new, said | {"most": "5"})
    assert Overlap.objects.get().most == 5
    assert "of these two already" in keeper.post(new, said | {"most": "6"}).content.decode()
