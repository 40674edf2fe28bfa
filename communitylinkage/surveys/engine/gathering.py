"""Reads every expression of a form and goes on where one is wrong, so that all faults are said."""

from __future__ import annotations

from .compiling import Expression
from .problems import Problem, UnreadableError

BLANK = "''"


class Gathering:
    """Adds to `problems` what is wrong with each expression."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def expression(self, source: str, ref: str, rule: str) -> Expression:
        """An expression at its place; a blank where it cannot be read, which `check` refuses.

        `rule` is what it is for, as an XLSForm names the column: relevant, calculation, label, ...
        """
        try:
            return Expression(source, ref)
        except UnreadableError as error:
            for one in error.problems:
                args = {"expression": source[:200], **one.args, "rule": rule}
                problem = Problem(one.code, ref, args)
                if problem not in self.problems:  # a sentence in several languages says it again
                    self.problems.append(problem)
            return Expression(BLANK, ref)

    def check(self) -> None:
        """Raises UnreadableError with everything that was wrong."""
        if self.problems:
            raise UnreadableError(*self.problems)
