"""Six procedures of ours to start from, in plain words. Organisations change them as they need.

The English text is also the key of its translation: `translated` asks for it in each language.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from communitylinkage.procedures.graph.values import Procedure, Words
from communitylinkage.procedures.starting import (
    accompaniment,
    detection,
    emergency,
    minor,
    warm_referral,
    without_papers,
)


@dataclass(frozen=True, slots=True)
class Start:
    """A procedure to start from. `about`: when it serves, in English."""

    code: str
    about: str
    procedure: Procedure


STARTS = {
    code: Start(code, part.ABOUT, part.PROCEDURE)
    for code, part in {
        "detection": detection,
        "warm-referral": warm_referral,
        "emergency": emergency,
        "accompaniment": accompaniment,
        "without-papers": without_papers,
        "minor": minor,
    }.items()
}


def translated(
    procedure: Procedure, languages: tuple[str, ...], say: Callable[[str, str], str]
) -> Procedure:
    """A start with its words in each language in which there are some.

    Args:
        say: the translation of an English text into a language; where there is none, the text.
    """

    def every(words: Words) -> Words:
        english = dict(words).get("en", "")
        told = {code: say(english, code) for code in languages} if english else {}
        return tuple(sorted((c, text) for c, text in told.items() if c == "en" or text != english))

    return replace(
        procedure,
        title=every(procedure.title),
        parties=tuple(replace(one, name=every(one.name)) for one in procedure.parties),
        steps=tuple(replace(one, what=every(one.what)) for one in procedure.steps),
    )
