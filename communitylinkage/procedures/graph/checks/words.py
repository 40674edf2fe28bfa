"""Words that nobody has looked at since those of another language were changed.

All parties sign one text, and each reads it in her own language.
"""

from collections.abc import Iterator

from communitylinkage.procedures.graph.findings import Finding, Mend, Op, Weight
from communitylinkage.procedures.graph.values import Procedure, Words, older_in


def check(procedure: Procedure) -> Iterator[Finding]:
    """A finding for each language of a step, of a party's name, of the title."""
    for step in procedure.steps:
        yield from _of("words.older", Op.SAME_WORDS, (step.code,), step.what, step.older)
    for one in procedure.parties:
        yield from _of("name.older", Op.SAME_NAME, (one.code,), one.name, one.older)
    yield from _of("title.older", Op.SAME_TITLE, (), procedure.title, procedure.older)


def _of(code: str, op: Op, whose: tuple[str, ...], words: Words,
        older: tuple[str, ...]) -> Iterator[Finding]:  # fmt: skip
    for language in older_in(words, older):
        args = (*whose, language)
        yield Finding(code, args, Mend(op, args), Weight.SAYS)
