"""Records that may be one person's: alike in something that two persons seldom share; plain Python.

Nobody is put together by a rule. It only says where to look.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeVar

Record = TypeVar("Record", bound=Hashable)
# A form that somebody fills in again comes within this time.
AGAIN = timedelta(minutes=2)


def plain_name(name: str) -> str:
    """A name as it is compared: order of its words, case, accents and signs do not matter."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(sign if sign.isalnum() else " " for sign in apart if not _accent(sign)).split()
    return " ".join(sorted(words))


def _accent(sign: str) -> bool:
    return unicodedata.combining(sign) > 0


def written_again(lines: Iterable[tuple[str, datetime, Record]]) -> list[tuple[Record, Record]]:
    """Pairs that one person wrote down one right after the other.

    Args:
        lines: by whom, when, what; of records that are alike in everything else.
    """
    told = sorted(lines, key=lambda line: line[:2])
    return [
        (before[2], after[2])
        for before, after in pairwise(told)
        if before[0] == after[0] and after[1] - before[1] <= AGAIN
    ]


def alike(records: Mapping[Record, Iterable[Hashable]]) -> list[list[Record]]:
    """Groups of two and more records that share a mark, by steps if need be.

    Args:
        records: each with its marks; an empty mark says nothing.
    """
    holders: dict[Hashable, list[Record]] = defaultdict(list)
    for record, marks in records.items():
        for mark in marks:
            if mark:
                holders[mark].append(record)
    group = {record: [record] for record in records}
    for several in holders.values():
        first = group[several[0]]
        for other in several[1:]:
            if group[other] is not first:
                first.extend(group[other])
                for one in group[other]:
                    group[one] = first
    found = {id(one): one for one in group.values() if len(one) > 1}
    return list(found.values())
