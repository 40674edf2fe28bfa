"""What the page of overlaps shows lets nobody be told, sentences and tables together."""

import random

import pytest

from communitylinkage.disclosure.policy import PARTNERS
from communitylinkage.disclosure.tests.attack import Attacker
from communitylinkage.research import figures
from communitylinkage.research.rules.overlap import AXES, Given, only_in_overlap

BY = ("status", "children")
LEAVES = [(*AXES[axis], figures.NOT_SAID) for axis in BY]


def world(seed):
    """Some groups, and how many of each spoke of fear."""
    dice = random.Random(seed)
    found = []
    for one in LEAVES[0]:
        for other in LEAVES[1]:
            many = dice.choice([0, 1, 4, 9, 12, 15])
            spoke = (
                many if (one, other) == ("none", "yes") else min(many, dice.choice([0, 1, 2, 6]))
            )
            situations = {
                axis: code for axis, code in zip(BY, (one, other), strict=True)
                if code != figures.NOT_SAID
            }  # fmt: skip
            found += [
                Given(f"{one}{other}{at}", situations, frozenset({"fear"} if at < spoke else ()))
                for at in range(many)
            ]
    return found


def reader(pieces):
    """Who reads both the table and what is said above it."""
    made = Attacker()
    made.atoms = {("all", one, other): at for at, (one, other) in enumerate(
        (one, other) for one in LEAVES[0] for other in LEAVES[1]
    )}  # fmt: skip
    lines = [line for crossed in figures.tables(pieces, BY) for line in crossed.lines]
    for one, line in zip((*LEAVES[0], "*"), lines, strict=False):
        for other, cell in zip((*LEAVES[1], "*"), line.cells, strict=True):
            if cell.isdigit():
                made.sums.append((atoms(made, one, other), int(cell), int(cell)))
    for said in only_in_overlap(pieces, BY, PARTNERS.k):
        (_axis, one), (_axis, other) = said.one, said.other
        both = atoms(made, one, other)
        made.sums.append((both, PARTNERS.k, 400))
        for part, told in ((atoms(made, one, "*"), said.only_one),
                           (atoms(made, "*", other), said.only_other)):  # fmt: skip
            if told.few:
                made.sums.append(([at for at in part if at not in both], 0, PARTNERS.k - 1))
    return made


def atoms(made, one, other):
    return [
        at for (_all, first, second), at in made.atoms.items()
        if one in ("*", first) and other in ("*", second)
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(25))
def test_no_small_number_is_narrowed_by_the_table_and_the_sentence_together(seed):
    pieces = world(seed)
    made = reader(pieces)
    spoke = [tuple(one.situations.get(axis, figures.NOT_SAID) for axis in BY)
             for one in pieces if one.themes]  # fmt: skip
    for one in (*LEAVES[0], "*"):
        for other in (*LEAVES[1], "*"):
            where = atoms(made, one, other)
            true = sum(one in ("*", a) and other in ("*", b) for a, b in spoke)
            if 0 < true < PARTNERS.k:
                assert not made.narrower_than(PARTNERS.width, where), (one, other)


def test_some_of_these_worlds_have_a_sentence_and_some_a_table():
    worlds = [world(seed) for seed in range(25)]
    assert any(figures.overlaps(one, BY) for one in worlds)
    assert any(crossed.lines for one in worlds for crossed in figures.tables(one, BY))
    assert any(
        figures.overlaps(one, BY) and crossed.lines
        for one in worlds for crossed in figures.tables(one, BY)
    )  # fmt: skip
