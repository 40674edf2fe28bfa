"""The gate: the only way from counts to what somebody sees."""

import itertools
import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from communitylinkage.disclosure.audit import Floats, Reader
from communitylinkage.disclosure.ledger import Entry, Ledger, Region, Secret, Statement
from communitylinkage.disclosure.policy import BY_NAME, Policy
from communitylinkage.disclosure.primary import Reason, primary
from communitylinkage.disclosure.published import Note, Published, Shown, State
from communitylinkage.disclosure.space import TooManyPartsError, region_of
from communitylinkage.disclosure.suppress import UnsafeError, complement, costs
from communitylinkage.disclosure.table import Box, Counts, Table

Bools = NDArray[np.bool_]
# Periods, the earliest first.
Stretch = tuple[str, ...]
# The counts of an organisation, and what it must not work out of all others'.
Insider = tuple[Counts, list[Secret]]
# What an audience has seen, and what it must not work out.
Seeing = tuple[tuple[Entry, ...], list[Secret]]


def _width(table: Table, box: Box, reason: Reason, policy: Policy) -> int:
    share = (policy.percent or 0) / 100 if reason is Reason.DOMINANCE else 0
    return max(policy.width, math.ceil(share * table.value(box)))


def _parts(told: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Periods that no publication tells apart are one part; in order of time."""
    told = list(told)
    signatures: dict[frozenset[int], set[str]] = {}
    for period in sorted(frozenset().union(*told)):
        within = frozenset(at for at, one in enumerate(told) if period in one)
        signatures.setdefault(within, set()).add(period)
    return sorted(map(frozenset, signatures.values()), key=min)


def _stretches(table: Table, seen: tuple[Entry, ...]) -> list[Stretch]:
    """The stretches of time that readers could narrow down by taking tables from each other.

    Whichever came first: what a table has and another has not, either way round, and every run of
    the parts into which all of them cut time. So a shorter table after a longer one, and two that
    overlap, are judged like a longer one after a shorter one.

    Raises:
        UnsafeError: an earlier table overlaps with this one, which does not count what it showed.
    """
    mine, known = frozenset(table.periods), frozenset(table.known)
    earlier = {frozenset(entry.periods) for entry in seen}
    if any(one & mine and not one <= known for one in earlier):
        raise UnsafeError("earlier_publications")
    told = {one for one in earlier if one <= known} | {mine}
    parts = _parts(told)
    runs = (parts[i:j] for i, j in itertools.combinations(range(len(parts) + 1), 2))
    found = {frozenset().union(*run) for run in runs}
    found |= {one - other for one in told for other in (told if one == mine else {mine})}
    return sorted(tuple(sorted(one)) for one in found if one and one != mine)


def _others(table: Table, policy: Policy, part: Counts, periods: Stretch) -> list[Box]:
    """Where, without one organisation, few remain of some periods."""
    return [
        box
        for box in table.boxes
        if 0 < table.value(box, periods=periods) - table.value(box, part, periods) < policy.k
    ]


def _few(table: Table, policy: Policy, stretch: Stretch) -> list[Secret]:
    """Where few lie in a stretch of time, by all or by all but one."""
    boxes = [box for box in table.boxes if 0 < table.value(box, periods=stretch) < policy.k]
    if policy.others:
        for part in table.by.values():
            boxes += _others(table, policy, part, stretch)
    return [Secret(region_of(table, box), stretch, policy.change) for box in boxes]


def _changes(table: Table, policy: Policy, seen: tuple[Entry, ...]) -> list[Secret]:
    """What lies between publications, where that is few."""
    return [one for stretch in _stretches(table, seen) for one in _few(table, policy, stretch)]


def _own_leaves(table: Table) -> Region:
    return tuple((d.name, d.leaves) for d in table.dimensions)


def _leaves(table: Table, seen: tuple[Entry, ...]) -> list[Region]:
    return [_own_leaves(table), *(entry.leaves for entry in seen)]


def _impossible(table: Table) -> list[Statement]:
    return [
        Statement(region_of(table, box), table.periods, 0, 0) for box in sorted(table.impossible)
    ]


def _said(table: Table, policy: Policy, boxes: list[Box]) -> list[Statement]:
    return [
        Statement(region_of(table, box), table.periods, *policy.bounds(table.value(box)))
        for box in boxes
    ]


def _number(table: Table, counts: Counts, said: Statement) -> int | None:
    """How many there are where a statement speaks of; None where this table cannot say."""
    known = {d.name: d for d in table.dimensions}
    wanted = dict(said.region)
    if not set(wanted) <= set(known) or not set(said.periods) <= set(table.known):
        return None
    if any(not set(leaves) <= set(known[name].leaves) for name, leaves in wanted.items()):
        return None
    axes = [[table.known.index(period) for period in said.periods]]
    for name, one in known.items():
        axes.append([one.leaves.index(leaf) for leaf in wanted.get(name, one.leaves)])
    return int(counts[np.ix_(*axes)].sum())


def _agrees(table: Table, said: Statement) -> bool:
    """Whether the figures are still what readers were told; True where this table cannot say."""
    number = _number(table, table.counts, said)
    return number is None or said.low <= number <= said.high


def _insiders(table: Table, policy: Policy, seen: tuple[Entry, ...]) -> list[Insider]:
    """Each organisation from which something must be kept, with its own counts."""
    if not policy.others:
        return []
    mine = (entry.periods for entry in seen if entry.rank == policy.rank)
    wide = {table.periods, *(one for one in mine if set(one) <= set(table.known))}
    widths = dict.fromkeys(_stretches(table, seen), policy.change)
    widths |= dict.fromkeys(wide, policy.width)
    found = []
    for part in table.by.values():
        part = np.minimum(part, table.counts)
        secrets = [
            Secret(region_of(table, box), periods, width)
            for periods, width in sorted(widths.items())
            for box in _others(table, policy, part, periods)
        ]
        if secrets:
            found.append((part, secrets))
    return found


def _who_see_more(table: Table, policy: Policy, ledger: Ledger) -> list[Seeing]:
    """Of each laxer audience that was told of this series: all it knows, and its secrets."""
    found = []
    more = [e for e in ledger.entries if e.series == table.series and e.rank > policy.rank]
    for rank in sorted({entry.rank for entry in more}):
        seen = ledger.of(table.series, rank)
        secrets = [secret for entry in seen if entry.rank == rank for secret in entry.secrets]
        for name in sorted({entry.audience for entry in more if entry.rank == rank}):
            if theirs := BY_NAME.get(name):
                secrets += _changes(table, theirs, seen) + _few(table, theirs, table.periods)
        if secrets:
            found.append((seen, list(dict.fromkeys(secrets))))
    return found


def _without(table: Table, part: Counts, said: list[Statement]) -> tuple[list[Statement], Bools]:
    """What an organisation learns of all others, and which statements tell it nothing."""
    own = [_number(table, part, one) for one in said]
    told = [
        replace(one, low=max(0, one.low - (number or 0)), high=one.high - (number or 0))
        for one, number in zip(said, own, strict=True)
    ]
    return told, np.array([number is None for number in own], dtype=np.bool_)


def _start(table: Table, policy: Policy, seen: tuple[Entry, ...]) -> dict[Box, Reason]:
    """Hidden before any complement: by itself, by the laxer policy, by an earlier publication."""
    reasons = primary(table, policy)
    if policy.after:
        for box, reason in decide(table, policy.after, Ledger())[0].items():
            reasons.setdefault(box, reason)
    same = [e for e in seen if e.rank == policy.rank and set(e.periods) == set(table.periods)]
    before = {region for entry in same for region in entry.hidden}
    for box in table.boxes:
        if region_of(table, box) in before:
            reasons.setdefault(box, Reason.EARLIER)
    return reasons


def decide(
    table: Table, policy: Policy, ledger: Ledger
) -> tuple[dict[Box, Reason], tuple[Secret, ...]]:
    """Every cell to hide with its true reason, and the secrets to keep from now on.

    Raises:
        UnsafeError: it cannot be made safe.
    """
    if policy.k == 0:
        return {}, ()
    seen = ledger.of(table.series, policy.rank)
    if not all(_agrees(table, said) for entry in seen for said in entry.statements):
        raise UnsafeError("contradicts_earlier")
    alone, reasons = primary(table, policy), _start(table, policy, seen)
    secrets = [
        Secret(region_of(table, box), table.periods, _width(table, box, why, policy))
        for box, why in alone.items()
    ]
    secrets += _changes(table, policy, seen)
    own = tuple(dict.fromkeys(secrets))
    old = [s for entry in seen if entry.rank == policy.rank for s in entry.secrets]
    boxes = list(table.boxes)
    said = _said(table, policy, boxes)
    known = [s for entry in seen for s in entry.statements] + _impossible(table)
    binding = len(known)
    reader = Reader(known + said, list(dict.fromkeys([*own, *old])), _leaves(table, seen))
    cost = np.concatenate([np.zeros(binding), costs([table.value(box) for box in boxes])])
    soft = np.arange(len(cost)) >= binding
    fixed = np.concatenate([np.zeros(binding, dtype=bool), [box in reasons for box in boxes]])
    complement(reader, cost, soft, fixed.astype(bool))
    closed = reader.hidden
    # What is hidden from one reader takes nothing from the safety of another: one after the other.
    for part, kept in _insiders(table, policy, seen):
        told, silent = _without(table, part, reader.known)
        insider = Reader(told, kept, _leaves(table, seen))
        complement(insider, cost, soft, closed | silent)
        closed = np.where(soft, insider.hidden, closed)
    closed, cost = closed[binding:], cost[binding:]
    for who in _who_see_more(table, policy, ledger):
        closed = _hidden_from(table, said, cost, closed, who)
    for box, hidden in zip(boxes, closed, strict=True):
        if hidden:
            reasons.setdefault(box, Reason.COMPLEMENT)
    return reasons, own


def _hidden_from(
    table: Table, said: list[Statement], cost: Floats, closed: Bools, who: Seeing
) -> Bools:
    """What is hidden, and what must be besides so that readers who see more learn nothing from it.

    Raises:
        UnsafeError: `other_readers`: there is no way.
    """
    seen, secrets = who
    known = [one for entry in seen for one in entry.statements] + _impossible(table)
    reader = Reader(known + said, secrets, _leaves(table, seen))
    before = np.zeros(len(known))
    soft = np.arange(len(known) + len(said)) >= len(known)
    fixed = np.concatenate([before.astype(bool), closed])
    try:
        complement(reader, np.concatenate([before, cost]), soft, fixed)
    except UnsafeError as error:
        raise UnsafeError("other_readers") from error
    return reader.hidden[len(known) :]


def _shown(table: Table, policy: Policy, box: Box, hidden: dict[Box, Reason]) -> Shown:
    if box in hidden:
        return Shown(box, State.HIDDEN, reason=hidden[box] if policy.tells else Reason.PROTECTED)
    value = table.value(box)
    low, high = policy.bounds(value)
    if low == high == value:
        return Shown(box, State.VALUE, value, low, high)
    return Shown(box, State.ROUNDED, policy.rounded(value), low, high)


def _notes(policy: Policy, hidden: dict[Box, Reason]) -> tuple[Note, ...]:
    notes = [Note("fewest", (("k", policy.k),))] if policy.k else []
    if policy.base > 1:
        notes += [Note("rounded", (("base", policy.base),)), Note("rounded_apart")]
    return (*notes, *([Note("hidden", (("cells", len(hidden)),))] if hidden else []))


def publish(table: Table, policy: Policy, ledger: Ledger) -> Published:
    """The safe table for one audience, given all that was published before.

    The caller adds `.entry` to the ledger in the same breath as it shows the table.

    Raises:
        UnsafeError: codes `nothing_left`, `earlier_publications`, `contradicts_earlier`,
            `other_readers`, `too_many_parts`; `offers.offers` says what can be published.
    """
    table = replace(table, periods=tuple(table.periods))
    try:
        hidden, secrets = decide(table, policy, ledger)
        boxes = [box for box in table.boxes if box not in hidden]
        if not boxes:
            raise UnsafeError("nothing_left")
        entry = Entry(
            table.series,
            policy.name,
            policy.rank,
            table.periods,
            tuple(_said(table, policy, boxes)),
            secrets,
            tuple(region_of(table, box) for box in table.boxes if box in hidden),
            _own_leaves(table),
        )
    except TooManyPartsError as error:
        raise UnsafeError("too_many_parts") from error
    dimensions = tuple((d.name, tuple(d.nodes)) for d in table.dimensions)
    cells = tuple(_shown(table, policy, box, hidden) for box in table.boxes)
    notes = _notes(policy, hidden)
    return Published(table.series, policy.name, table.periods, dimensions, cells, notes, entry)
