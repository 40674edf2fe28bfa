"""The table of what there is to count says what the parts count."""

import ast
import re
from importlib import import_module
from pathlib import Path

from communitylinkage.impact.rules.known import COUNTED_BY, DAYS, KINDS, OWNERS, SCALES
from communitylinkage.impact.sources import known, sources
from communitylinkage.referrals.counting import Waited

PACKAGE = Path(__file__).resolve().parents[2]


def test_every_kind_stands_in_the_code_of_the_part_that_counts_it():
    assert set(KINDS) == set(OWNERS)
    for kind, owner in OWNERS.items():
        files = (PACKAGE / owner).rglob("*.py")
        assert any(f'"{kind}"' in path.read_text("utf-8") for path in files), kind


def counting_modules():
    """Modules that may count something, with their trees; neither tests nor demos."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        text = path.read_text("utf-8")
        counts = "facts.actions import" in text or "facts import actions" in text
        if counts and "tests" not in parts and parts[-1] != "demo":
            yield import_module(".".join(parts)), ast.parse(text)


def is_count(call, tree):
    """Whether a call is `facts.actions.count`, by whichever name the module knows it."""
    known = {
        one.asname or one.name: f"{node.module}.{one.name}"
        for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for one in node.names
    }  # fmt: skip
    match call.func:
        case ast.Name(name):
            return known.get(name) == "communitylinkage.facts.actions.count"
        case ast.Attribute(ast.Name(name), "count"):
            return known.get(name) == "communitylinkage.facts.actions"
    return False


def calls_in(tree):
    """Every call with the function in which it stands."""
    for function in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
        for call in (one for one in ast.walk(function) if isinstance(one, ast.Call)):
            yield call, function


def kinds_of(value, function, module, tree):
    """What a written kind can be: itself, a constant, or what its function is called with."""
    match value:
        case ast.Constant(str(kind)):
            return {kind}
        case ast.Name(name) if isinstance(getattr(module, name, None), str):
            return {getattr(module, name)}
    assert isinstance(value, ast.Name), f"{module.__name__} counts what nobody can read"
    at, found = [one.arg for one in function.args.args].index(value.id), set()
    for call, caller in calls_in(tree):
        if isinstance(call.func, ast.Name) and call.func.id == function.name:
            found |= kinds_of(call.args[at], caller, module, tree)
    assert found, f"{module.__name__}: {value.id}"
    return found


def test_every_kind_that_any_part_counts_is_in_the_table():
    found = set()
    for module, tree in counting_modules():
        for call, function in calls_in(tree):
            if is_count(call, tree):
                (kind,) = (one.value for one in call.keywords if one.arg == "kind")
                found |= kinds_of(kind, function, module, tree)
    assert found == set(KINDS)


def test_every_name_of_a_code_stands_in_the_code_of_its_part():
    for kind, names in KINDS.items():
        text = "\n".join(p.read_text("utf-8") for p in (PACKAGE / OWNERS[kind]).rglob("*.py"))
        for name in names:
            assert re.search(rf'"{name}:', text), (kind, name)


def test_who_counted_is_in_the_fact_and_no_formula_can_ask_for_it():
    for kind, name in COUNTED_BY.items():
        text = "\n".join(p.read_text("utf-8") for p in (PACKAGE / OWNERS[kind]).rglob("*.py"))
        assert re.search(rf'"{name}:', text), (kind, name)
        assert name not in KINDS[kind]


def test_waits_have_one_order_everywhere():
    assert SCALES["waited"] == tuple(one.value for one in Waited)
    assert set(DAYS) == set(SCALES["waited"])


def test_each_source_has_its_own_name_and_words():
    names = [one.name for one in sources()]
    assert len(names) == len(set(names)) == len(known().sources)
    assert all(str(one.words) and one.name.startswith(f"{one.owner}.") for one in sources())
