"""The index gives what a full scan gives: by identity, in order, whatever is asked."""

import random
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from communitylinkage.directory import candidates, demo, interchange, queries
from communitylinkage.directory.hsds import Service
from communitylinkage.directory.listed import ListedOffer, Listing
from communitylinkage.directory.models import ServiceCapacity
from communitylinkage.directory.taxonomy import is_room_old
from communitylinkage.matching import index, packed, search
from communitylinkage.matching.answer import match
from communitylinkage.matching.need import (
    Accepts,
    Authority,
    Bridge,
    Help,
    Need,
    Offer,
    Papers,
    Tells,
)
from communitylinkage.values import opening
from communitylinkage.values.opening import ALWAYS, WEEKDAYS, Closure, Hours, Slot
from communitylinkage.values.places import Point

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
TOWNS = [
    (41.39, 2.16),
    (41.65, -0.88),
    (37.98, 23.73),
    (38.12, 13.36),
    (46.05, 14.5),
    (28.1, -15.4),
]
SPOKEN = ["es", "en", "ar", "bn", "qu", "xx-new"]
ZONES = [
    "Europe/Madrid",
    "Europe/Athens",
    "Europe/Dublin",
    "Atlantic/Canary",
    "UTC",
    "Asia/Kolkata",
]


def some_hours(chance):
    if chance.random() < 0.2:
        return Hours(())
    if chance.random() < 0.2:
        return Hours(ALWAYS.slots, timezone=chance.choice(ZONES))
    slots = tuple(
        Slot(
            frozenset(chance.sample(WEEKDAYS, chance.randint(1, 7))),
            time(chance.randrange(24), chance.choice([0, 0, 15, 30])),
            time(chance.randrange(24), chance.choice([0, 0, 15, 30])),
            chance.choice([None, date(2026, 3, 1)]),
            chance.choice([None, date(2026, 12, 31)]),
        )
        for _slot in range(chance.randint(1, 3))
    )
    closures = (Closure(date(2026, 11, 20), date(2026, 11, 26)),) if chance.random() < 0.1 else ()
    return Hours(slots, closures, chance.choice(ZONES))


def some_point(chance):
    """In a town, often at the very same door, else in the country around it."""
    up, along = chance.choice(TOWNS)
    if chance.random() < 0.2:
        return Point(up, along)
    wide = chance.choice([0.02, 0.2, 3])
    return Point(up + chance.uniform(-wide, wide), along + chance.uniform(-wide, wide))


def some_offer(chance):
    def yes(share=0.5):
        return chance.random() < share

    return Offer(
        id=str(uuid.UUID(int=chance.getrandbits(128))),
        organisation=chance.choice("abcdefgh"),
        kinds=frozenset(chance.sample(list(Help)[:3], chance.randint(1, 2))),
        languages=frozenset(chance.sample(SPOKEN, chance.randint(0, 3))),
        country=chance.choice(["ES", "ES", "IT", "GR", "", "Italia"]),
        point=None if yes(0.05) else some_point(chance),
        remote=yes(0.08),
        secret_address=yes(0.1),
        hours=some_hours(chance),
        papers=chance.choice(list(Accepts)),
        tells={a: chance.choice(list(Tells)[:2]) for a in Authority if yes(0.8)},
        bridges=frozenset(b for b in Bridge if yes(0.3)),
        women_only=yes(),
        children=yes(),
        step_free=yes(),
        free=yes(0.8),
        needs_identity_card=yes(0.2),
        needs_police_report=yes(0.1),
        room=chance.choice([None, None, True, False]),
    )


