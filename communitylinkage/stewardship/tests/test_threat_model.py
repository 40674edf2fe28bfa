"""A promise of the threat model names a test, and the test exists."""

import ast
import re
from functools import lru_cache
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[3]
MODEL = ROOT / "docs" / "security" / "threat-model.md"
NAMED = re.compile(r"`([\w/.]+\.py)::(\w+)`")
ADVERSARIES = 7


@lru_cache
def names_in(path):
    return {node.name for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.FunctionDef)}  # fmt: skip


def test_every_line_names_a_test_that_exists():
    text = MODEL.read_text()
    promises = [line for line in text.splitlines() if line.startswith("| ")
                and not line.startswith("| if ")]  # fmt: skip
    assert len(promises) > 30
    for line in promises:
        named = NAMED.findall(line)
        assert named, line
        for file, name in named:
            assert (ROOT / file).exists(), file
            assert name in names_in(ROOT / file), f"{file}::{name}"


def test_what_is_not_protected_comes_first_and_the_text_has_a_day():
    text = MODEL.read_text()
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[0].startswith("Not protected")
    assert len(headings) == 1 + ADVERSARIES
    assert re.search(r"^Version \d+, \d+ \w+ \d{4}\.", text, re.MULTILINE)


def test_the_page_of_deployment_names_commands_and_settings_that_exist():
    page = (ROOT / "docs" / "deployment" / "debian.md").read_text()
    commands = set(re.findall(r"\bcl ([a-z_]+)", page)) - {"check"}
    assert len(commands) >= 8
    assert commands <= set(get_commands())
    settings = (ROOT / "communitylinkage" / "website" / "settings.py").read_text()
    block = re.search(r"```\nCOMMUNITYLINKAGE_VAR=.*?```", page, re.DOTALL)[0]
    for name in re.findall(r"^([A-Z_]+)=", block, re.MULTILINE):
        assert f'"{name}"' in settings or name == "PYTHONPATH", name
