"""What an owner of persons hands out to be crossed: codes and a month, never who."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Crossed:
    """So many persons with the same codes, each in the month in which she first counted.

    Args:
        month: as 2026-11. codes: characteristic -> code; one left out was not said.
        organisation: that keeps the record, as a code; empty where that is not known.
    """

    month: str
    codes: Mapping[str, str]
    organisation: str = ""
    number: int = 1
