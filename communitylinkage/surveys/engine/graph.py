"""What depends on what: the order in which rules are evaluated, and rules that bite their tail."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .compiling import Expression
from .nodes import Definition, Repeat
from .problems import Problem, UnreadableError

CLOCK = re.compile(r"\b(now|today)\s*\(")
RELEVANT, COUNT, CALCULATE = "relevant", "count", "calculate"


@dataclass(frozen=True)
class Rule:
    """One stored computation: whether a node is relevant, how many, or its value."""

    kind: str
    ref: str
    expression: Expression


@dataclass(frozen=True)
class Graph:
    """The rules in an order in which each comes after what it reads."""

    rules: tuple[Rule, ...] = ()
    readers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Place -> the rules that read it, by their number."""
    inside: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Repeat -> the rules of what it holds, to be evaluated for a new instance."""
    below: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clocked: tuple[int, ...] = ()
    """The rules that ask for the day or the time, which answers taken up later must ask anew."""


def ancestors(ref: str) -> list[str]:
    """The places above, nearest first, without the place itself."""
    names = ref.strip("/").split("/")
    return ["/" + "/".join(names[:i]) for i in range(len(names) - 1, 0, -1)]


def draw(nodes: Mapping[str, Definition], refs: Iterable[str]) -> Graph:
    """The graph of a form. Raises UnreadableError(cycle) with the names in it."""
    places = list(refs)
    rules = list(gather(nodes))
    below: dict[str, list[str]] = {}
    for ref in places:
        for above in ancestors(ref):
            below.setdefault(above, []).append(ref)
    reads = [reach(rule, nodes, below) for rule in rules]
    order = sort(rules, reads)
    rules, reads = [rules[i] for i in order], [reads[i] for i in order]
    readers: dict[str, list[int]] = {}
    inside: dict[str, list[int]] = {}
    for i, (rule, read) in enumerate(zip(rules, reads, strict=True)):
        for ref in read:
            readers.setdefault(ref, []).append(i)
        for above in [rule.ref, *ancestors(rule.ref)]:
            inside.setdefault(above, []).append(i)
    clocked = tuple(i for i, r in enumerate(rules) if CLOCK.search(r.expression.source))
    return Graph(tuple(rules), freeze(readers), freeze(inside), freeze(below), clocked)


def freeze(table: Mapping[str, list]) -> dict[str, tuple]:  # type: ignore[type-arg] # both kinds
    """Lists to tuples."""
    return {key: tuple(value) for key, value in table.items()}


def gather(nodes: Mapping[str, Definition]) -> Iterable[Rule]:
    """Every stored computation of the form."""
    for ref, node in nodes.items():
        if node.rules.relevant:
            yield Rule(RELEVANT, ref, node.rules.relevant)
        if isinstance(node, Repeat) and node.count:
            yield Rule(COUNT, ref, node.count)
        if node.rules.calculate:
            yield Rule(CALCULATE, ref, node.rules.calculate)


def reach(rule: Rule, nodes: Mapping[str, Definition], below: Mapping[str, list[str]]) -> set[str]:
    """Every place whose change may change the rule: what it reads, and the choices it names."""
    expression = rule.expression
    read, deep = set(expression.deps), set(expression.deep)
    for question in expression.choices:
        itemset = getattr(nodes.get(question), "itemset", None)
        if itemset is not None:
            read |= itemset.nodeset.deps
            deep |= itemset.nodeset.deep
    for top in deep:
        read |= set(below.get(top, ()))
    if deep:
        read.discard(rule.ref)
    return read


def sort(rules: list[Rule], reads: list[set[str]]) -> list[int]:
    """A stable order: each rule after what it reads, else as the form has them."""
    made = {(rule.kind, rule.ref): i for i, rule in enumerate(rules)}
    before: list[set[int]] = []
    for rule, read in zip(rules, reads, strict=True):
        wanted = {(RELEVANT, up) for up in ancestors(rule.ref)}
        wanted |= {(COUNT, up) for up in ancestors(rule.ref)}
        for ref in read:
            wanted |= {(CALCULATE, ref), (RELEVANT, ref), (COUNT, ref)}
            wanted |= {(kind, up) for up in ancestors(ref) for kind in (RELEVANT, COUNT)}
        before.append({made[key] for key in wanted if key in made})
    return lay(rules, before)


def lay(rules: list[Rule], before: list[set[int]]) -> list[int]:
    """Kahn's order; what is left over goes round in a circle."""
    after: dict[int, list[int]] = {}
    waits = [len(b) for b in before]
    for i, earlier in enumerate(before):
        for j in earlier:
            after.setdefault(j, []).append(i)
    ready = [i for i, n in enumerate(waits) if n == 0]
    order: list[int] = []
    while ready:
        i = heapq.heappop(ready)
        order.append(i)
        for j in after.get(i, ()):
            waits[j] -= 1
            if waits[j] == 0:
                heapq.heappush(ready, j)
    if len(order) < len(rules):
        raise UnreadableError(cycle(rules, before, set(order)))
    return order


def cycle(rules: list[Rule], before: list[set[int]], done: set[int]) -> Problem:
    """One circle among the rules left over, by the names of its questions."""
    at = next(i for i in range(len(rules)) if i not in done)
    walked: list[int] = []
    while at not in walked:
        walked.append(at)
        at = min(j for j in before[at] if j not in done)
    names = [rules[i].ref.rsplit("/", 1)[1] for i in walked[walked.index(at) :]]
    return Problem("cycle", rules[at].ref, {"names": ", ".join(dict.fromkeys(names))})
