"""A mark of the words that a page showed, which it sends back: whether they changed meanwhile."""

from communitylinkage.values import marks


def mark_of(body: str) -> str:
    """The same for the same words; empty where there are none."""
    return marks.mark_of(body) if body else ""
