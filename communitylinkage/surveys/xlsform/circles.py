"""Calculations that go round in a circle, which pyxform lets through and no form can work out."""

import re
from collections.abc import Iterator

import networkx

from communitylinkage.surveys.xlsform.problems import Problem, Weight
from communitylinkage.surveys.xlsform.sheets import Sheets, begins, ends, records

_REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
# These ask for another turn of a repeat or for the value before: not the same value again.
_ELSEWHERE = ("indexed-repeat(", "once(", "[")
_COLUMNS = ("calculation", "relevant", "repeat_count")


def circles(sheets: Sheets) -> Iterator[Problem]:
    """One problem for each circle, at its first row, with the names on the way."""
    graph, places = _needs(sheets)
    for group in networkx.strongly_connected_components(graph):
        alone = len(group) == 1
        if alone and not graph.has_edge(*(list(group) * 2)):
            continue
        around = sorted((one for one in group if one in places), key=lambda one: places[one])
        row, column = places[around[0]]
        way = " → ".join([*around, around[0]])
        yield Problem("circle", Weight.ERROR, "survey", row, column, {"way": way[:400]})


def _needs(sheets: Sheets) -> "tuple[networkx.DiGraph[str], dict[str, tuple[int, str]]]":
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    places: dict[str, tuple[int, str]] = {}
    groups: list[str] = []  # those that are open: what is in them waits for their relevance
    for number, raw in records(sheets.get("survey", [])):
        record = {name.lower(): cell for name, cell in raw.items()}
        kind, name = record.get("type", ""), record.get("name", "")
        if ends(kind):
            groups = groups[:-1]
            continue
        asked = {} if "trigger" in record else {c: _asked(record.get(c, "")) for c in _COLUMNS}
        column = next((one for one in _COLUMNS if asked.get(one)), "relevant")
        places.setdefault(name, (number, column))
        for other in [*groups[-1:], *(one for some in asked.values() for one in some)]:
            graph.add_edge(name, other)
        if begins(kind):
            groups.append(name)
    return graph, places


def _asked(formula: str) -> list[str]:
    if any(sign in formula for sign in _ELSEWHERE):
        return []
    return [one.removeprefix("last-saved#") for one in _REFERENCE.findall(formula)]
