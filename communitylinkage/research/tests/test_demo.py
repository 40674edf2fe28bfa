"""The demo's cycle was turned twice, and each figure of its pages is counted here from its rows.

Nothing here asks the functions that the pages ask: what they say is counted again from marks,
answers and opened pieces.
"""

import re
from collections import Counter
from itertools import combinations, product

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory import actions as directory
from communitylinkage.network import demo as communities
from communitylinkage.people import demo as people
from communitylinkage.people.models import Account
from communitylinkage.people.tests.cast import client_of, key_of
from communitylinkage.research import demo, queries, sealing, wording
from communitylinkage.research.models import (
    Answer,
    Code,
    Coded,
    Coding,
    Cycle,
    Evidence,
    Finding,
    Picture,
    Settled,
)
from communitylinkage.research.rules.cycle import Stage
from communitylinkage.research.rules.overlap import AXES

pytestmark = pytest.mark.django_db(databases=["default", "locks"])


@pytest.fixture
def mentor(monkeypatch):
    """The demo's mentor, signed in with her key."""
    monkeypatch.setattr("communitylinkage.people.tests.cast.PASSWORD", people.PASSWORD)
    now = timezone.now()
    directory.load_places(["ES"], smallest=15000)
    people.load(now)
    communities.load(now)
    assert demo.load(now) == 2
    assert demo.load(now) == 0
    account = Account.objects.get(email="mentor@demo.invalid")
    client = client_of(account, opens=True)
    client.account = account
    return client


def page(client, name, cycle, sent=None):
    address = reverse(name, args=[cycle.pk])
    answer = client.get(address) if sent is None else client.post(address, sent)
    return answer.content.decode()


def counting(cycle):
    """(piece, sentence, code) of each mark that counts, from the rows."""
    marks = set(Coding.objects.filter(evidence__cycle=cycle)
                .values_list("evidence", "unit", "code"))  # fmt: skip
    for one in Settled.objects.filter(evidence__cycle=cycle):
        key = (one.evidence_id, one.unit, one.code_id)
        marks = marks | {key} if one.holds else marks - {key}
    return marks


def test_the_demo_turned_twice_and_tells_back_what_it_found(mentor):
    first, second = Cycle.objects.order_by("began")
    assert second.before == first
    assert {first.stage, second.stage} == {Stage.CLOSED}
    for cycle in (first, second):
        assert Counter(Evidence.objects.filter(cycle=cycle).values_list("kind", flat=True)) == {
            "text": sum(one[-1] for one in demo.TOLD), "voice": 1, "minutes": 1, "drawing": 1
        }  # fmt: skip
    assert Picture.objects.filter(evidence__kind="drawing").count() == 2
    assert len(queries.told_back(first.community_id, "ar")) == 4
    assert len(queries.communities_told()) == 1


def sentences(mentor, cycle):
    """In how many each code holds."""
    assert cycle.evidence.filter(settled__isnull=False).exists()
    held = Counter(code for _piece, _unit, code in counting(cycle))
    told = re.findall(r"<bdi>([^<]*)</bdi></a> · holds in (\d+) sentence",
                      page(mentor, "research_codes", cycle))  # fmt: skip
    assert {name: int(number) for name, number in told} == {
        code.name: held[code.pk] for code in Code.objects.filter(cycle=cycle)
    }


def kappa(judged):
    """Cohen's, from the yes and no of two coders about each sentence."""
    total = len(judged)
    same = sum(one == other for one, other in judged) / total
    ones, others = (sum(pair[at] for pair in judged) / total for at in (0, 1))
    chance = ones * others + (1 - ones) * (1 - others)
    return (same - chance) / (1 - chance)


def agreed(cycle):
    """Code, both names -> kappa, on how many sentences they said the same, of how many."""
    found = {}
    read = Coded.objects.filter(evidence__cycle=cycle)
    for one, other in combinations(sorted(set(read.values_list("coder", flat=True))), 2):
        names = tuple(Account.objects.get(pk=who).display_name for who in (one, other))
        pieces = Evidence.objects.filter(coded__coder=one).filter(coded__coder=other, cycle=cycle)
        for code in Code.objects.filter(cycle=cycle):
            said = {who: set(code.codings.filter(coder=who).values_list("evidence", "unit"))
                    for who in (one, other)}  # fmt: skip
            judged = [
                ((piece.pk, at) in said[one], (piece.pk, at) in said[other])
                for piece in pieces for at in range(piece.units)
            ]  # fmt: skip
            same = sum(a == b for a, b in judged)
            found[code.name, names] = (f"{kappa(judged):.2f}", same, len(judged))
    return found


def agreement(mentor, cycle):
    """Kappa and sameness of each two."""
    row = re.compile(
        r'<tr><th scope="row"><bdi>(.*?)</bdi></th><td><bdi>(.*?)</bdi>, <bdi>(.*?)</bdi></td>'
        r'<td class="numbers">(.*?)</td><td class="numbers">(\d+) of (\d+)</td></tr>'
    )
    told = row.findall(page(mentor, "research_agreement", cycle))
    found = {
        (code, (one, other)): (kappa, int(same), int(of))
        for code, one, other, kappa, same, of in told
    }
    assert found == agreed(cycle)
    assert len(found) == len(demo.CODES)
    assert {float(figures[0]) < 1 for figures in found.values()} == {True}


