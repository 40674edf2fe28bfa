"""Each promise with its test and what the test last said: docs/security/promises.md; plain Python.

A promise is a line of docs/security/threat-model.md, or a test that is marked
`@pytest.mark.promise("what is promised")`. `make promises` runs them and keeps what each said
(`record_property("figure", …)`) in docs/security/figures.json. `make broken` takes the protections
away that tests/promises/removed.toml names, one at a time, and keeps on which day each test failed
without it in docs/security/broken.json.
"""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECURITY = ROOT / "docs" / "security"
FIGURES = SECURITY / "figures.json"
BROKEN = SECURITY / "broken.json"
REMOVED = ROOT / "tests" / "promises" / "removed.toml"
_NAMED = re.compile(r"`([\w/.]+\.py)::(\w+)`")
_NOT_RUN = "not run since figures are kept"


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised to whom, and the test that fails when it is broken.

    Args:
        group: an adversary of the threat model, or the part of the suite.
        test: the file and the name of the test, as pytest takes it.
    """

    group: str
    said: str
    test: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A protection to take away, after which its test must fail.

    Args:
        test: the file and the name of the test, as pytest takes it.
        without: the protection in words, for the document.
        file: below the root of the repository.
        old: what stands there once.
        new: what stands there without the protection.
    """

    test: str
    without: str
    file: str
    old: str
    new: str


def removed() -> list[Removed]:
    """All of them, in the order of their file."""
    return [Removed(**one) for one in tomllib.loads(REMOVED.read_text())["removed"]]


def of_the_model(text: str) -> Iterator[Promise]:
    """The lines of the threat model's tables."""
    group = ""
    for line in text.splitlines():
        if line.startswith("## "):
            group = line[3:]
        cells = [one.strip() for one in line.strip("| ").split(" | ")]
        if line.startswith("| ") and len(cells) == 4 and (named := _NAMED.findall(cells[3])):
            for file, name in named:
                yield Promise(
                    group, f"Who has {cells[0]} does not get: {cells[2]}", f"{file}::{name}"
                )


def of_tests(root: Path = ROOT) -> Iterator[Promise]:
    """Tests that carry the mark."""
    for path in sorted([*root.glob("tests/**/test_*.py"), *root.glob("*/**/tests/**/test_*.py")]):
        text = path.read_text()
        if "mark.promise(" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                for mark in node.decorator_list:
                    if (
                        isinstance(mark, ast.Call)
                        and ast.unparse(mark.func) == "pytest.mark.promise"
                    ):
                        test = f"{path.relative_to(root)}::{node.name}"
                        yield Promise("The product", ast.literal_eval(mark.args[0]), test)


def promises() -> list[Promise]:
    """All of them: first those of the threat model, in its order."""
    of_model = list(of_the_model((SECURITY / "threat-model.md").read_text()))
    named = {one.test for one in of_model}
    return [*of_model, *(one for one in of_tests() if one.test not in named)]


def _kept(path: Path) -> dict[str, str]:
    return json.loads(path.read_text()) if path.exists() else {}


def document() -> str:
    """Markdown: each promise, its test, its last figure, and without what it was seen to fail."""
    figures, broken, every = _kept(FIGURES), _kept(BROKEN), promises()
    without: dict[str, list[str]] = {}
    for cut in removed():
        day = broken.get(f"{cut.test} without {cut.without}", "not tried yet")
        without.setdefault(cut.test, []).append(f"{cut.without} ({day})")
    run = sum(one.test in figures for one in every)
    lines = [
        "# What is promised, and what shows it\n",
        "What is *not* promised stands first in the [threat model](threat-model.md). `make "
        "promises` runs each test named here and keeps what it said. `make broken` takes away what "
        "stands in the last column, runs the test, and keeps the day on which it failed; where "
        "no one protection can be taken away, a leak is put in.\n",
        f"{len(every)} promises; of {run} the last run is kept.",
    ]
    group = ""
    for one in every:
        if one.group != group:
            group = one.group
            lines += [f"\n## {group}\n", "| promise | test | last figure | seen to fail without |",
                      "|---|---|---|---|"]  # fmt: skip
        said = one.said.replace("|", "\\|")
        last = figures.get(one.test, _NOT_RUN)
        fails = "; ".join(without.get(one.test, ["not noted"]))
        lines.append(f"| {said} | `{one.test}` | {last} | {fails} |")
    return "\n".join(lines) + "\n"
