"""Doing what a finding proposes: one small change, a new value."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from communitylinkage.procedures.graph.findings import Mend, Op
from communitylinkage.procedures.graph.values import (
    Branch,
    Clock,
    Party,
    Procedure,
    Promise,
    Step,
)  # fmt: skip

# No code of a step looks like this.
FIRST = "/"


def changed(procedure: Procedure, code: str, **values: Any) -> Procedure:
    """With other values in one step."""
    steps = tuple(replace(s, **values) if s.code == code else s for s in procedure.steps)
    return replace(procedure, steps=steps)


def _step(procedure: Procedure, code: str) -> Step:
    found = procedure.step(code)
    if found is None:
        raise KeyError(code)
    return found


def add_end(procedure: Procedure, code: str) -> Procedure:
    """A step at which the way ends, unless a step of that name is there."""
    if procedure.step(code):
        return procedure
    return replace(procedure, steps=(*procedure.steps, Step(code, ends=True)))


def put_step(procedure: Procedure, step: Step, after: str = "") -> Procedure:
    """With a step as it is now, at its place; the ways between the steps stay as they are.

    Args:
        after: the step before it, or `FIRST`. Empty: where it stands, and a new one at the end.
    """
    codes = [one.code for one in procedure.steps]
    rest = [one for one in procedure.steps if one.code != step.code]
    place = codes.index(step.code) if step.code in codes else len(rest)
    if after:
        place = next((n for n, one in enumerate(rest, 1) if one.code == after), 0)
    return replace(procedure, steps=(*rest[:place], step, *rest[place:]))


def drop_step(procedure: Procedure, code: str) -> Procedure:
    """Without a step, and without the ways that lead to it."""
    steps = tuple(
        replace(
            one,
            next=tuple(b for b in one.next if b.to != code),
            fallback="" if one.fallback == code else one.fallback,
        )
        for one in procedure.steps
        if one.code != code
    )
    return replace(procedure, steps=steps)


def _fall_back(procedure: Procedure, code: str, to: str) -> Procedure:
    return changed(add_end(procedure, to), code, fallback=to)


def _lead_on(procedure: Procedure, code: str, to: str) -> Procedure:
    step = _step(procedure, code)
    new = Branch(to, None) if step.next else Branch(to)
    return changed(add_end(procedure, to), code, next=(*step.next, new))


def _branch(procedure: Procedure, code: str, place: int, *new: Branch) -> Procedure:
    step = _step(procedure, code)
    return changed(procedure, code, next=(*step.next[:place], *new, *step.next[place + 1 :]))


def _otherwise(procedure: Procedure, code: str, place: int) -> Procedure:
    return _branch(procedure, code, place, Branch(_step(procedure, code).next[place].to, None))


def _redirect(procedure: Procedure, code: str, place: int, to: str) -> Procedure:
    before = _step(procedure, code).next[place]
    return _branch(add_end(procedure, to), code, place, replace(before, to=to))


def _lengthen(procedure: Procedure, code: str, count: int) -> Procedure:
    return changed(procedure, code, clock=Clock(_step(procedure, code).clock.unit, count))


def _promise(procedure: Procedure, code: str, language: str, hours: int) -> Procedure:
    parties = tuple(_promising(p, language, hours) if p.code == code else p
                    for p in procedure.parties)  # fmt: skip
    return replace(procedure, parties=parties)


def _promising(party: Party, language: str, hours: int) -> Party:
    before = sum(p.hours for p in party.promises if p.language == language)
    others = tuple(p for p in party.promises if p.language != language)
    return replace(party, promises=(*others, Promise(language, before | hours)))


def _give(procedure: Procedure, code: str, party: str) -> Procedure:
    if party not in {one.code for one in procedure.parties}:
        procedure = replace(procedure, parties=(*procedure.parties, Party(party)))
    return changed(procedure, code, party=party)


def _drop_item(procedure: Procedure, code: str, item: str) -> Procedure:
    kept = tuple(one for one in _step(procedure, code).shares if one != item)
    return changed(procedure, code, shares=kept)


def _drop_agreed(procedure: Procedure, item: str) -> Procedure:
    return replace(procedure, may_share=tuple(i for i in procedure.may_share if i != item))


def _add_language(procedure: Procedure, language: str) -> Procedure:
    return replace(procedure, languages=(*procedure.languages, language))


def _speak(procedure: Procedure, code: str, language: str) -> Procedure:
    return changed(procedure, code, languages=(*_step(procedure, code).languages, language))


def _without(older: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(one for one in older if one != language)


def _same_words(procedure: Procedure, code: str, language: str) -> Procedure:
    return changed(procedure, code, older=_without(_step(procedure, code).older, language))


def _same_name(procedure: Procedure, code: str, language: str) -> Procedure:
    parties = tuple(replace(p, older=_without(p.older, language)) if p.code == code else p
                    for p in procedure.parties)  # fmt: skip
    return replace(procedure, parties=parties)


def _same_title(procedure: Procedure, language: str) -> Procedure:
    return replace(procedure, older=_without(procedure.older, language))


_DOES: dict[Op, Callable[..., Procedure]] = {
    Op.ADD_END: add_end,
    Op.ADD_LANGUAGE: _add_language,
    Op.ASK: lambda procedure, code: changed(procedure, code, asks=True),
    Op.DROP_AGREED: _drop_agreed,
    Op.DROP_BRANCH: _branch,
    Op.DROP_FALLBACK: lambda procedure, code: changed(procedure, code, fallback=""),
    Op.DROP_ITEM: _drop_item,
    Op.DROP_STEP: drop_step,
    Op.FALL_BACK: _fall_back,
    Op.GIVE: _give,
    Op.LEAD_ON: _lead_on,
    Op.LENGTHEN: _lengthen,
    Op.OTHERWISE: _otherwise,
    Op.PROMISE: _promise,
    Op.REDIRECT: _redirect,
    Op.SAME_NAME: _same_name,
    Op.SAME_TITLE: _same_title,
    Op.SAME_WORDS: _same_words,
    Op.SPEAK: _speak,
}


def apply(procedure: Procedure, mend: Mend) -> Procedure:
    """The procedure with that change.

    Raises:
        KeyError: the step is not there (any more).
    """
    return _DOES[mend.op](procedure, *mend.args)
