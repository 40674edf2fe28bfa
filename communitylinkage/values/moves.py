"""A life as a table of moves: what may be done in a state, and where it leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Act = TypeVar("Act", bound=str)
State = TypeVar("State", bound=StrEnum)


class Refused(Exception):  # noqa: N818 -- each part names its own error after it
    """An act that is not possible now; `why` is a code that wording turns into a sentence."""

    why: StrEnum

    def __init__(self, why: StrEnum) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Life(Generic[Act, State]):
    """The states of one kind of thing.

    Args:
        title: of its page in the documents. first: the state in which it begins.
        moves: act and state before, to the state after. not_now: what is raised where the table
            has no such line.
    """

    title: str
    first: State
    moves: Mapping[tuple[Act, State], State]
    not_now: Callable[[], Exception]

    def can(self, act: Act, state: str) -> bool:
        """Whether the table has a line for it."""
        return (act, type(self.first)(state)) in self.moves

    def after(self, act: Act, state: str) -> State:
        """The state after an act.

        Raises:
            Exception: what `not_now` makes.
        """
        if not self.can(act, state):
            raise self.not_now()
        return self.moves[act, type(self.first)(state)]

    def picture(self) -> str:
        """Markdown, as `drawn` makes it."""
        return drawn(self.title, self.first, self.moves)


def drawn(title: str, first: str, moves: Mapping[tuple[Act, State], State]) -> str:
    """Markdown: the table as a state diagram and as a table.

    Args:
        first: the state in which it begins.
    """
    lines = [(act, before, to) for (act, before), to in moves.items()]
    told = [f"# {title}", "", "```mermaid", "stateDiagram-v2", f"  [*] --> {first}"]
    told += [f"  {before} --> {to}: {act}" for act, before, to in lines]
    told += ["```", "", "| act | from | to |", "|---|---|---|"]
    told += [f"| {act} | {before} | {to} |" for act, before, to in lines]
    return "\n".join([*told, ""])
