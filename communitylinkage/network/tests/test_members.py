"""Members who are engaged: counted once, reached as agreed, forgotten when they go."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.facts.models import Waiting
from communitylinkage.journal.models import Line
from communitylinkage.network.members import actions, queries
from communitylinkage.network.models import Engagement, Member
from communitylinkage.network.rules import engaging
from communitylinkage.network.tests.test_network import community
from communitylinkage.people.rules import NotAllowed
from communitylinkage.people.tests.cast import NOW, cast, client_of  # noqa: F401
from communitylinkage.vault.models import LockHalf, Record

DAY = NOW.date()
WORDS = "Call the bakery on Tuesdays"


def engage(cast, row=None, **values):  # noqa: F811
    given = {
        "organisation": cast.service, "community": row or community(), "how": "activity",
        "since": DAY, "reach": WORDS, "by": cast.coordinator.pk, "now": NOW,
    }  # fmt: skip
    return actions.engage(**{**given, **values})


def page_of(cast, member, name="member"):  # noqa: F811
    return reverse(name, args=[member.pk])


@pytest.mark.django_db
def test_a_member_is_written_down_without_a_name(cast):  # noqa: F811
    address = reverse("member_new", args=[community().pk])
    browser = client_of(cast.coordinator, opens=True)
    said = {"how": "contact", "since": "2026-11-01", "reach": WORDS}
    answer = browser.post(address, said, follow=True)
    member = Member.objects.get()
    assert member.reference in answer.content.decode()
    assert WORDS not in answer.content.decode()
    assert WORDS in browser.post(page_of(cast, member)).content.decode()
    opened = Line.objects.get(act="network.opened")
    assert (opened.reference, opened.by) == (member.reference, str(cast.coordinator.pk))


@pytest.mark.django_db
def test_how_to_reach_her_is_nowhere_in_plain_words(cast):  # noqa: F811
    engage(cast)
    assert WORDS.encode() not in bytes(Record.objects.get().ciphertext)
    assert not [v for v in Member.objects.values().get().values() if v == WORDS]


@pytest.mark.django_db
def test_without_a_key_the_words_stay_closed(cast):  # noqa: F811
    member = engage(cast)
    page = client_of(cast.coordinator).post(page_of(cast, member)).content.decode()
    assert WORDS not in page
    assert "Sign in again to read this" in page


@pytest.mark.django_db
def test_without_a_post_words_are_refused_and_nothing_is_kept(cast):  # noqa: F811
    cast.service.post.delete()
    with pytest.raises(NotAllowed):
        engage(cast)
    address = reverse("member_new", args=[community("b").pk])
    page = client_of(cast.coordinator).post(
        address, {"how": "contact", "since": "2026-11-01", "reach": WORDS}
    )
    assert "no post with a key" in page.content.decode()
    assert WORDS in page.content.decode()
    assert not Member.objects.exists()


@pytest.mark.django_db
def test_one_person_in_two_communities_is_counted_once(cast):  # noqa: F811
    member, second = engage(cast), community("Second")
    address = page_of(cast, member, "member_further")
    said = {"community": str(second.pk), "how": "contact", "since": "2026-11-02"}
    client_of(cast.coordinator).post(address, said)
    assert Engagement.objects.count() == 2
    assert sum(queries.engaged_by_month().values()) == 1
    assert Waiting.objects.filter(kind="engaged").count() == 1
    again = client_of(cast.coordinator).post(address, said).content.decode()
    assert "engaged in this community already" in again


@pytest.mark.django_db
def test_from_taking_part_to_a_responsibility_in_one_community(cast):  # noqa: F811
    row = community()
    member = engage(cast, row, since=date(2026, 11, 1))
    browser, address = client_of(cast.coordinator, opens=True), page_of(cast, member)
    said = {"community": str(row.pk), "how": "responsibility", "since": "2026-11-20"}
    further = page_of(cast, member, "member_further")
    assert "in another way" in browser.get(address).content.decode()
    for wrong, words in (
        ({"how": "activity"}, "engaged in this community already"),
        ({"since": "2026-11-01"}, "begins on a later day"),
    ):
        assert words in browser.post(further, said | wrong).content.decode()
        assert Engagement.objects.get().until is None
    browser.post(further, said)
    spells = Engagement.objects.order_by("since").values_list("how", "since", "until")
    assert list(spells) == [
        ("activity", date(2026, 11, 1), date(2026, 11, 19)),
        ("responsibility", date(2026, 11, 20), None),
    ]
    for day in (date(2026, 11, 19), date(2026, 11, 20)):
        assert engaging.engaged_on(day, queries.spells()) == 1
    assert sum(queries.engaged_by_month().values()) == 1
    assert Waiting.objects.filter(kind="engaged").count() == 1
    assert WORDS in browser.post(address).content.decode()


@pytest.mark.django_db
def test_a_person_written_down_twice_is_merged_and_parted_again(cast):  # noqa: F811
    row = community()
    kept, gone = engage(cast, row), engage(cast, row, since=DAY - timedelta(40))
    assert sum(queries.engaged_by_month().values()) == 2
    browser = client_of(cast.coordinator)
    merge = page_of(cast, kept, "member_merge")
    browser.post(merge, {"reference": gone.reference.lower()})
    code = engaging.organisation_code(str(cast.service.pk))
    assert queries.engaged_by_month() == {("2026-10", "ES", code): 1}
    assert b"count on its own" in browser.post(merge, {"reference": gone.reference}).content
    assert b"count on its own" in browser.post(merge, {"reference": kept.reference}).content
    browser.post(page_of(cast, gone, "member_apart"))
    assert sum(queries.engaged_by_month().values()) == 2
    kinds = list(Waiting.objects.values_list("kind", flat=True))
    assert sorted(kinds) == ["engaged", "engaged", "engaged_apart", "engaged_merged"]


@pytest.mark.django_db
def test_a_fact_says_month_country_and_organisation_only(cast):  # noqa: F811
    engage(cast)
    fact = Waiting.objects.get(kind="engaged")
    code = engaging.organisation_code(str(cast.service.pk))
    assert (fact.month, fact.region) == ("2026-11", "ES")
    assert fact.codes == f"how:activity organisation:{code}"


@pytest.mark.django_db
def test_who_leaves_is_reached_no_more_and_stays_counted(cast):  # noqa: F811
    member = engage(cast)
    client_of(cast.coordinator).post(page_of(cast, member, "member_leave"), {"day": "2026-11-24"})
    assert not Record.objects.exists()
    assert not LockHalf.objects.exists()
    assert Engagement.objects.get().until == DAY
    assert sum(queries.engaged_by_month().values()) == 1


@pytest.mark.django_db
def test_erasing_takes_every_record_of_the_person(cast):  # noqa: F811
    row = community()
    kept, gone = engage(cast, row), engage(cast, row)
    actions.merge(kept=kept, gone=gone, by=cast.coordinator.pk, now=NOW)
    address = page_of(cast, gone, "member_erase")
    browser = client_of(cast.coordinator)
    assert b"cannot be taken back" in browser.get(address).content
    assert Member.objects.count() == 2
    browser.post(address)
    assert not Member.objects.exists()
    assert not Record.objects.exists()
    assert Waiting.objects.filter(kind="engaged").count() == 2


WRONG = [
    ("since", "2999-01-01"), ("since", "1800-01-01"), ("since", "soon"), ("since", "\x00"),
    ("how", "friend"), ("how", ""), ("reach", "x" * 10_000), ("reach", "a\u202eb"),
    ("reach", "\x00"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "value"), WRONG)
def test_wrong_input_is_said_beside_the_field(cast, field, value):  # noqa: F811
    address = reverse("member_new", args=[community().pk])
    said = {"how": "contact", "since": "2026-11-01", "reach": "", field: value}
    page = client_of(cast.coordinator).post(address, said)
    assert page.status_code == 200
    assert b"Something is missing or not right" in page.content
    assert not Member.objects.exists()


@pytest.mark.django_db
def test_wrong_answers_on_her_page_change_nothing(cast):  # noqa: F811
    member, browser = engage(cast), client_of(cast.coordinator)
    for name, said in [
        ("member_merge", {"reference": "\x00"}),
        ("member_merge", {"reference": "x" * 10_000}),
        ("member_merge", {"reference": "0000000000"}),
        ("member_leave", {"day": "2999-01-01"}),
        ("member_further", {"community": "x", "how": "contact", "since": "2026-11-01"}),
        ("member_apart", {}),
    ]:
        page = browser.post(page_of(cast, member, name), said)
        assert page.status_code == 200
        assert b'role="alert"' in page.content, name
    assert Engagement.objects.get().until is None


@pytest.mark.django_db
def test_strangers_find_no_member(cast):  # noqa: F811
    member = engage(cast)
    names = ["member", "member_further", "member_leave", "member_erase", "member_merge"]
    for name in [*names, "member_apart"]:
        for who in ("stranger", "mentor", "professional", "lead"):
            browser = client_of(getattr(cast, who))
            assert browser.post(page_of(cast, member, name)).status_code == 404
            assert browser.get(page_of(cast, member, name)).status_code == 404
    row = Engagement.objects.get().community
    page = client_of(cast.stranger).get(reverse("community", args=[row.pk])).content.decode()
    assert member.reference not in page


days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
spells = st.lists(
    st.builds(
        engaging.Spell,
        member=st.sampled_from("abcd"),
        country=st.sampled_from(["ES", "IT"]),
        organisation=st.sampled_from(["1", "2"]),
        begins=days,
        ends=st.none(),
    )
)


@given(spells)
def test_the_months_add_up_to_the_persons(rows):
    assert sum(engaging.first_month(rows).values()) == len({row.member for row in rows})


@given(spells, days)
def test_nobody_is_engaged_twice_on_a_day(rows, day):
    assert engaging.engaged_on(day, rows + rows) == engaging.engaged_on(day, rows)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"))))
def test_merging_never_goes_round_in_a_circle(pairs):
    merged = {}
    for kept, gone in pairs:
        try:
            engaging.check_merge(kept, gone, merged)
        except engaging.NotThese:
            continue
        merged[gone] = kept
    roots = {engaging.root(one, merged) for one in "abcd"}
    assert len(roots) == 4 - len(merged)