def votes(mentor, cycle):
    """What those concerned said to each finding."""
    told = re.findall(r"findings/([0-9a-f-]{36})/.*?yes (\d+), partly (\d+), no (\d+)",
                      page(mentor, "research_findings", cycle), re.S)  # fmt: skip
    given = {
        str(finding.pk): Counter(
            Answer.objects.filter(finding=finding).values_list("said", flat=True)
        )
        for finding in Finding.objects.filter(cycle=cycle)
    }
    assert {one: tuple(map(int, numbers)) for one, *numbers in told} == {
        one: tuple(said[key] for key in ("yes", "partly", "no")) for one, said in given.items()
    }


def persons(cycle, account):
    """Made-up name -> her situations and themes, from the opened pieces and their marks."""
    key = sealing.group_key(cycle, account, key_of(account))
    themes = {code.pk: code.theme for code in Code.objects.filter(cycle=cycle)}
    found = {}
    for piece in Evidence.objects.filter(cycle=cycle).exclude(kind="minutes"):
        paper = sealing.open_evidence(
            evidence=piece, record=piece.record, key=key, by=account.pk, now=timezone.now()
        )
        said, spoke = found.setdefault(paper.giver, ({}, set()))
        said.update(paper.situations)
        spoke |= {themes[code] for at, _unit, code in counting(cycle) if at == piece.pk}
    return list(found.values())


def words(axis, code):
    return {None: "All", "": "not said"}.get(code) or str(wording.CODES[axis, code])


def tables_of(people_, seen, axes):
    """How many spoke of each theme by two situations."""
    codes = [(*AXES[axis], "", None) for axis in axes]  # not said, and all
    assert f"{len(people_)} persons gave something" in seen
    tables = dict(
        re.findall(
            r'<h2 dir="auto">([^<]*)</h2>(?:<div[^>]*>(<table>.*?</table>)|<p>Too few)', seen
        )
    )
    assert set(tables) == {theme for _said, spoke in people_ for theme in spoke}
    # All who spoke of it are in one cell: a table would tell of each that she did.
    assert {theme for theme, table in tables.items() if not table} == {"Fear"}
    columns = re.findall(r'<th scope="col">(.*?)</th>', tables["Who translates"])
    assert columns == [words(axes[1], code) for code in codes[1]]
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', tables["Who translates"])
    assert [label for label, _cells in rows] == [words(axes[0], code) for code in codes[0]]
    told = {
        (one, other): value
        for one, (_label, cells) in zip(codes[0], rows, strict=True)
        for other, value in zip(
            codes[1], re.findall(r'<td class="numbers">(.*?)</td>', cells), strict=True
        )
    }
    true = {
        (one, other): sum(
            "Who translates" in spoke
            and one in (None, said.get(axes[0], "")) and other in (None, said.get(axes[1], ""))
            for said, spoke in people_
        )
        for one, other in told
    }  # fmt: skip
    shown = {where: int(value) for where, value in told.items() if value != "hidden"}
    assert shown == {where: true[where] for where in shown}
    assert all(value == 0 or value >= 5 for value in shown.values())
    assert set(shown.values()) - {0}


def overlaps(people_, seen, axes):
    """What shows only where two situations meet."""
    told = re.findall(
        r"<strong><bdi>(.*?)</bdi></strong>: clearly more of those with both “(.*?)” and "
        r"“(.*?)”", seen
    )  # fmt: skip
    expected = []
    for one, other in product(AXES[axes[0]], AXES[axes[1]]):
        first, second = (
            [at for at, (said, _spoke) in enumerate(people_) if said.get(axis) == code]
            for axis, code in zip(axes, (one, other), strict=True)
        )
        both = set(first) & set(second)
        parts = (both, set(first) - both, set(second) - both)
        if min(map(len, parts)) < 9:
            continue
        for theme in {theme for _said, spoke in people_ for theme in spoke}:
            shares = [sum(theme in people_[at][1] for at in part) / len(part)
                      for part in parts]  # fmt: skip
            if shares[0] - max(shares[1:]) > 0.5:
                expected.append((theme, words(axes[0], one), words(axes[1], other)))
    assert told == expected
    assert [one for one, *_both in told] == ["Fear"]
    assert not re.search(r"\d\s*%", seen)


def test_what_is_said_of_coding_and_of_answers_is_counted_again(mentor):
    for cycle in Cycle.objects.all():
        sentences(mentor, cycle)
        agreement(mentor, cycle)
        votes(mentor, cycle)


def test_what_is_said_of_situations_is_counted_again(mentor):
    for cycle in Cycle.objects.all():
        people_ = persons(cycle, mentor.account)
        for axes in (("status", "children"), ("children", "status")):
            seen = page(mentor, "research_overlaps", cycle, {"one": axes[0], "other": axes[1]})
            tables_of(people_, seen, axes)
            overlaps(people_, seen, axes)
