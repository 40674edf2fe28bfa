"""The check before signing: every finding, each with the change that mends it."""

from communitylinkage.procedures.graph.checks import branching, people, sharing, structure, words
from communitylinkage.procedures.graph.coverage import Coverage, Presence
from communitylinkage.procedures.graph.findings import Finding, Weight
from communitylinkage.procedures.graph.values import Procedure
from communitylinkage.procedures.graph.walking import Ways


def check(procedure: Procedure, coverage: Coverage) -> list[Finding]:
    """What stands against signing, and what has to be said to who signs.

    Each step and each branch is looked at a fixed number of times (once more for each language).

    Args:
        coverage: who is there when, computed from the directory and the mentors.
    """
    ways = Ways(procedure)
    return [
        *structure.check(procedure, ways),
        *branching.check(procedure),
        *sharing.check(procedure, coverage, ways),
        *people.check(procedure, Presence(procedure, coverage), ways),
        *words.check(procedure),
    ]


def hinders(findings: list[Finding]) -> bool:
    """Whether something has to be mended before anybody signs."""
    return any(one.weight == Weight.MUST for one in findings)
