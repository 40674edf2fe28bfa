"""Sound and film without their notes: names, place, device, time. Pure.

What WebM holds stays: no kept library writes it, and browsers that record it write no place.
"""

import io
import struct
from collections.abc import Iterator

import mutagen
from mutagen import apev2, id3

# Boxes of MP4 that hold notes, and boxes that hold boxes (ISO/IEC 14496-12).
_NOTES = {b"udta", b"meta", b"uuid"}
_INSIDE = {b"moov", b"trak", b"mdia"}
_TIMES = {b"mvhd", b"tkhd", b"mdhd"}
# A film has its boxes five deep; a file of boxes in boxes would end the reading, not the boxes.
_DEEPEST = 10
# Parts of a WAV that are needed to hear it.
_HEARD = {b"fmt ", b"fact", b"data"}


class BrokenError(ValueError):
    """Not a recording that can be read, so nobody can say what it holds."""


def without_notes(content: bytes, kind: str) -> bytes:
    """The recording without what its maker wrote into it; what is heard and seen stays.

    Args:
        kind: its media type; a kind that is not known here comes back as it is.

    Raises:
        BrokenError: it cannot be read.
    """
    try:
        if kind == "audio/mpeg":
            return _mpeg(content)
        if kind in ("audio/ogg", "video/ogg"):
            return _ogg(content)
        if kind == "audio/wav":
            return _wav(content)
        return _mp4(content) if kind in ("audio/mp4", "video/mp4") else content
    except (mutagen.MutagenError, struct.error, EOFError, IndexError, ValueError) as error:
        raise BrokenError from error


def _mpeg(content: bytes) -> bytes:
    file = io.BytesIO(content)
    id3.delete(file)
    file.seek(0)
    apev2.delete(file)
    return file.getvalue()


def _ogg(content: bytes) -> bytes:
    file = io.BytesIO(content)
    found = mutagen.File(file)
    if found is None:
        raise BrokenError
    file.seek(0)
    found.delete(file)
    return file.getvalue()


def _wav(content: bytes) -> bytes:
    parts, at = [], 12
    while at + 8 <= len(content):
        name, length = struct.unpack_from("<4sI", content, at)
        body = content[at + 8 : at + 8 + length]
        if name in _HEARD:
            parts.append(struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) % 2))
        at += 8 + length + length % 2
    whole = b"WAVE" + b"".join(parts)
    if b"data" not in whole:
        raise BrokenError
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def _mp4(content: bytes) -> bytes:
    """Notes are overwritten where they stand: moving anything would break the film's index."""
    out = bytearray(content)
    for name, start, body, end in list(_boxes(content, 0, len(content))):
        if name in _NOTES:
            out[start + 4 : start + 8] = b"free"
            out[body:end] = bytes(end - body)
        elif name in _TIMES:
            wide = 8 if content[body] == 1 else 4  # the first byte is the version of the box
            if body + 4 + 2 * wide > end:
                raise BrokenError
            out[body + 4 : body + 4 + 2 * wide] = bytes(2 * wide)
    return bytes(out)


def _boxes(
    content: bytes, at: int, end: int, deep: int = 0
) -> Iterator[tuple[bytes, int, int, int]]:
    """Every box with its start, the start of its body and its end; boxes inside boxes too."""
    if deep > _DEEPEST:
        raise BrokenError
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", content, at)
        body = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, body)
            body += 8
        last = end if size == 0 else at + size
        if not body <= last <= end:
            raise BrokenError
        yield name, at, body, last
        if name in _INSIDE:
            yield from _boxes(content, body, last, deep + 1)
        at = last
