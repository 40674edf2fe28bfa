"""Facts say a kind, a month, a country and codes, and nothing ties them to anybody."""

from datetime import UTC, datetime

import pytest

from communitylinkage.facts import actions, queries, rules
from communitylinkage.facts.models import Fact, Waiting
from communitylinkage.facts.rules import NotAFact

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
NEXT = datetime(2026, 12, 1, tzinfo=UTC)


def count(number=1, **said):
    for _time in range(number):
        actions.count(
            **({"kind": "search", "region": "ES", "codes": ["help:legal"], "now": NOW} | said)
        )


def test_a_fact_has_no_time_but_its_month():
    count()
    assert Waiting.objects.get().month == "2026-11"
    for model in (Waiting, Fact):
        assert not [f for f in model._meta.get_fields() if "Date" in f.get_internal_type()]
        assert not [f for f in model._meta.get_fields() if f.is_relation]


def test_few_wait_until_enough_do():
    count(rules.BATCH - 1)
    assert actions.flush(now=NOW) == 0
    count()
    assert actions.flush(now=NOW) == rules.BATCH
    assert not Waiting.objects.exists()


def test_what_is_of_a_month_that_is_over_waits_no_longer():
    count(2)
    assert actions.flush(now=NEXT) == 2
    assert {fact.month for fact in Fact.objects.all()} == {"2026-11"}


def test_nothing_that_waits_is_nothing_to_write():
    assert actions.flush(now=NEXT) == 0


def test_ids_are_made_anew_and_the_order_is_another():
    for number in range(rules.BATCH * 3):
        count(codes=[f"n:{number}"])
    before = set(Waiting.objects.values_list("pk", flat=True))
    actions.flush(now=NOW)
    assert not before & set(Fact.objects.values_list("pk", flat=True))
    written = [fact.codes for fact in Fact.objects.all().order_by("pk")]
    assert written != [f"n:{number}" for number in range(rules.BATCH * 3)]


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "a search"},
        {"kind": "x" * 10_000},
        {"region": "Girona"},
        {"region": "es"},
        {"codes": ["she is afraid"]},
        {"codes": ["help:x y"]},
        {"codes": ["help:" + "x" * 10_000]},
        {"codes": ["help:\u202e"]},
    ],
)
def test_words_and_small_places_are_refused(said):
    with pytest.raises(NotAFact):
        count(**said)
    assert not Waiting.objects.exists()


def test_sums_are_by_month_country_and_codes():
    count(rules.BATCH, codes=["b:2", "a:1"])
    count(2, region="", codes=["a:1", "b:2"])
    actions.flush(now=NOW)
    sums = queries.sums("search", "2026-11", "2026-11")
    assert [(one.region, one.codes, one.number) for one in sums] == [
        ("", ("a:1", "b:2"), 2),
        ("ES", ("a:1", "b:2"), rules.BATCH),
    ]
