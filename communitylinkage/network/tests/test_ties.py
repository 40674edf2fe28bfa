"""Ties, the map, what it says in words, and what leaves the page."""

import re
import uuid
from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connections
from django.urls import reverse

from communitylinkage.directory.hsds import Organization, Service
from communitylinkage.journal.models import Line
from communitylinkage.mentors.models import Mentor
from communitylinkage.mentors.tests.hall import another_mentor, mentor_page
from communitylinkage.network.models import Association, Node, Step, Tie
from communitylinkage.network.rules import reach
from communitylinkage.network.rules.graph import quarters
from communitylinkage.network.steps import actions as steps
from communitylinkage.network.tests.test_network import community
from communitylinkage.network.ties import actions, queries, showing
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import NOW, cast, client_of  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = NOW.date()


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The pages' clock stands at the cast's day."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def placed(name="Bengali speakers"):
    row = community(name)
    actions.node_of_community(row, DAY - timedelta(30))
    return row


def service(name="Casa Luz"):
    listed = Organization.objects.create(name="Luz")
    return Service.objects.create(organization=listed, name=name, status="active")


def said(row, **more):
    given = {
        "mine": row.node.code, "other_kind": "service", "other": "luz", "kind": "send",
        "strength": "2", "source": "mentor", "since": "2026-11-01",
    }  # fmt: skip
    return {**given, **more}


def add(cast, row, **more):  # noqa: F811
    return client_of(cast.coordinator).post(reverse("tie_new", args=[row.pk]), said(row, **more))


def test_a_coordinator_ties_a_community_to_a_service_found_by_name(cast):  # noqa: F811
    row = placed()
    service()
    assert add(cast, row).status_code == 302
    tie = Tie.objects.get()
    assert {tie.one.kind, tie.other.kind} == {"community", "service"}
    page = client_of(cast.coordinator).get(reverse("community", args=[row.pk])).content.decode()
    assert "Casa Luz" in page
    assert "They send people to each other" in page
    assert "this tie is there already" in add(cast, row).content.decode().lower()
    assert Line.objects.filter(act="tie.added").count() == 1


def test_a_name_that_several_have_is_asked_about(cast):  # noqa: F811
    row, _one, other = placed(), service(), service("Luz del Mar")
    page = add(cast, row).content.decode()
    assert "which of these you mean" in page
    assert not Tie.objects.exists()
    add(cast, row, chosen=str(other.pk))
    assert Node.objects.get(kind="service").service_id == other.pk


def test_a_tie_has_two_ends_and_a_name_that_exists(cast):  # noqa: F811
    row = placed()
    same = add(cast, row, other_kind="community", other="Bengali").content.decode()
    assert "two different ends" in same
    assert "Nothing with this name" in add(cast, row, other="Nowhere").content.decode()
    assert not Tie.objects.exists()


