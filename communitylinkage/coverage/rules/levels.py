"""What the distances mean for her: can she really use a service, and how.

Between the steps, the best that is within her reach counts; a mentor goes along to a service that
does not speak her language, and stands before an interpreter on the telephone.
"""

import zlib
from collections.abc import Iterable
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from communitylinkage.coverage.rules.reach import NOWHERE, Km, Shape
from communitylinkage.coverage.rules.situations import KINDS, REACH_KM, SITUATIONS
from communitylinkage.coverage.rules.supply import Vectors, vectors
from communitylinkage.matching.index import LANGUAGES
from communitylinkage.matching.mentors import MentorOffer
from communitylinkage.values.places import EARTH_KM

SHAPE = Shape(len(KINDS), len(LANGUAGES), len(SITUATIONS))
# The names behind it: cells that were laid out by others say something else, or nothing.
AXES = [[str(one) for one in axis] for axis in (SITUATIONS, KINDS, LANGUAGES)]
Levels = NDArray[np.uint8]
# language × region: whether a mentor who speaks it can come there
Mentors = NDArray[np.bool_]


class Level(IntEnum):
    """How she can use what there is; from FAR down it is a gap."""

    NONE = 0
    FAR = 1
    INTERPRETER = 2
    MENTOR = 3
    DIRECT = 4


GAPS = (Level.NONE, Level.FAR)


def reached_by(mentors: Iterable[MentorOffer], country: str, regions: Vectors) -> Mentors:
    """Where mentors can come, by language: what `matching.mentors` lets by who is not full."""
    found = np.zeros((len(LANGUAGES), len(regions)), dtype=np.bool_)
    for one in mentors:
        if one.country != country or one.paused or not len(regions):
            continue
        chord = np.linalg.norm(regions - vectors([one.point]), axis=1)
        near = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, chord / 2)) <= REACH_KM
        for code in one.languages:
            if code in LANGUAGES:
                found[LANGUAGES.index(code)] |= near
    return found


def nobody(regions: int, languages: int = len(LANGUAGES)) -> Mentors:
    """No mentor anywhere: what the public map is drawn with."""
    return np.zeros((languages, regions), dtype=np.bool_)


def usable(cells: Km, mentors: Mentors) -> Km:
    """Kilometres to the nearest that she can use in some way: situation × kind × language × region.

    Args:
        cells: as `reach.measure` gives them.
    """
    direct, anyone, bridged = _parts(cells)
    with_mentor = np.where(mentors, anyone, np.uint16(NOWHERE))
    return np.minimum(np.minimum(direct, bridged), with_mentor)


def levels(cells: Km, mentors: Mentors) -> Levels:
    """The level of each cell: situation × kind × language × region."""
    direct, anyone, bridged = _parts(cells)
    found = (usable(cells, mentors) < NOWHERE).astype(np.uint8)
    found[np.broadcast_to(bridged <= REACH_KM, found.shape)] = Level.INTERPRETER
    found[mentors & (anyone <= REACH_KM)] = Level.MENTOR
    found[direct <= REACH_KM] = Level.DIRECT
    return found


def _parts(cells: Km) -> tuple[Km, Km, Km]:
    """In her language; whatever it speaks; with an interpreter."""
    return cells[:, :, :-2], cells[:, :, -2:-1], cells[:, :, -1:]


def gaps(found: Levels) -> NDArray[np.bool_]:
    """Where there is nothing within her reach that she can use."""
    return found <= Level.FAR


def packed(found: Levels) -> bytes:
    """Levels as bytes, for a snapshot."""
    return zlib.compress(np.ascontiguousarray(found).tobytes(), 6)


def unpacked(data: bytes, shape: tuple[int, int, int, int]) -> Levels:
    """What `packed` gave, with the shape of then."""
    return np.frombuffer(zlib.decompress(data), dtype=np.uint8).reshape(shape)