def some_need(chance):
    def yes(share=0.3):
        return chance.random() < share

    return Need(
        kind=chance.choice(list(Help)[:3]),
        languages=tuple(chance.sample(SPOKEN, chance.choice([0, 1, 1, 2]))),
        interpreter=yes(0.6),
        place=None if yes(0.25) else some_point(chance),
        country=chance.choice(["", "ES", "IT", "Italia", "SI"]) if yes(0.7) else "",
        reach_km=chance.choice([0.5, 5.0, 50.0, 200.0, 3000.0, 30000.0]),
        open_now=yes(),
        at=some_now(chance) if yes(0.2) else None,
        papers=chance.choice(list(Papers)),
        children=yes(0.2),
        step_free=yes(0.2),
        free=yes(0.2),
        women_only=yes(0.2),
        remote_only=yes(0.1),
        tells_none_of=frozenset(a for a in Authority if yes(0.15)),
        not_organisations=frozenset(chance.sample("abcdefgh", chance.choice([0, 0, 2]))),
    )


def some_now(chance):
    return NOW + timedelta(minutes=chance.randrange(60 * 24 * 300))


def aged(offer, said, today):
    """An offer whose word on room is so many days old today."""
    days = max(0, (today - said).days)
    return offer if offer.room is None else replace(offer, room_age=days)


@pytest.mark.django_db
def test_the_index_equals_a_full_scan_on_a_thousand_random_needs(monkeypatch):
    # Small looks, so that few services already need many.
    monkeypatch.setattr(search, "PROBE", 4)
    monkeypatch.setattr(search, "PAGE", 4)
    monkeypatch.setattr(search, "NEAR", 3)
    monkeypatch.setattr(search, "SLACK", 2.0)
    chance = random.Random(7)
    said = [NOW.date() - timedelta(days=3), NOW.date() + timedelta(days=100)]
    as_said = [(some_offer(chance), chance.choice(said)) for _offer in range(500)]
    candidates.file_offers(as_said)
    grown_old = [replace(offer, room=None) for offer, _when in as_said]
    answered = widened = 0
    for _need in range(1000):
        need, now = some_need(chance), some_now(chance)
        today = [
            old if is_room_old(when, now.date()) else aged(offer, when, now.date())
            for (offer, when), old in zip(as_said, grown_old, strict=True)
        ]
        found, looked = search.best(need, now, candidates.Rows(need, now))
        widened += looked.questions > 4
        assert found == match(need, today, now).results, need
        answered += bool(found)
    assert answered > 400
    assert widened > 200


@pytest.mark.django_db
def test_an_explained_no_is_that_of_a_full_scan():
    chance = random.Random(8)
    as_said = [(some_offer(chance), NOW.date()) for _offer in range(200)]
    candidates.file_offers(as_said)
    explained = 0
    for _need in range(200):
        need = some_need(chance)
        answer = candidates.answer(need, NOW)
        scan = match(need, [aged(offer, said, NOW.date()) for offer, said in as_said], NOW)
        assert answer == scan
        explained += answer.explained is not None
    assert explained > 20


def test_a_packed_offer_is_the_same_offer():
    chance = random.Random(9)
    for _offer in range(300):
        offer = some_offer(chance)
        assert packed.unpack(packed.pack(offer, NOW.date()), NOW.date()) == aged(
            offer, NOW.date(), NOW.date()
        )


def test_what_is_open_is_never_filed_as_closed():
    chance = random.Random(10)
    opened = 0
    for _hours in range(4000):
        hours, now = some_hours(chance), some_now(chance)
        if opening.is_open(hours, now):
            opened += 1
            bits = zip(index.parts(index.week(hours)), index.hours_at(now), strict=True)
            assert any(filed & asked for filed, asked in bits)
    assert opened > 500


@pytest.mark.django_db
def test_a_row_never_promises_too_little_and_hardly_more_than_is_so():
    chance = random.Random(11)
    as_said = [(some_offer(chance), NOW.date()) for _offer in range(150)]
    candidates.file_offers(as_said)
    every_cell = [(0, 2**63 - 1)]
    compared = close = 0
    for _need in range(150):
        need, now = some_need(chance), some_now(chance)
        rows = candidates.Rows(need, now)
        least = {number: cost for cost, number in rows.within(every_cell, 10_000).rows}
        for offer, said in as_said:
            today = packed.unpack(packed.pack(offer, said), now.date())
            for result in match(need, [today], now).results:
                assert least[offer.id] <= result.cost
                compared += 1
                close += result.cost - least[offer.id] < 1e-3
    assert compared > 500
    assert close > 0.4 * compared


