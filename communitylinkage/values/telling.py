"""A text as the reader gets it: in her language, or in another that is named beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from communitylinkage.values.languages import direction, own_name

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Told:
    """One text of several.

    Args:
        foreign: whether it is not in the reader's language.
    """

    title: str
    body: str
    language: str
    foreign: bool

    @property
    def direction(self) -> str:
        """Which way it is written."""
        return direction(self.language)

    @property
    def own_name(self) -> str:
        """What its language calls itself."""
        return own_name(self.language)


def best(languages: Iterable[str], *wanted: str) -> str | None:
    """The first that is wanted, else English, else the first by its code; None where there is none.

    Args:
        languages: in which the text is. wanted: the reader's, in her order.
    """
    there = sorted(set(languages))
    return next((one for one in (*wanted, "en") if one in there), there[0] if there else None)


def told(texts: Iterable[tuple[str, str, str]], reader: str, chosen: str = "") -> Told:
    """The text for a reader.

    Args:
        texts: language, title and body of each. reader: the language of the page. chosen: what she
            asked for besides.
    """
    by_language = {language: (title, body) for language, title, body in texts}
    language = best(by_language, chosen, reader)
    if language is None:
        return Told(NOTHING, "", reader, False)
    title, body = by_language[language]
    return Told(title or NOTHING, body, language, language != reader)
