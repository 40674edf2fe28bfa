"""What a file is, by its first bytes, and pictures without what a telephone hides in them. Pure."""

import struct
import unicodedata
from collections.abc import Collection, Iterator

LARGEST = 5_000_000
# Of one respondent: whoever has an open link could fill the disk otherwise.
MOST = 20
_PNG = b"\x89PNG\r\n\x1a\n"
# What a picture needs to be seen; everything else (place, device, time, comments) is left out.
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"sRGB", b"gAMA", b"cHRM", b"pHYs"}
_ENDS = {0xD9}
_BARE = {0x01, *range(0xD0, 0xD9)}
ALLOWED = {
    "image": ("image/jpeg", "image/png"),
    "audio": ("audio/mpeg", "audio/ogg", "audio/wav", "audio/mp4", "audio/webm"),
    "video": ("video/mp4", "video/webm", "video/ogg"),
    "file": ("application/pdf", "application/zip", "text/plain", "image/jpeg", "image/png"),
}
ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", "audio/mpeg": ".mp3", "audio/ogg": ".ogg",
    "audio/wav": ".wav", "audio/mp4": ".m4a", "audio/webm": ".webm", "video/mp4": ".mp4",
    "video/webm": ".webm", "video/ogg": ".ogv", "application/pdf": ".pdf",
    "application/zip": ".zip", "text/plain": ".txt",
}  # fmt: skip
# Word, Excel and their kin are ZIP files; their own endings stay.
OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")


class WrongFileError(ValueError):
    """A file that is not taken; the first argument is a code: empty, large, kind, broken, many."""


def check_count(places: Collection[str]) -> None:
    """Raises WrongFileError when one respondent would have more files than `MOST`."""
    if len(places) > MOST:
        raise WrongFileError("many")


def kind_of(content: bytes, wanted: str) -> str:
    """Its media type by its first bytes.

    Args:
        wanted: the kind of the question; sound and film share containers.

    Raises:
        WrongFileError: empty, too large, or not of this kind.
    """
    if not content:
        raise WrongFileError("empty")
    if len(content) > LARGEST:
        raise WrongFileError("large")
    found = next((one for one in _said(content) if one in ALLOWED[wanted]), None)
    if found is None:
        raise WrongFileError("kind")
    return found


def _said(content: bytes) -> Iterator[str]:
    if content.startswith(b"\xff\xd8\xff"):
        yield "image/jpeg"
    elif content.startswith(_PNG):
        yield "image/png"
    elif content.startswith(b"%PDF-"):
        yield "application/pdf"
    elif content.startswith(b"PK\x03\x04"):
        yield "application/zip"
    elif content.startswith(b"OggS"):
        yield from ("audio/ogg", "video/ogg")
    elif content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        yield "audio/wav"
    elif content.startswith(b"ID3") or (content[0] == 0xFF and content[1:2] >= b"\xe0"):
        yield "audio/mpeg"
    elif content[4:8] == b"ftyp":
        yield from ("audio/mp4", "video/mp4")
    elif content.startswith(b"\x1a\x45\xdf\xa3"):
        yield from ("audio/webm", "video/webm")
    elif _text(content):
        yield "text/plain"


def _text(content: bytes) -> bool:
    try:
        return b"\x00" not in content and bool(content.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def cleaned(content: bytes, kind: str) -> bytes:
    """A picture rebuilt from the parts that are needed to see it; other kinds as they are.

    Raises:
        WrongFileError: the picture is broken.
    """
    try:
        if kind == "image/jpeg":
            return b"\xff\xd8" + b"".join(_jpeg(content))
        return _PNG + b"".join(_png(content)) if kind == "image/png" else content
    except (struct.error, IndexError) as error:
        raise WrongFileError("broken") from error


def _png(content: bytes) -> Iterator[bytes]:
    at, name = len(_PNG), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise WrongFileError("broken")
        if name in _PNG_KEPT:
            yield content[at:end]
        at = end


def _jpeg(content: bytes) -> Iterator[bytes]:
    at, marker = 2, 0
    while marker not in _ENDS:
        if content[at] != 0xFF:
            raise WrongFileError("broken")
        while content[at] == 0xFF:
            at += 1
        marker, at = content[at], at + 1
        if marker in _ENDS or marker in _BARE:
            yield bytes((0xFF, marker))
            continue
        (length,) = struct.unpack_from(">H", content, at)
        end = at + length
        if length < 2 or end > len(content):
            raise WrongFileError("broken")
        if marker == 0xDA:
            end = _after_scan(content, end)
        # 0xE0 (JFIF) and 0xEE (Adobe's colours) are needed to see it; other notes are not.
        if not (0xE1 <= marker <= 0xEF and marker != 0xEE) and marker != 0xFE:
            yield bytes((0xFF, marker)) + content[at:end]
        at = end


def _after_scan(content: bytes, at: int) -> int:
    """Where the next marker stands after the compressed picture."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise WrongFileError("broken")
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2


def name_of(typed: str, kind: str) -> str:
    """A name to show: no path, no control characters, an ending that is true."""
    bare = typed.replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in bare if unicodedata.category(c)[0] != "C" and c != " ").lstrip(".")
    stem, dot, ending = plain.rpartition(".")
    office = kind == "application/zip" and f".{ending.lower()}" in OFFICE
    last = f".{ending.lower()}" if office else ENDINGS[kind]
    return ((stem if dot else plain)[:80] or "file") + last
