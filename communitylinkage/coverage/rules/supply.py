"""Services and regions as arrays: what the measuring reads instead of a row for each."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from communitylinkage.coverage.rules.situations import KINDS, met
from communitylinkage.matching.index import LANGUAGES
from communitylinkage.matching.need import Offer
from communitylinkage.matching.rings import vector
from communitylinkage.values.places import Point

Bits = NDArray[np.int64]
Vectors = NDArray[np.float64]


@dataclass(frozen=True)
class Supply:
    """The services of one country, one place in each array for each.

    Args:
        ids: as text. at: unit vectors; not a number where nobody can go. afar: reached by telephone
            or online. kinds, speaks, met: a bit for each kind of help, language, situation.
            bridged: whether it brings an interpreter or a mediator.
    """

    ids: NDArray[np.str_]
    at: Vectors
    afar: NDArray[np.bool_]
    kinds: Bits
    speaks: Bits
    met: Bits
    bridged: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def only(self, which: NDArray[np.bool_]) -> "Supply":
        """Some of them."""
        return Supply(*(getattr(self, field.name)[which] for field in fields(self)))

    def of_kinds(self, mask: int) -> "Supply":
        """Those that offer one of some kinds."""
        return self.only((self.kinds & mask) != 0)

    def changed(self, gone: Iterable[str], come: "Supply") -> "Supply":
        """Without some, with others."""
        kept = self.only(~np.isin(self.ids, list(gone)))
        parts = zip(_arrays(kept), _arrays(come), strict=True)
        return Supply(*(np.concatenate(pair) for pair in parts))


def _arrays(supply: Supply) -> list[NDArray[np.generic]]:
    return [getattr(supply, field.name) for field in fields(supply)]


def _speaks(offer: Offer) -> int:
    return sum(1 << LANGUAGES.index(code) for code in offer.languages if code in LANGUAGES)


def supply_of(offers: Sequence[Offer], night: datetime) -> Supply:
    """Offers of one country as arrays.

    Args:
        night: the instant that "at night" means there.
    """
    nowhere = (np.nan, np.nan, np.nan)
    points = [
        vector(one.point.latitude, one.point.longitude) if one.point else nowhere for one in offers
    ]
    return Supply(
        ids=np.array([one.id for one in offers], dtype=np.str_),
        at=np.array(points, dtype=np.float64).reshape(-1, 3),
        afar=np.array([one.remote for one in offers], dtype=np.bool_),
        kinds=_bits(sum(1 << KINDS.index(kind) for kind in one.kinds) for one in offers),
        speaks=_bits(_speaks(one) for one in offers),
        met=_bits(met(one, night) for one in offers),
        bridged=np.array([bool(one.bridges) for one in offers], dtype=np.bool_),
    )


def _bits(masks: Iterable[int]) -> Bits:
    return np.array(list(masks), dtype=np.int64)


def vectors(points: Sequence[Point]) -> Vectors:
    """Places as unit vectors."""
    told = [vector(one.latitude, one.longitude) for one in points]
    return np.array(told, dtype=np.float64).reshape(-1, 3)


def packed(supply: Supply) -> bytes:
    """The arrays as one compressed text."""
    out = io.BytesIO()
    named = {field.name: getattr(supply, field.name) for field in fields(supply)}
    np.savez_compressed(out, allow_pickle=False, **named)
    return out.getvalue()


def unpacked(data: bytes) -> Supply:
    """What `packed` gave."""
    with np.load(io.BytesIO(data), allow_pickle=False) as told:
        return Supply(*(told[field.name] for field in fields(Supply)))


def one_changed(supply: Supply, at: int, **values: object) -> Supply:
    """A copy in which one service is different: what a mend tries.

    Args:
        values: field -> its new value.
    """
    arrays = {}
    for name, value in values.items():
        arrays[name] = getattr(supply, name).copy()
        arrays[name][at] = value
    return replace(supply, **arrays)
