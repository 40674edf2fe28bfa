"""A life as a table of moves, for the documents: act and state before, to the state after."""

from collections.abc import Mapping
from typing import TypeVar

Act = TypeVar("Act", bound=str)
State = TypeVar("State", bound=str)


def drawn(title: str, first: State, moves: Mapping[tuple[Act, State], State]) -> str:
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