@pytest.mark.django_db
def test_a_look_brings_the_cheapest_first_and_says_what_the_rest_comes_after():
    chance = random.Random(13)
    candidates.file_offers([(some_offer(chance), NOW.date()) for _offer in range(300)])
    cut = 0
    for _need in range(100):
        rows = candidates.Rows(some_need(chance), NOW)
        every = sorted(rows.within([(0, 2**63 - 1)], 10_000).rows)
        some = rows.within([(0, 2**63 - 1)], 5)
        assert [cost for cost, _id in sorted(some.rows)] == [cost for cost, _id in every[:5]]
        assert all(row >= some.rest for row in set(every) - set(some.rows))
        cut += len(every) > 5
    assert cut > 20


@pytest.mark.django_db
def test_an_offer_that_was_dropped_meanwhile_is_passed_over():
    chance = random.Random(14)
    as_said = [(some_offer(chance), NOW.date()) for _offer in range(200)]
    candidates.file_offers(as_said)
    gone = {offer.id for offer, _said in as_said[:100]}
    ListedOffer.objects.filter(service_id__in=gone).delete()
    left = [aged(offer, said, NOW.date()) for offer, said in as_said[100:]]
    for _need in range(100):
        need = some_need(chance)
        assert (
            search.best(need, NOW, candidates.Rows(need, NOW))[0] == match(need, left, NOW).results
        )


def test_every_language_that_we_name_has_a_list_of_its_own():
    slots = [index.slot(code) for code in index.LANGUAGES]
    assert len(set(slots)) == len(slots)
    assert min(slots) >= index.FIRST
    assert max(slots) < index.slot("xx-new") < 64


@pytest.fixture
def services():
    demo.load(NOW)


def same_as_the_directory():
    """The index holds what the rows say, no more and no less."""
    told = {e.offer.id: e.offer for kind in Help for e in queries.services_for(kind, NOW.date())}
    filed = {o.id: o for kind in Help for o in candidates.every_offer(kind, NOW.date())}
    assert filed == told
    assert set(Listing.objects.values_list("service_id", flat=True)) == set(map(uuid.UUID, told))


@pytest.mark.django_db
def test_the_demo_and_an_import_are_filed(services):
    same_as_the_directory()
    files = interchange.export()
    files["services"] = files["services"].replace(",active,", ",inactive,", 3)
    interchange.carry_out(interchange.plan(files))
    assert ListedOffer.objects.count() == 65
    same_as_the_directory()


@pytest.mark.django_db
def test_a_change_is_filed_when_it_is_told(services):
    shelter = Service.objects.get(name="Luč · Koper")
    ServiceCapacity.objects.filter(service=shelter).update(available=0, updated=NOW)
    shelter.languages.filter(code="it").delete()
    candidates.refresh(services=[shelter.pk])
    same_as_the_directory()
    Service.objects.filter(pk=shelter.pk).update(status="inactive")
    candidates.refresh(services=[shelter.pk, uuid.uuid4()])
    same_as_the_directory()
    Service.objects.get(name="Pravica · Koper").delete()
    same_as_the_directory()


@pytest.mark.django_db
def test_a_directory_older_than_the_index_is_searched_and_filed_at_the_first_change(services):
    ListedOffer.objects.all().delete()
    Listing.objects.all().delete()
    need = Need(kind=Help.LEGAL, place=Point(45.5, 13.7), country="SI")
    scan = [entry.offer for entry in queries.services_for(Help.LEGAL, NOW.date())]
    assert candidates.answer(need, NOW) == match(need, scan, NOW)
    candidates.refresh(services=[])
    same_as_the_directory()
    assert candidates.answer(need, NOW) == match(need, scan, NOW)
