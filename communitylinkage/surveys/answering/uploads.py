"""What a file is, by its first bytes, and files without what their makers hid in them. Pure."""

import unicodedata
from collections.abc import Collection, Iterator

from communitylinkage.surveys.answering import pictures, recordings

LARGEST = 5_000_000
# Of one respondent: whoever has an open link could fill the disk otherwise.
MOST = 20
_PNG = b"\x89PNG\r\n\x1a\n"
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
    """A file that is not taken; the first argument is a code: empty, large, kind, broken, points,
    unheard, many.
    """


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


def ending_of(name: str, media: str) -> str:
    """The ending under which a file is given on: by what it is; office files keep their own."""
    office = next((one for one in OFFICE if name.lower().endswith(one)), "")
    return office if media == "application/zip" and office else ENDINGS[media]


def cleaned(content: bytes, kind: str) -> bytes:
    """A picture, sound or film without what its maker hid in it; other kinds as they are.

    Raises:
        WrongFileError: it is broken, or a picture of far too many points.
    """
    try:
        if kind in pictures.FORMATS:
            return pictures.rewritten(content, kind)
        return recordings.without_notes(content, kind)
    except pictures.BrokenError as error:
        raise WrongFileError(str(error)) from error
    except recordings.BrokenError as error:
        raise WrongFileError("unheard") from error


def name_of(typed: str, kind: str) -> str:
    """A name to show: no path, no control characters, an ending that is true."""
    bare = typed.replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in bare if unicodedata.category(c)[0] != "C" and c != " ").lstrip(".")
    stem, dot, ending = plain.rpartition(".")
    office = kind == "application/zip" and f".{ending.lower()}" in OFFICE
    last = f".{ending.lower()}" if office else ENDINGS[kind]
    return ((stem if dot else plain)[:80] or "file") + last
