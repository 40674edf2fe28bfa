"""A procedure as text in the reader's language: the same source as its picture and its print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from communitylinkage.procedures import wording
from communitylinkage.procedures.drawing import Drawing, drawing
from communitylinkage.procedures.finding_words import hours_said, name_of
from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.cases import ANY, Condition
from communitylinkage.procedures.graph.values import (
    Clock,
    Party,
    Procedure,
    Step,
    Words,
    instead_in,
    older_in,
    said,
    shown_in,
)
from communitylinkage.values.languages import direction, own_name

LABEL = 22
_ANSWERS: Mapping[str, Mapping[Any, object]] = dict(wording.ANSWERS)  # type: ignore[arg-type]  # each its own enum


@dataclass(frozen=True, slots=True)
class Way:
    """Where it goes on: when, and to which numbered step."""

    when: str
    number: int
    to: str


@dataclass(frozen=True, slots=True)
class Told:
    """A step in words. `languages`: where it is not done in all of the procedure.

    `spoken`: the language of `what`. `instead`: what that language is called, where there are no
    words in the reader's. `older`: whether nobody has looked at these words since others changed.
    """

    number: int
    code: str
    what: str
    who: str
    clock: str
    shares: str
    asks: bool
    ends: bool
    ways: tuple[Way, ...]
    fallback: Way | None
    moment: str
    languages: str
    spoken: str = ""
    instead: str = ""
    older: bool = False


def clock_said(clock: Clock) -> str:
    """Within how long."""
    words = str(wording.UNITS[clock.unit])
    return f"{clock.count} {words}" if clock.runs else words


def when_said(condition: Condition | None, procedure: Procedure) -> str:
    """A condition in words; empty where it asks nothing."""
    if condition is None:
        return _("in every other case")
    if condition == ANY:
        return ""
    parts = [
        " / ".join(str(words[one]) for one in words if one in getattr(condition, question))
        for question, words in _ANSWERS.items()
        if getattr(condition, question)
    ]
    if condition.hours == procedure.working:
        parts.append(str(wording.WHEN_HOURS["working"]))
    elif condition.hours == week.ALL & ~procedure.working:
        parts.append(str(wording.WHEN_HOURS["closed"]))
    elif condition.hours != week.ALL:
        parts.append(hours_said(condition.hours))
    return ", ".join(parts)


def told(procedure: Procedure, language: str) -> list[Told]:
    """All steps in words."""
    numbers = {step.code: n + 1 for n, step in enumerate(procedure.steps)}

    def way(code: str, when: str = "") -> Way:
        return Way(when, numbers.get(code, 0), name_of(procedure, code, language))

    return [
        Told(
            number=numbers[step.code],
            code=step.code,
            what=name_of(procedure, step.code, language),
            who=_who(procedure, step, language),
            clock="" if step.ends else clock_said(step.clock),
            shares=", ".join(str(wording.ITEMS.get(one, one)) for one in step.shares),
            asks=step.asks,
            ends=step.ends,
            ways=tuple(way(b.to, when_said(b.when, procedure)) for b in step.next),
            fallback=way(step.fallback) if step.fallback else None,
            moment=str(wording.MOMENTS[step.moment]) if step.moment else "",
            languages=_spoken(step.languages),
            spoken=shown_in(step.what, language),
            instead=_instead(step.what, language),
            older=_is_older(step.what, step.older, language),
        )
        for step in procedure.steps
    ]


def _instead(words: Words, language: str) -> str:
    there = instead_in(words, language)
    return own_name(there) if there else ""


def _is_older(words: Words, older: tuple[str, ...], language: str) -> bool:
    """Whether what is shown was written before the words of another language were changed."""
    return shown_in(words, language) in older_in(words, older)


def notes(procedure: Procedure, language: str) -> list[str]:
    """What a reader has to know of the words of the title and of the parties."""
    found = []
    instead = _instead(procedure.title, language)
    if instead:
        words = _("The title has no words in this language yet: it is shown in %(language)s.")
        found.append(words % {"language": instead})
    if _is_older(procedure.title, procedure.older, language):
        found.append(_("The title was changed in another language: this one may be older."))
    called = dict.fromkeys(_instead(one.name, language) for one in procedure.parties)
    words = _("A party has no name in this language yet: it is shown in %(language)s.")
    found += [words % {"language": one} for one in called if one]
    if any(_is_older(one.name, one.older, language) for one in procedure.parties):
        found.append(_("A party has another name in another language: this one may be older."))
    if language in procedure.drafts:
        found.append(_("No person has checked the words of this procedure in this language yet."))
    return found


def _who(procedure: Procedure, step: Step, language: str) -> str:
    if step.ends:
        return ""
    if not step.party:
        return _("nobody yet")
    return f"{name_of(procedure, step.party, language)}: {wording.ROLES[step.role]}"


def picture(procedure: Procedure, language: str) -> Drawing:
    """The picture, mirrored where the language is written from the right."""
    labels = []
    for n, step in enumerate(procedure.steps, 1):
        name = _("The end") if step.ends else name_of(procedure, step.party, language)
        short = name if len(name) <= LABEL else name[: LABEL - 1] + "…"
        labels.append(f"{n}. {short}")
    return drawing(procedure, labels, direction(language) == "rtl")


def agreement(procedure: Procedure, language: str, named: Mapping[str, str]) -> dict[str, str]:
    """The agreement around the steps, in words, by the names of `wording.AGREED`.

    Args:
        named: what the organisation of each party is called, where there is one.
    """

    def party(one: Party) -> str:
        called = said(one.name, language) or one.code
        return f"{called}: {named[one.code]}" if one.code in named else called

    return {
        "title": said(procedure.title, language),
        "parties": ", ".join(map(party, procedure.parties)),
        "languages": _spoken(procedure.languages),
        "may_share": _items(procedure.may_share),
        "never": _items(procedure.never),
        "working": hours_said(procedure.working),
        "serves": when_said(procedure.serves, procedure) or _("every referral between its parties"),
        "review": str(procedure.review_months),
        "promises": "; ".join(
            f"{said(p.name, language) or p.code}: {own_name(one.language)}, {hours_said(one.hours)}"
            for p in procedure.parties
            for one in p.promises
        ),
    }


def terms(agreed: Mapping[str, str]) -> list[tuple[str, str]]:
    """The agreement below its title: what is asked, what was agreed; no promise is no line."""
    return [
        (str(words), agreed[name] or "–") for name, words in wording.AGREED.items()
        if name != "title" and (name != "promises" or agreed[name])
    ]  # fmt: skip


def _spoken(codes: tuple[str, ...]) -> str:
    return ", ".join(own_name(code) for code in codes)


def _items(items: tuple[str, ...]) -> str:
    return ", ".join(str(wording.ITEMS.get(one, one)) for one in items)
