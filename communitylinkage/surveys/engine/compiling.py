"""Tokens to closures: an expression is compiled once for its place in the form, then called.

While compiling, the places that it reads are noted (`deps`), so that a change re-evaluates only
what depends on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import functions, patterns
from .grammar import ARITY, MAX_DEPTH, bad, parse
from .paths import Compiled, Step, follow
from .problems import UnreadableError
from .runs import Run
from .tree import Node
from .values import Value, equal, number, ordered, truth

AXES = {"child", "parent", "self", "descendant", "descendant-or-self", "ancestor"}
AXES |= {"ancestor-or-self", "following-sibling", "preceding-sibling", "attribute"}
Place = tuple[str, ...] | None
"""Where in the main instance a step stands, statically; None in other instances."""


class Expression:
    """An expression at its place. `deps` are the places it reads, `deep` those below which it
    reads everything, `choices` the questions whose choices it names."""

    __slots__ = ("choices", "deep", "deps", "function", "place", "source")

    def __init__(self, source: str, ref: str) -> None:
        self.source = source
        self.place: tuple[str, ...] = tuple(ref.strip("/").split("/"))
        self.deps: set[str] = set()
        self.deep: set[str] = set()
        self.choices: set[str] = set()
        self.function: Compiled = _Compiler(self).compile(parse(source), self.place, 0)

    def __call__(self, run: Run, node: Node) -> Value:
        """Its value for a node. `run.current` and the position are put back afterwards."""
        kept = run.current, run.position, run.size, run.calls
        run.current, run.position, run.size, run.calls = node, 1, 1, 0
        try:
            return self.function(run, node)
        finally:
            run.current, run.position, run.size, run.calls = kept


class _Compiler:
    def __init__(self, expression: Expression) -> None:
        self.out = expression

    def compile(self, token: Any, place: Place, depth: int) -> Compiled:
        if depth > MAX_DEPTH:
            raise UnreadableError(bad(self.out.source, "too deep"))
        symbol = token.symbol
        if symbol in ("(integer)", "(decimal)", "(float)"):
            literal = float(token.value)
            return lambda run, node: literal
        if symbol == "(string)":
            text = str(token.value)
            return lambda run, node: text
        if symbol == "(" and len(token) == 1:
            return self.compile(token[0], place, depth + 1)
        if token.label in ("function",):
            return self.call(token, place, depth)
        if symbol in ("/", "//", "[", ".", "..", "@", "(name)", "*", ":") and not (
            symbol == "*" and len(token) == 2
        ):
            return self.path(token, place, depth)
        if symbol in AXES or token.label == "kind test":
            return self.path(token, place, depth)
        return self.operator(token, place, depth)

    def operator(self, token: Any, place: Place, depth: int) -> Compiled:
        symbol = token.symbol
        sides = [self.compile(side, place, depth + 1) for side in token]
        if len(sides) == 1 and symbol in "+-":
            sign, only = (-1.0 if symbol == "-" else 1.0), sides[0]
            return lambda run, node: sign * number(only(run, node))
        if len(sides) != 2:
            raise UnreadableError(bad(self.out.source, symbol))
        return binary(symbol, sides[0], sides[1], self.out.source)

    def call(self, token: Any, place: Place, depth: int) -> Compiled:
        name, args = token.symbol, list(token)
        least, most = ARITY.get(name, (0, 999))
        if not least <= len(args) <= most:
            raise UnreadableError(bad(self.out.source, f"{name}: {len(args)} arguments"))
        if name in ("instance", "current"):
            return self.path(token, place, depth)
        compiled = [self.compile(arg, place, depth + 1) for arg in args]
        if name == "indexed-repeat":
            loose = [self.loose(arg, place, depth + 1) for arg in args[:2] + args[3::2]]
            return functions.indexed_repeat(loose[0], loose[1:], compiled[2::2])
        if name == "regex" and args[1].symbol == "(string)":
            patterns.check(str(args[1].value))
        if name == "jr-choice-name" and args[1].symbol == "(string)":
            question = "/" + "/".join(self.resolve(str(args[1].value).strip()))
            self.out.choices.add(question)
            return functions.choice_name(compiled[0], question)
        if name in ("string", "number", "boolean", "string-length", "normalize-space"):
            compiled = compiled or [lambda run, node: [node]]
        return functions.build(name, compiled, self.out.source)

    def resolve(self, path: str) -> list[str]:
        """A written path, from this expression's place, as names."""
        place = [] if path.startswith("/") else list(self.out.place)
        for name in path.strip("/").split("/"):
            if name == "..":
                place = place[:-1]
            elif name not in (".", "", "current()"):
                place.append(name)
        return place

    def loose(self, token: Any, place: Place, depth: int) -> Compiled:
        """A path to every instance, wherever the respondent stands (for indexed-repeat)."""
        names: list[str] = []
        self.steps(token, place, depth, names)
        path = [Step("root")] + [Step("child", name) for name in names]
        return lambda run, node: follow(path, run, node, False)

    def path(self, token: Any, place: Place, depth: int) -> Compiled:
        names: list[str] = []
        steps, absolute = self.steps(token, place, depth, names)
        return lambda run, node: follow(steps, run, node, absolute)

    def steps(
        self, token: Any, place: Place, depth: int, names: list[str]
    ) -> tuple[list[Step], bool]:
        """The steps of a path, noting what it reads; `names` gets the place where it ends."""
        flat: list[tuple[Any, list[Any]]] = []
        self.flatten(token, flat, depth)
        steps: list[Step] = []
        at: Place = place
        for part, predicates in flat:
            step, at, deep = self.step(part, at, depth)
            if deep is not None:
                self.out.deep.add("/" + "/".join(deep))
            step.tests = [self.compile(p, at, depth + 1) for p in predicates]
            steps.append(step)
            if predicates and at:
                self.out.deps.add("/" + "/".join(at))
        if at is not None:
            self.out.deps.add("/" + "/".join(at))
            names.extend(at)
        if self.trivial(flat):
            self.out.deps.discard("/" + "/".join(self.out.place))
        return steps, bool(flat) and flat[0][0] == "root"

    @staticmethod
    def trivial(flat: list[tuple[Any, list[Any]]]) -> bool:
        """`.` alone: its own value, which is no cycle."""
        return len(flat) == 1 and getattr(flat[0][0], "symbol", "") == "."

    def flatten(self, token: Any, out: list[tuple[Any, list[Any]]], depth: int) -> None:
        if depth > MAX_DEPTH:
            raise UnreadableError(bad(self.out.source, "too deep"))
        if token.symbol == "[":
            self.flatten(token[0], out, depth + 1)
            out[-1][1].append(token[1])
        elif token.symbol in ("/", "//"):
            if len(token) == 2:
                self.flatten(token[0], out, depth + 1)
            else:
                out.append(("root", []))
            if token.symbol == "//":
                out.append(("deep", []))
            if len(token):
                self.flatten(token[-1], out, depth + 1)
        else:
            out.append((token, []))

    def step(self, part: Any, at: Place, depth: int) -> tuple[Step, Place, Place]:
        """One step, where it leads, and below what everything is read (None: nothing)."""
        if part == "root":
            return Step("root"), (), None
        if part == "deep":
            return Step("descendant-or-self"), None, at
        symbol = part.symbol
        if symbol == ".":
            return Step("self"), at, None
        if symbol == "..":
            return Step("parent"), at[:-1] if at else at, None
        if symbol == "current":
            return Step("current"), self.out.place, None
        if symbol == "instance":
            name = self.compile(part[0], at, depth + 1)
            return Step("expression", function=functions.instance(name)), None, None
        if symbol == "@":
            return Step("attribute", name_of(part[0])), at, None
        if symbol in AXES:
            return self.axis(symbol, name_of(part[0]), at)
        if symbol in ("(name)", "*", ":") or part.label == "kind test":
            return self.axis("child", name_of(part), at)
        inner = self.compile(part, at, depth + 1)
        return Step("expression", function=inner), None, None

    @staticmethod
    def axis(axis: str, name: str, at: Place) -> tuple[Step, Place, Place]:
        if at is None:
            return Step(axis, name), None, None
        if axis == "child" and name != "*":
            return Step(axis, name), (*at, name), None
        if axis == "parent":
            return Step(axis, name), at[:-1], None
        if axis == "self":
            return Step(axis, name), at, None
        return Step(axis, name), None, at[:1] if axis != "child" else at


def name_of(token: Any) -> str:
    """The name that a step tests, without prefix; `*` for any."""
    if token.symbol == ":":
        return str(token[1].value)
    if token.symbol == "*" or token.label == "kind test":
        return "*"
    return str(token.value)


def binary(symbol: str, a: Compiled, b: Compiled, source: str) -> Compiled:
    """An operator between two sides."""
    if symbol == "and":
        return lambda run, node: truth(a(run, node)) and truth(b(run, node))
    if symbol == "or":
        return lambda run, node: truth(a(run, node)) or truth(b(run, node))
    if symbol in ("=", "!="):
        wanted = symbol == "="
        return lambda run, node: equal(a(run, node), b(run, node), wanted)
    if symbol in ("<", ">", "<=", ">="):
        return lambda run, node: ordered(symbol, a(run, node), b(run, node))
    if symbol == "|":
        return lambda run, node: functions.union(a(run, node), b(run, node))
    arithmetic: Callable[[float, float], float] | None = functions.ARITHMETIC.get(symbol)
    if arithmetic is None:
        raise UnreadableError(bad(source, symbol))
    act = arithmetic
    return lambda run, node: act(number(a(run, node)), number(b(run, node)))
