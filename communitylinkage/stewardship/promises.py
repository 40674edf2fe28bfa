"""Each promise with its test and what the test last said: docs/security/promises.md; plain Python.

A promise is a line of docs/security/threat-model.md, or a test that is marked
`@pytest.mark.promise("what is promised", fails="which protection was taken away to see it fail")`.
`make promises` runs them and keeps what each said (`record_property("figure", …)`) in
docs/security/figures.json.
"""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECURITY = ROOT / "docs" / "security"
FIGURES = SECURITY / "figures.json"
_NAMED = re.compile(r"`([\w/.]+\.py)::(\w+)`")
_NOT_RUN = "not run since figures are kept"


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised to whom, and the test that fails when it is broken.

    Args:
        group: an adversary of the threat model, or the part of the suite.
        test: the file and the name of the test, as pytest takes it.
        fails: which protection was taken away to see the test fail; empty: not noted.
    """

    group: str
    said: str
    test: str
    fails: str = ""


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
                        more = {str(one.arg): ast.literal_eval(one.value) for one in mark.keywords}
                        test = f"{path.relative_to(root)}::{node.name}"
                        yield Promise("The product", ast.literal_eval(mark.args[0]), test, **more)


def promises() -> list[Promise]:
    """All of them: first those of the threat model, in its order."""
    model = (SECURITY / "threat-model.md").read_text()
    return [*of_the_model(model), *of_tests()]


def document() -> str:
    """Markdown: each promise, its test, its last figure."""
    figures = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    every = promises()
    run = sum(one.test in figures for one in every)
    lines = [
        "# What is promised, and what shows it\n",
        "What is *not* promised stands first in the [threat model](threat-model.md). `make "
        "promises` runs each test named here and keeps what it said.\n",
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
        lines.append(f"| {said} | `{one.test}` | {last} | {one.fails or 'not noted'} |")
    return "\n".join(lines) + "\n"
