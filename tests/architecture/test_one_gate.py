"""Counts of persons reach partners and the public through one gate, and no other way.

What can be enumerated honestly: the functions that hand out counts of persons (`SOURCES`), and
every module that names one. Each is listed here with what it does with them; a new one fails until
it is listed too. What this cannot see: a view that counts rows itself.
"""

import ast
import functools
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from communitylinkage.values.access import Who
from communitylinkage.website.urls import ACCESS

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = "communitylinkage."
SOURCES = {
    f"{PRODUCT}{module}.{name}"
    for module, names in {
        "facts.queries": "sums",
        "facts.models": "Fact",
        "network.members.queries": "spells engaged_by_month engaged_now",
        "network.members.crossed": "members",
        "support.counting.queries": "counted women_supported lines",
        "support.counting.crossed": "women",
        "learning.chain.queries": "trained_rows taught",
        "learning.chain.crossed": "finished participants",
        "surveys.analysis.results": "tallied internal differences",
        "surveys.analysis.tables": "tables",
        "intersections.queries": "rows counted table_of",
        "disclosure.policy": "INTERNAL",
    }.items()
    for name in names.split()
}
GATE = "gives them to the gate and shows what comes out"
REMEMBERS = "gives them to the gate, which remembers what came out (releases)"
HANDS_ON = "hands them on inside; shows nothing"
TEAM = "shows them to those whose own people they are, or who lead; policy internal"
ASKS = "asks which policy holds, to say whom to ask; shows no figure by it"
USERS = {
    "assessment.figures": TEAM,
    "assessment.result_views": ASKS,
    "coverage.figures": GATE,
    "facts.actions": HANDS_ON,
    "facts.queries": HANDS_ON,
    "facts.slices": HANDS_ON,
    "impact.learning_sources": HANDS_ON,
    "impact.own_sources": HANDS_ON,
    "impact.quality.people": TEAM,
    "impact.women_sources": HANDS_ON,
    "intersections.actions": REMEMBERS,
    "intersections.chain": REMEMBERS,
    "intersections.queries": GATE,
    "learning.chain.crossed": HANDS_ON,
    "network.members.queries": HANDS_ON,
    "network.views": TEAM,
    "referrals.following.figures": GATE,
    "support.counting.actions": HANDS_ON,
    "support.counting.crossed": HANDS_ON,
    "support.counting.queries": HANDS_ON,
    "support.counting.views": TEAM,
    "support.queries": HANDS_ON,
    "surveys.analysis.releasing": GATE,
    "surveys.analysis.results": GATE,
    "surveys.analysis.views": TEAM,
}
# Who begins with an empty ledger: nothing is remembered from one time to the next.
FORGETS = {
    "coverage.figures": "half-years that are over, each in a series of its own",
    "impact.rules.release": "only of figures that stand for nobody, which hide nothing",
    "learning.testing.queries": "closed tests only, whose figures do not move; a new one is added",
    "referrals.following.figures": "quarters that are over, each in a series of its own",
    "releases.queries": "builds the ledger from what is kept",
    "research.figures": "the group's own evidence, shown to the group, which knows it",
    "surveys.analysis.releasing": "builds the ledger from what is kept",
    "surveys.analysis.results": "policy internal: nothing is hidden, so nothing is kept",
}


@functools.cache
def modules():
    """(dotted name below the product, its tree) of each; neither tests nor demos."""
    found = []
    for path in sorted((ROOT / "communitylinkage").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "tests" not in parts and "migrations" not in parts and parts[-1] != "demo":
            found.append((".".join(parts[1:]), ast.parse(path.read_text())))
    return found


def named(name, tree):
    """Everything that a module names from elsewhere or itself, by its full name."""
    known = {
        (one.asname or one.name): f"{node.module}.{one.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    }
    own = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
    found = set(known.values())
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(f"{known.get(node.value.id, '')}.{node.attr}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in own:
            found.add(f"{PRODUCT}{name}.{node.func.id}")
    return found


def test_whoever_counts_persons_is_listed_with_what_becomes_of_it():
    found = {
        name
        for name, tree in modules()
        if named(name, tree) & SOURCES and not name.startswith("disclosure")
    }
    assert found == set(USERS)


def test_whoever_remembers_nothing_of_what_it_showed_is_listed_with_its_reason():
    found = {
        name
        for name, tree in modules()
        if not name.startswith("disclosure")
        and any(
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "Ledger"
            and not node.args
            for node in ast.walk(tree)
        )
    }
    assert found == set(FORGETS)


def test_whoever_says_gate_calls_it():
    trees = dict(modules())
    gates = {f"{PRODUCT}disclosure.gate.publish", f"{PRODUCT}surveys.analysis.tables.gated"}
    for name, does in USERS.items():
        if does == GATE:
            assert named(name, trees[name]) & gates, name
        if does == REMEMBERS:
            assert f"{PRODUCT}releases.actions.release" in named(name, trees[name]), name


def views(resolver):
    """Route -> the module of its view."""
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            yield from views(item)
        elif isinstance(item, URLPattern):
            yield item.name, item.callback.__module__.removeprefix(PRODUCT)


def test_no_page_without_sign_in_counts_persons_or_hides_nothing():
    trees = dict(modules())
    shows = {f"{PRODUCT}{name}" for name, does in USERS.items() if does == TEAM}
    for route, module in views(get_resolver()):
        if Who.ANYBODY in ACCESS[route] and module in trees:
            assert not named(module, trees[module]) & (SOURCES | shows), route
