"""What a woman or a colleague sends along: pictures, sounds, films, papers."""

import io
import struct

from PIL import Image

from communitylinkage.surveys.answering import pictures, uploads

KINDS = tuple(uploads.ALLOWED)


def seeds():
    """One of each kind that we take, small, with notes in it. The first byte is the question's."""
    return [bytes([at]) + content for at, content in [
        (0, _picture("JPEG")), (0, _picture("PNG")), (3, b"%PDF-1.7\n%%EOF"),
        (1, b"ID3\x03" + b"\x00" * 5 + b"\x0aTIT2" + b"\x00" * 6 + b"\xff\xfb\x90\x00" * 8),
        (1, _wav()), (1, _mp4(b"isom", _box(b"udta", b"Girona"))), (2, _mp4(b"mp42")),
        (2, _box(b"ftyp", b"isom") + _box(b"moov", _box(b"trak", _box(b"mdia", b"\x00" * 24)))),
        (1, b"OggS" + b"\x00" * 24), (1, _ogg()), (2, b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska"),
        (3, b"PK\x03\x04"), (3, "héllo".encode()), (1, b"\xff\xfb\x90\x00APETAGEX" + b"\x00" * 40),
    ]]  # fmt: skip


def _picture(kind):
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Maker"
    Image.new("RGB", (8, 6), "teal").save(out, kind, exif=exif)
    return out.getvalue()


def _wav():
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8)
    whole = (
        b"WAVE" + head + struct.pack("<4sI", b"data", 4) + b"\x80" * 4 + b"LIST\x04\x00\x00\x00INFO"
    )
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def _box(name, body):
    return struct.pack(">I4s", 8 + len(body), name) + body


def _mp4(brand, inside=b""):
    times = _box(b"mvhd", b"\x00" * 20)
    return _box(b"ftyp", brand) + _box(b"moov", times + inside) + _box(b"mdat", b"\x01\x02")


def _ogg():
    def page(number, flags, packet):
        head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, 0, 1, number, 0, 1)
        return head + bytes([len(packet)]) + packet

    first = b"\x01vorbis" + struct.pack("<IBIiiiBB", 0, 1, 8000, 0, 0, 0, 0xB8, 1)
    notes = b"\x03vorbis" + struct.pack("<I", 0) + struct.pack("<I", 0) + b"\x01"
    return page(0, 2, first) + page(1, 0, notes)


def one_input(data):
    """Taken as one of the kinds of its question and written anew, or refused with a code."""
    if not data:
        return
    wanted, content = KINDS[data[0] % len(KINDS)], data[1:]
    try:
        kind = uploads.kind_of(content, wanted)
        clean = uploads.cleaned(content, kind)
    except uploads.WrongFileError as error:
        assert str(error) in {"empty", "large", "kind", "broken", "points", "unheard"}
        return
    assert kind in uploads.ALLOWED[wanted]
    # What is written over stays where it is: a film's index names places in the file.
    assert not kind.endswith("mp4") or len(clean) == len(content)
    if kind in pictures.FORMATS:
        with Image.open(io.BytesIO(clean)) as again:
            assert max(again.size) <= pictures.LONGEST_SIDE
            assert not again.getexif()
            again.load()
    name = uploads.name_of(content[:60].decode("latin-1"), kind)
    assert name.endswith(uploads.ENDINGS[kind]) or name.lower().endswith(uploads.OFFICE)
    assert not set("/\\\r\n\x00") & set(name)
    assert not name.startswith(".")
