"""The functions of the standard, each from values to a value.

Source: https://getodk.github.io/xforms-spec/#xpath-functions; JavaRosa where that is silent.
"""

from __future__ import annotations

import base64
import hashlib
import math
import uuid
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from . import moments, patterns
from .paths import Compiled
from .problems import Problem, UnreadableError
from .runs import Run
from .shuffling import shuffled
from .tree import Node
from .values import NAN, Value, as_date, equal, number, string, truth

Function = Callable[[Run, list[Value]], Value]


def divide(a: float, b: float) -> float:
    """`div`: by zero it is infinite, or no number."""
    if b:
        return a / b
    return NAN if not a or math.isnan(a) else math.copysign(math.inf, a)


def modulo(a: float, b: float) -> float:
    """`mod`, with the sign of the left side."""
    return math.fmod(a, b) if b and math.isfinite(a) and not math.isnan(b) else NAN


ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "div": divide,
    "mod": modulo,
}


def union(left: Value, right: Value) -> list[Node]:
    """`|`: the nodes of both, each once."""
    both = [n for side in (left, right) if isinstance(side, list) for n in side]
    return list({id(n): n for n in both}.values())


def texts(args: list[Value]) -> list[str]:
    """Every value as text, of a list of nodes each."""
    out: list[str] = []
    for arg in args:
        out += [n.value() for n in arg] if isinstance(arg, list) else [string(arg)]
    return out


def nodes(value: Value) -> list[Node]:
    """The nodes, none when it is something else."""
    return value if isinstance(value, list) else []


def calm(function: Callable[..., float]) -> Function:
    """A function of numbers that is 'not a number' where it is not defined."""

    def act(run: Run, args: list[Value]) -> Value:
        try:
            return float(function(*(number(arg) for arg in args)))
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError):
            return NAN

    return act


def rounded(value: float, places: float = 0.0) -> float:
    """Half away from zero, as JavaRosa does; negative places round to tens."""
    if not math.isfinite(value) or not math.isfinite(places):
        return value
    exponent = Decimal(1).scaleb(-max(-30, min(30, int(places))))
    try:
        return float(Decimal(repr(value)).quantize(exponent, ROUND_HALF_UP))
    except ArithmeticError:
        return value


def total(run: Run, args: list[Value]) -> Value:
    """sum(): blanks count nothing, as in JavaRosa; a word makes it no number."""
    return math.fsum(number(n.value()) for n in nodes(args[0]) if n.value())


def extreme(pick: Callable[[list[float]], float]) -> Function:
    """max() and min(), over what is answered; none: not a number."""

    def act(run: Run, args: list[Value]) -> Value:
        found = [number(t) for t in texts(args) if t != ""]
        return NAN if not found or any(map(math.isnan, found)) else pick(found)

    return act


def substring(run: Run, args: list[Value]) -> Value:
    """XPath's own, 1-based, with its rounding."""
    text, start = string(args[0]), rounded(number(args[1]))
    end = math.inf if len(args) < 3 else start + rounded(number(args[2]))
    return "".join(c for i, c in enumerate(text, 1) if start <= i < end)


def substr(run: Run, args: list[Value]) -> Value:
    """0-based, negative counts from the end."""
    text = string(args[0])
    bounds = [number(arg) for arg in args[1:]]
    if any(map(math.isnan, bounds)):
        return ""
    ends = [max(-len(text), min(len(text), int(b))) if math.isfinite(b) else None for b in bounds]
    return text[ends[0] : ends[1] if len(ends) > 1 else None]


def translate(run: Run, args: list[Value]) -> Value:
    """Letters for letters; those without a counterpart go."""
    text, source, target = (string(arg) for arg in args)
    table: dict[int, str | None] = {}
    for i, letter in enumerate(source):
        table.setdefault(ord(letter), target[i] if i < len(target) else None)
    return text.translate(table)


def regex(run: Run, args: list[Value]) -> Value:
    """The whole value must match; a pattern that cannot be used matches nothing."""
    return patterns.matches(string(args[0]), string(args[1]))


DIGESTS = {"MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"}


def digest(run: Run, args: list[Value]) -> Value:
    """As in XForms 1.1: base64 unless hex is asked for; '' for another algorithm."""
    name, encoding = string(args[1]), string(args[2]) if len(args) > 2 else "base64"
    if name not in DIGESTS or encoding not in ("hex", "base64"):
        return ""
    made = hashlib.new(name.replace("-", ""), string(args[0]).encode(), usedforsecurity=False)
    return made.hexdigest() if encoding == "hex" else base64.b64encode(made.digest()).decode()


