"""ODK's XPath as tokens: elementpath's XPath 1.0 parser with the functions of the standard.

Only the parsing is elementpath's. Its evaluation raises on a blank in a comparison and knows no
relevance; `compiling` turns its tokens into closures over our own tree instead, ten times as fast.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, ClassVar

from elementpath import XPath1Parser
from elementpath.exceptions import ElementPathError
from elementpath.tdop import Parser
from elementpath.xpath_tokens import XPathToken

from .problems import Problem, UnreadableError

ARITY: dict[str, tuple[int, int]] = {}
"""Function -> fewest and most arguments."""

for _line in """
0 0: true false pi today now current random version last
0 1: string number normalize-space string-length uuid boolean position
1 1: not count count-non-empty sum int log log10 exp sqrt abs sin cos tan asin acos atan exp10
1 1: boolean-from-string date date-time decimal-date-time decimal-time instance jr-itext floor
1 1: ceiling count-selected once base64-decode property name local-name lang
1 2: round randomize
2 2: selected selected-at pow atan2 contains starts-with ends-with substring-before
2 2: substring-after regex format-date format-date-time jr-choice-name
2 3: substr substring digest
3 3: if translate
3 7: indexed-repeat
4 4: pulldata
1 999: concat join max min coalesce area distance
2 999: checklist
3 999: weighted-checklist
0 999: geofence extract-signed
""".strip().splitlines():
    _counts, _names = _line.split(":")
    for _name in _names.split():
        ARITY[_name] = (int(_counts.split()[0]), int(_counts.split()[1]))

REFUSED = {
    "area": "location",
    "distance": "location",
    "geofence": "location",
    "property": "device",
    "extract-signed": "unknown",
}
"""Functions that are recognised and refused, with the reason."""

_WORDS = re.compile(r"""('[^']*'|"[^"]*")|\bjr:(choice-name|itext)\b""")
_CALL = re.compile(r"""'[^']*'|"[^"]*"|([^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)\s*\(""")
_KIND_TESTS = {"node", "text", "comment", "processing-instruction", "and", "or", "div", "mod"}
MAX_LENGTH = 20_000
MAX_DEPTH = 150


class OdkParser(XPath1Parser):
    """XPath 1.0 with ODK's functions; parses only, evaluates nothing."""

    DEFAULT_NAMESPACES: ClassVar[dict[str, str]] = {
        **XPath1Parser.DEFAULT_NAMESPACES,
        "orx": "http://openrosa.org/xforms",
        "jr": "http://openrosa.org/javarosa",
    }

    PATH_STEP_LABELS: ClassVar[tuple[str, ...]] = (*XPath1Parser.PATH_STEP_LABELS, "function")
    PATH_STEP_SYMBOLS: ClassVar[set[str]] = {*XPath1Parser.PATH_STEP_SYMBOLS, "("}

    def parse(self, source: str) -> Any:
        """The token at the root; elementpath's own parse would evaluate it at once."""
        if self.tokenizer is None:
            self.tokenizer = self.create_tokenizer(self.symbol_table)
        return Parser.parse(self, source)


for _name, (_least, _most) in ARITY.items():
    OdkParser.symbol_table.pop(_name, None)  # else the shared class of XPath1Parser is changed
    OdkParser.function(_name, nargs=_least if _least == _most else (_least, _most))
OdkParser.build()


@lru_cache(maxsize=8192)
def parse(source: str) -> XPathToken:
    """The tokens of an expression, kept.

    Raises UnreadableError: bad_expression, unknown_function, refused_function.
    """
    if len(source) > MAX_LENGTH:
        raise UnreadableError(bad(source, "too long"))
    text = _WORDS.sub(lambda m: m[1] or f"jr-{m[2]}", source.strip())
    for match in _CALL.finditer(text):
        check_function(match[1])
    try:
        token: XPathToken = OdkParser().parse(text)
    except (ElementPathError, RecursionError, ValueError, TypeError, KeyError) as error:
        raise UnreadableError(bad(source, str(error)[:200])) from error
    return token


def check_function(name: str | None) -> None:
    """Raises UnreadableError for a function that is unknown or refused."""
    if not name or name in _KIND_TESTS:
        return
    if name in REFUSED:
        args = {"function": name, "reason": REFUSED[name]}
        raise UnreadableError(Problem("refused_function", args=args))
    if name not in ARITY:
        raise UnreadableError(Problem("unknown_function", args={"function": name}))


def bad(source: str, reason: str) -> Problem:
    """The problem of an expression that is not XPath."""
    return Problem("bad_expression", args={"expression": source[:200], "reason": reason})