WRONG = [
    ("mine", "x"), ("mine", ""), ("other_kind", "person"), ("other", "x" * 10_000),
    ("other", "\x00"), ("other", "a\u202eb"), ("kind", ""), ("strength", "9"), ("strength", "x"),
    ("source", "x"), ("since", "2999-01-01"), ("since", ""), ("chosen", "x" * 10_000),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_wrong_input_is_said_and_nothing_is_kept(cast, field, value):  # noqa: F811
    row = placed()
    service()
    page = add(cast, row, **{field: value})
    assert page.status_code == 200
    assert b"Something is missing or not right" in page.content
    assert not Tie.objects.exists()


def test_a_tie_that_ended_stays_on_the_map_of_before(cast):  # noqa: F811
    row = placed()
    service()
    add(cast, row)
    tie, browser = Tie.objects.get(), client_of(cast.coordinator)
    address = reverse("tie", args=[tie.pk])
    assert b"before the first day" in browser.post(address, {"until": "2026-10-01"}).content
    browser.post(address, {"until": "2026-11-10"})
    assert not queries.net(DAY).pairs
    assert queries.net(DAY - timedelta(14)).pairs
    browser.post(address, {"back": "1"})
    assert queries.net(DAY).pairs


def grown(browser, day):
    """What the page says under "How it grew", by the days that it asks for."""
    page = browser.get(reverse("network_map"), {"day": day.isoformat()}).content.decode()
    number = r"<td>(\d+)</td>"
    found = re.findall(rf'<tr><th scope="row">[^<]+</th>{number * 3}</tr>', page)
    return dict(zip(quarters(day), [tuple(map(int, one)) for one in found], strict=True))


# A tie to the service that began eight months before the day and ended two months before it, and
# one between two communities that begins on the day of the last quarter but one.
@pytest.mark.parametrize(
    ("day", "first", "began", "second", "joined", "ended"),
    [
        ("2026-03-31", "2025-03-31", "2025-07-31", "2025-09-30", "2025-12-31", "2026-01-31"),
        ("2024-02-29", "2023-02-28", "2023-06-29", "2023-08-29", "2023-11-29", "2023-12-29"),
        ("2026-11-24", "2025-11-24", "2026-03-24", "2026-05-24", "2026-08-24", "2026-09-24"),
    ],
)
def test_the_growth_of_a_year_is_what_a_hand_counts(cast, day, first, began, second, joined, ended):  # noqa: F811
    near, far = community("Near"), community("Far")
    nodes = [
        actions.node_of_community(near, date.fromisoformat(first)),
        actions.node_of_community(far, date.fromisoformat(second)),
        actions.node_of_service(service(), "ES", date.fromisoformat(first)),
    ]
    given = {"kind": "know", "strength": 1, "source": "mentor"}
    Tie.objects.create(one=nodes[0], other=nodes[2], since=began, until=ended, **given)
    Tie.objects.create(one=nodes[0], other=nodes[1], since=joined, **given)
    # Communities, ties, communities without a service within two steps.
    assert list(grown(client_of(cast.coordinator), date.fromisoformat(day)).values()) == [
        (1, 0, 1),
        (1, 0, 1),
        (2, 1, 1),
        (2, 2, 0),
        (2, 1, 2),
    ]


def test_a_community_that_is_not_offered_any_more_stays_on_the_map_of_the_days_before(cast):  # noqa: F811
    browser = client_of(cast.coordinator)
    row, still = placed("Bengali speakers"), placed("Others")
    Node.objects.update(since=DAY - timedelta(400))
    service()
    add(cast, row, since=(DAY - timedelta(100)).isoformat())
    before = grown(browser, DAY)
    assert list(before.values()) == [(2, 0, 2), (2, 0, 2), (2, 0, 2), (2, 1, 1), (2, 1, 1)]
    address = reverse("community_edit", args=[row.pk])
    unticked = {"name": row.name, "language": "bn", "origin": "bd", "place": "Barcelona"}
    assert browser.post(address, unticked).status_code == 302
    assert grown(browser, DAY) == before
    tomorrow = queries.net(DAY + timedelta(1))
    assert [node.code for node in tomorrow.nodes if node.kind == "community"] == [still.node.code]
    page = browser.get(reverse("tie_new", args=[still.pk])).content.decode()
    assert row.node.code not in page
    page = add(cast, still, other_kind="community", other="Bengali").content.decode()
    assert "Nothing with this name" in page
    # Changed once more, it ends no later; ticked again, it never ended.
    ended = Node.objects.get(community=row).until
    actions.end_community(row, DAY + timedelta(30))
    assert Node.objects.get(community=row).until == ended == DAY
    browser.post(address, {**unticked, "listed": "on"})
    assert Node.objects.get(community=row).until is None
    assert grown(browser, DAY) == before


def test_communities_that_were_not_offered_before_there_were_ends_ended_yesterday(cast):  # noqa: F811
    old, young, listed = placed("Old"), community("Young", listed=False), placed("Listed")
    type(old).objects.filter(pk=old.pk).update(listed=False)
    actions.node_of_community(young, DAY)
    migration = import_module("communitylinkage.network.migrations.0004_ended_communities")
    migration.end(apps, SimpleNamespace(connection=connections["default"]))
    ends = {row: Node.objects.get(community=row).until for row in (old, young, listed)}
    assert ends == {old: DAY - timedelta(1), young: DAY, listed: None}


def test_an_ended_tie_does_not_come_back_beside_a_new_one(cast):  # noqa: F811
    row = placed()
    service()
    add(cast, row)
    old, browser = Tie.objects.get(), client_of(cast.coordinator)
    browser.post(reverse("tie", args=[old.pk]), {"until": "2026-11-10"})
    add(cast, row, since="2026-11-11")
    page = browser.post(reverse("tie", args=[old.pk]), {"back": "1"}).content.decode()
    assert "This tie is there already" in page
    assert Tie.objects.filter(until__isnull=True).count() == 1


def test_an_association_belongs_to_its_community_from_day_to_day(cast):  # noqa: F811
    row, browser = placed(), client_of(cast.coordinator)
    address = reverse("association_new", args=[row.pk])
    given = {"name": "Circle", "kind": "women", "since": "2026-11-01"}
    browser.post(address, given)
    assert b"there already" in browser.post(address, given).content
    assert len(queries.net(DAY).pairs) == 1
    found = Association.objects.get()
    browser.post(reverse("association_end", args=[found.pk]), {"until": "2026-11-10"})
    assert len(queries.net(DAY).nodes) == 1
    browser.post(reverse("association_end", args=[found.pk]), {"back": "1"})
    assert len(queries.net(DAY).nodes) == 2


def test_the_words_name_who_is_out_of_reach_and_the_tie_that_helps_most(cast):  # noqa: F811
    near, far, alone = placed("Near"), placed("Far"), placed("Alone")
    service()
    add(cast, near)
    page = client_of(cast.coordinator).get(reverse("network_next")).content.decode()
    words = showing.in_words(queries.net(DAY), _viewer(cast))
    assert {one.name for one in words.isolated} == {"Far · Barcelona", "Alone · Barcelona"}
    assert "within two steps of a service" in words.best
    assert "Casa Luz" in words.best
    assert far.name in page
    assert alone.name in page


def test_a_go_between_is_tied_to_a_service_and_the_tie_is_found_again(cast):  # noqa: F811
    row, second = placed("Near"), placed("Second")
    account = another_mentor(cast, "Zaynabmarked")
    go_between = actions.node_of_mentor(Mentor.objects.get(pk=account.pk), DAY)
    for one in (row, second):
        actions.add_tie(
            one=one.node, other=go_between, kind="know", strength=1, source="mentor", since=DAY,
            organisation=cast.service.pk, by=cast.coordinator.pk, now=NOW,
        )  # fmt: skip
    luz = actions.node_of_service(service(), "ES", DAY)
    net = queries.net(DAY)
    best = reach.best_new_tie(net)
    assert {net.nodes[best.one].code, net.nodes[best.other].code} == {go_between.code, luz.code}
    form = client_of(cast.coordinator).get(reverse("tie_new", args=[row.pk])).content.decode()
    assert f"Mentor {go_between.code}" in form
    assert "Zaynabmarked" not in form
    assert add(cast, row, mine=go_between.code).status_code == 302
    assert not reach.out_of_reach(queries.net(DAY))
    tie = Tie.objects.get(kind="send")
    browser, address = client_of(cast.coordinator), reverse("tie", args=[tie.pk])
    for one in (row, second):
        page = browser.get(reverse("community", args=[one.pk])).content.decode()
        assert address in page
        assert "Casa Luz" in page
        assert "Zaynabmarked" not in page
    answer = browser.post(address, {"until": "2026-11-24"})
    assert answer["Location"].split("?")[0] in {
        reverse("community", args=[one.pk]) for one in (row, second)
    }
    tie.refresh_from_db()
    assert tie.until == DAY


def test_the_log_of_contacts_offers_the_community_and_its_own_only(cast):  # noqa: F811
    row = placed()
    service()
    add(cast, row)
    address = reverse("contact_new", args=[row.pk])
    page = client_of(cast.coordinator).get(address).content.decode()
    assert row.node.code in page
    assert Node.objects.get(kind="service").code not in page


def _viewer(cast):  # noqa: F811
    belongs = cast.coordinator.memberships.select_related("organisation")
    return Viewer(cast.coordinator, tuple(belongs))


def test_what_leaves_the_page_has_codes_and_no_names(cast):  # noqa: F811
    row = placed("Zaynabmarked speakers")
    mentor_page(cast.mentor)
    type(cast.mentor).objects.filter(pk=cast.mentor.pk).update(display_name="Leilamarked")
    node = actions.node_of_mentor(_mentor(cast), DAY)
    actions.add_tie(
        one=row.node, other=node, kind="belong", strength=1, source="mentor", since=DAY,
        organisation=cast.service.pk, by=cast.coordinator.pk, now=NOW,
    )  # fmt: skip
    browser = client_of(cast.coordinator)
    file = browser.get(reverse("network_ties")).content.decode()
    picture = browser.get(reverse("network_picture"))
    assert node.code in file
    assert node.code in picture.content.decode()
    assert picture["Content-Type"] == "image/svg+xml"
    for text in (file, picture.content.decode()):
        assert "Zaynabmarked" not in text
        assert "Leilamarked" not in text


def _mentor(cast):  # noqa: F811
    return Mentor.objects.get(pk=cast.mentor.pk)


def test_a_mentor_of_another_organisation_is_a_code_on_the_map(cast):  # noqa: F811
    row = placed()
    account = another_mentor(cast, "Zaynabmarked")
    node = actions.node_of_mentor(Mentor.objects.get(pk=account.pk), DAY)
    actions.add_tie(
        one=row.node, other=node, kind="know", strength=1, source="mentor", since=DAY,
        organisation=cast.service.pk, by=cast.coordinator.pk, now=NOW,
    )  # fmt: skip
    for address in (reverse("network_map"), reverse("community", args=[row.pk])):
        page = client_of(cast.coordinator).get(address).content.decode()
        assert "Zaynabmarked" not in page
        assert f"Mentor {node.code}" in page


def test_the_map_stands_with_odd_questions(cast):  # noqa: F811
    placed()
    browser, address = client_of(cast.coordinator), reverse("network_map")
    for asked in (
        "page=0", "page=-1", "page=x", "page=" + "9" * 10_000, "page=²", "day=x", "day=%00",
        "day=2999-01-01", "country=XX", "country=%00", "day=2020-01-01",
    ):  # fmt: skip
        assert browser.get(f"{address}?{asked}").status_code == 200, asked
        assert browser.get(f"{reverse('network_picture')}?{asked}").status_code == 200, asked


def test_an_empty_network_says_what_to_do(cast):  # noqa: F811
    page = client_of(cast.coordinator).get(reverse("network_map")).content.decode()
    assert "Add a community and its first tie" in page
    page = client_of(cast.coordinator).get(reverse("network_next")).content.decode()
    assert "No service is in the network yet" in page


def test_a_forged_number_does_not_exist(cast):  # noqa: F811
    for name in ("tie", "association_end", "tie_new", "association_new", "community_edit"):
        address = reverse(name, args=[uuid.uuid4()])
        assert client_of(cast.coordinator).get(address).status_code == 404


def test_the_search_finds_by_name_town_and_association(cast):  # noqa: F811
    row = placed()
    actions.add_association(
        community=row, name="Sewing circle", kind="women", since=DAY,
        organisation=cast.service.pk, by=cast.coordinator.pk, now=NOW,
    )  # fmt: skip
    browser = client_of(cast.coordinator)
    for words, found in [("bengali", 1), ("barcel", 1), ("sewing", 1), ("x", 0), ("\x00", 1)]:
        page = browser.get(reverse("communities"), {"q": words}).content.decode()
        assert (reverse("community", args=[row.pk]) in page) == bool(found), words


def test_the_ties_of_a_mentor_who_leaves_end_and_her_steps_go_on(cast):  # noqa: F811
    row = placed()
    mentor_page(cast.mentor)
    actions.add_tie(
        one=row.node, other=actions.node_of_mentor(_mentor(cast), DAY), kind="belong", strength=1,
        source="mentor", since=DAY, organisation=cast.service.pk, by=cast.coordinator.pk, now=NOW,
    )  # fmt: skip
    step = steps.plan_step(
        organisation=cast.community, community=row, todo="call", role="", account=cast.mentor.pk,
        due=DAY, by=cast.coordinator.pk, now=NOW,
    )  # fmt: skip
    membership = cast.mentor.membership
    membership.state, membership.until, membership.may_open = "left", NOW, False
    membership.save()
    actions.on_leaving(membership=membership, by=cast.coordinator, now=NOW)
    assert Tie.objects.get().until == DAY
    assert Step.objects.get(pk=step.pk).role == "coordinator"