def decode(run: Run, args: list[Value]) -> Value:
    """base64-decode(); '' when it is not base64."""
    try:
        return base64.b64decode(string(args[0]), validate=True).decode("utf-8", "replace")
    except ValueError:
        return ""


def make_uuid(run: Run, args: list[Value]) -> Value:
    """A UUID 4 from the respondent's seed; with a number, so many letters and digits."""
    if not args:
        return str(uuid.UUID(bytes=run.chance()[:16], version=4))
    length = number(args[0])
    length = min(length, 200.0) if length > 0 else 0.0
    letters = ""
    while len(letters) < length:
        letters += base64.b32encode(run.chance()).decode().rstrip("=")
    return letters[: int(length)]


def checklist(weighted: bool) -> Function:
    """Whether the (weighted) count of yes is within bounds; -1 is no bound."""

    def act(run: Run, args: list[Value]) -> Value:
        least, most = number(args[0]), number(args[1])
        rest = texts(args[2:])
        pairs = zip(rest[::2], rest[1::2], strict=False) if weighted else ((v, "1") for v in rest)
        count = sum(number(w) for v, w in pairs if yes(v))
        return (least < 0 or count >= least) and (most < 0 or count <= most)

    return act


def yes(text: str) -> bool:
    """Whether a checklist counts an answer: a number above 0, or 'true'."""
    return number(text) > 0 or text == "true"


def selected(run: Run, args: list[Value]) -> Value:
    """Whether a value is among those chosen."""
    return string(args[1]).strip() in string(args[0]).split()


def selected_at(run: Run, args: list[Value]) -> Value:
    """The chosen value at a 0-based place, else ''."""
    chosen, at = string(args[0]).split(), number(args[1])
    return chosen[int(at)] if 0 <= at < len(chosen) else ""


def position(run: Run, args: list[Value]) -> Value:
    """The place in the list, or of a node among its namesakes."""
    if not args:
        return float(run.position)
    found = nodes(args[0])
    return float(found[0].position()) if found else NAN


def pulldata(run: Run, args: list[Value]) -> Value:
    """One cell of a list: the column, in the first row whose other column equals the value."""
    name, wanted, column, value = (string(arg) for arg in args)
    top = run.instances.get(name)
    for row in top.below() if top and value else ():
        if column in row.children and row.first(column) == value:
            return row.first(wanted)
    return ""


def randomize(run: Run, args: list[Value]) -> Value:
    """The nodes in an order that the seed decides; without one, the respondent's."""
    seed = number(args[1]) if len(args) > 1 else NAN
    if len(args) > 1 and math.isnan(seed) and string(args[1]):
        seed = float(int.from_bytes(hashlib.sha256(string(args[1]).encode()).digest()[:6], "big"))
    chance = float(run.seed % 2147483646 + 1)
    return shuffled(nodes(args[0]), chance if math.isnan(seed) else seed)


def power(a: float, b: float) -> float:
    """pow(), complex results being no number."""
    return math.pow(a, b)


def whole(value: float) -> float:
    """int(): without what follows the point."""
    return float(math.trunc(value)) if math.isfinite(value) else value


