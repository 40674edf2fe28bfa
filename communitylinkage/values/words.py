"""The words by which something is found: folded, in every language that it is written in.

A filter is a word too, with a colon that no folded word has: `topic:legal`, `country:ES`.
"""

from collections.abc import Iterable, Mapping

from communitylinkage.values.text import folded

LONGEST = 24  # letters of a word that are kept; longer ones are found by their beginning
MOST_ASKED = 8  # words of a search that are looked at


def words_of(texts: Iterable[str], marks: Mapping[str, Iterable[str]]) -> set[str]:
    """All words of the texts, and the marks that filters ask for."""
    found = {word[:LONGEST] for text in texts for word in folded(text).split()}
    return found | {f"{kind}:{one}" for kind, ones in marks.items() for one in ones}


def asked(search: str) -> list[str]:
    """The words of a search, each as the beginning of a word, without repetition."""
    return list(dict.fromkeys(word[:LONGEST] for word in folded(search).split()))[:MOST_ASKED]


def span(word: str) -> tuple[bytes, bytes]:
    """From which bytes to below which all words lie that begin so; UTF-8 keeps the order."""
    start = word.encode()
    return start, start + b"\xff"