SIMPLE: dict[str, Function] = {
    "true": lambda run, a: True,
    "false": lambda run, a: False,
    "not": lambda run, a: not truth(a[0]),
    "boolean": lambda run, a: truth(a[0]),
    "boolean-from-string": lambda run, a: string(a[0]) in ("true", "1"),
    "string": lambda run, a: string(a[0]),
    "number": lambda run, a: number(a[0]),
    "concat": lambda run, a: "".join(texts(a)),
    "join": lambda run, a: string(a[0]).join(texts(a[1:])),
    "coalesce": lambda run, a: next((t for t in map(string, a) if t), ""),
    "count": lambda run, a: float(len(nodes(a[0]))),
    "count-non-empty": lambda run, a: float(sum(1 for n in nodes(a[0]) if n.value())),
    "count-selected": lambda run, a: float(len(string(a[0]).split())),
    "selected": selected,
    "selected-at": selected_at,
    "sum": total,
    "max": extreme(max),
    "min": extreme(min),
    "position": position,
    "last": lambda run, a: float(run.size),
    "substr": substr,
    "substring": substring,
    "substring-before": lambda run, a: (
        string(a[0]).partition(string(a[1]))[0]
        if string(a[1]) and string(a[1]) in string(a[0])
        else ""
    ),
    "substring-after": lambda run, a: (
        string(a[0]).partition(string(a[1]))[2] if string(a[1]) else string(a[0])
    ),
    "translate": translate,
    "string-length": lambda run, a: float(len(string(a[0]))),
    "contains": lambda run, a: string(a[1]) in string(a[0]),
    "starts-with": lambda run, a: string(a[0]).startswith(string(a[1])),
    "ends-with": lambda run, a: string(a[0]).endswith(string(a[1])),
    "normalize-space": lambda run, a: " ".join(string(a[0]).split()),
    "regex": regex,
    "digest": digest,
    "base64-decode": decode,
    "uuid": make_uuid,
    "random": lambda run, a: int.from_bytes(run.chance()[:6], "big") / 2**48,
    "randomize": randomize,
    "checklist": checklist(weighted=False),
    "weighted-checklist": checklist(weighted=True),
    "pulldata": pulldata,
    "version": lambda run, a: run.version,
    "jr-itext": lambda run, a: run.itext(run, string(a[0])),
    "jr-choice-name": lambda run, a: run.choice_name(run, string(a[1]).strip(), string(a[0])),
    "name": lambda run, a: nodes(a[0])[0].name if nodes(a[0]) else "",
    "local-name": lambda run, a: nodes(a[0])[0].name if nodes(a[0]) else "",
    "lang": lambda run, a: False,
    "round": calm(rounded),
    "floor": calm(math.floor),
    "ceiling": calm(math.ceil),
    "int": calm(whole),
    "abs": calm(abs),
    "pow": calm(power),
    "log": calm(math.log),
    "log10": calm(math.log10),
    "exp": calm(math.exp),
    "exp10": calm(lambda a: math.pow(10, a)),
    "sqrt": calm(math.sqrt),
    "sin": calm(math.sin),
    "cos": calm(math.cos),
    "tan": calm(math.tan),
    "asin": calm(math.asin),
    "acos": calm(math.acos),
    "atan": calm(math.atan),
    "atan2": calm(math.atan2),
    "pi": lambda run, a: math.pi,
    "today": lambda run, a: run.now.date().isoformat(),
    "now": lambda run, a: moments.stamp(run.now),
    "date": lambda run, a: as_date(a[0]),
    "date-time": lambda run, a: moments.as_moment(a[0]),
    "decimal-date-time": lambda run, a: number(a[0]),
    "decimal-time": lambda run, a: moments.part_of_day(string(a[0])),
    "format-date": lambda run, a: moments.formatted(a[0], string(a[1]), run.language),
    "format-date-time": lambda run, a: moments.formatted(a[0], string(a[1]), run.language),
}


def build(name: str, args: list[Compiled], source: str) -> Compiled:
    """A call of a function with compiled arguments."""
    if name == "if":
        test, yes_, no = args
        return lambda run, node: (yes_ if truth(test(run, node)) else no)(run, node)
    if name == "once":
        only = args[0]
        return lambda run, node: run.current.text or string(only(run, node))
    function = SIMPLE.get(name)
    if function is None:
        raise UnreadableError(Problem("unknown_function", args={"function": name}))
    act = function
    return lambda run, node: act(run, [arg(run, node) for arg in args])


def instance(name: Compiled) -> Compiled:
    """instance('id'): the document of a list; nothing where the form has no such list."""

    def act(run: Run, node: Node) -> Value:
        top = run.instances.get(string(name(run, node)))
        return [top] if top else []

    return act


def choice_name(value: Compiled, question: str) -> Compiled:
    """jr:choice-name(value, 'question'): the label of a choice in the language shown."""
    return lambda run, node: run.choice_name(run, question, string(value(run, node)))


def indexed_repeat(target: Compiled, repeats: list[Compiled], indexes: list[Compiled]) -> Compiled:
    """The target inside the instance of each repeat that an index names."""

    def act(run: Run, node: Node) -> Value:
        found = nodes(target(run, node))
        inside: Node | None = None
        for repeat, index in zip(repeats, indexes, strict=True):
            instances = nodes(repeat(run, node))
            if inside is not None:
                instances = [n for n in instances if inside in n.above()]
            at = number(index(run, node))
            if not 1 <= at <= len(instances):
                return []
            inside = instances[int(at) - 1]
        return [n for n in found if inside in (n, *n.above())]

    return act


__all__ = [
    "ARITHMETIC",
    "SIMPLE",
    "build",
    "choice_name",
    "equal",
    "indexed_repeat",
    "instance",
    "union",
]
