"""A file is what its bytes say; a picture loses what a telephone hides in it and still shows."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen import id3
from mutagen.ogg import OggPage
from PIL import Image

from communitylinkage.surveys.answering import pictures
from communitylinkage.surveys.answering.tests.cast import picture, waves
from communitylinkage.surveys.answering.uploads import (
    ALLOWED,
    WrongFileError,
    cleaned,
    kind_of,
    name_of,
)


def photograph(held=6, size=(40, 20)):
    """A picture of a telephone that was held upright: the left half red, the right half blue."""
    whole = Image.new("RGB", size, "blue")
    whole.paste("red", (0, 0, size[0] // 2, size[1]))
    notes = Image.Exif()
    notes[0x0112], notes[0x010E] = held, "PLACEMARK"
    out = io.BytesIO()
    whole.save(out, "JPEG", exif=notes, comment=b"PLACEMARK", quality=95)
    return out.getvalue() + b"PLACEMARK after the end"


JPEG = photograph()


@pytest.mark.promise(
    "A photograph is written anew and loses its place",
)
def test_a_photograph_loses_its_place_and_stands_as_it_was_held():
    assert b"PLACEMARK" in JPEG
    made = cleaned(JPEG, kind_of(JPEG, "image"))
    assert b"PLACEMARK" not in made
    assert b"Exif" not in made
    seen = Image.open(io.BytesIO(made))
    assert seen.size == (20, 40)
    top, bottom = seen.getpixel((10, 5)), seen.getpixel((10, 35))
    assert top[0] > 200 > 50 > top[2]
    assert bottom[2] > 200 > 50 > bottom[0]


def test_a_png_loses_its_notes_and_keeps_its_points():
    made = cleaned(picture(), kind_of(picture(), "image"))
    assert b"PLACEMARK" not in made
    assert Image.open(io.BytesIO(made)).getpixel((0, 0)) == (255, 0, 0)


def test_a_large_picture_becomes_smaller_and_a_far_too_large_one_is_not_opened():
    made = cleaned(photograph(held=1, size=(3000, 10)), "image/jpeg")
    assert Image.open(io.BytesIO(made)).width == pictures.LONGEST_SIDE
    bomb = bytearray(picture())
    bomb[16:24] = struct.pack(">II", 100_000, 100_000)
    bomb[29:33] = struct.pack(">I", zlib.crc32(bytes(bomb[12:29])))
    with pytest.raises(WrongFileError, match="points"):
        cleaned(bytes(bomb), "image/png")


@pytest.mark.parametrize("cut", [3, 20, 60, len(JPEG) // 2])
def test_half_a_picture_is_broken(cut):
    with pytest.raises(WrongFileError, match="broken"):
        cleaned(JPEG[:cut], "image/jpeg")


SOUND = (b"\xff\xfb\x90\x00" + bytes(413)) * 3


def recording():
    """The sound with tags before and behind it."""
    tagged = io.BytesIO(SOUND)
    tags = id3.ID3()
    tags.add(id3.TIT2(encoding=3, text="PLACEMARK"))
    tags.save(tagged, v1=2)
    return tagged.getvalue()


def test_an_mp3_loses_its_tags_and_keeps_its_sound():
    whole = recording()
    made = cleaned(whole, kind_of(whole, "audio"))
    assert whole.count(b"PLACEMARK") == 2
    assert made == SOUND


def test_an_ogg_loses_its_comments():
    head, notes, sound = OggPage(), OggPage(), OggPage()
    head.packets, head.first = [b"OpusHead\x01\x01" + bytes(9)], True
    told = b"OpusTags" + struct.pack("<I", 1) + b"v" + struct.pack("<I", 1)
    notes.packets = [told + struct.pack("<I", 15) + b"TITLE=PLACEMARK"]
    notes.sequence, sound.sequence = 1, 2
    sound.packets, sound.last, sound.position = [b"\xfcheard"], True, 960
    whole = b"".join(page.write() for page in (head, notes, sound))
    made = cleaned(whole, kind_of(whole, "audio"))
    assert b"PLACEMARK" in whole
    assert b"PLACEMARK" not in made
    assert b"heard" in made


def test_a_wav_keeps_its_sound_alone():
    whole = waves()
    notes = b"LIST" + struct.pack("<I", 12) + b"INFOPLACEMAR"
    whole = whole[:4] + struct.pack("<I", len(whole) - 8 + len(notes)) + whole[8:] + notes
    made = cleaned(whole, kind_of(whole, "audio"))
    assert made == waves()


def box(name, content):
    return struct.pack(">I4s", 8 + len(content), name) + content


def test_a_film_loses_its_place_and_times_and_nothing_moves():
    times = box(b"mvhd", b"\0\0\0\0" + b"\x12\x34\x56\x78" * 2 + bytes(88))
    place = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+41.3874+002.1686/"))
    track = box(b"trak", box(b"tkhd", bytes(84)) + box(b"meta", b"PLACEMARK"))
    whole = (
        box(b"ftyp", b"isom") + box(b"moov", times + place + track)
        + box(b"mdat", b"film +41.3874") + box(b"uuid", b"PLACEMARK")
    )  # fmt: skip
    made = cleaned(whole, kind_of(whole, "video"))
    assert len(made) == len(whole)
    assert b"PLACEMARK" not in made
    assert b"\x12\x34\x56\x78" not in made
    assert made.count(b"+41.3874") == 1
    assert made.index(b"film +41.3874") == whole.index(b"film +41.3874")


@pytest.mark.parametrize(
    ("whole", "kind"),
    [(b"OggS" + bytes(20), "audio/ogg"), (b"RIFF\0\0\0\0WAVE", "audio/wav"),
     (box(b"ftyp", b"isom") + b"\0\0\xff\xffmoov", "video/mp4")],
)  # fmt: skip
def test_a_recording_of_which_nobody_knows_what_it_holds_is_not_taken(whole, kind):
    with pytest.raises(WrongFileError, match="unheard"):
        cleaned(whole, kind)


@given(st.binary(max_size=300), st.sampled_from(sorted(ALLOWED)))
def test_no_bytes_make_it_fail_otherwise(content, wanted):
    for whole in (content, JPEG[:100] + content, picture()[:30] + content):
        try:
            kind = kind_of(whole, wanted)
            cleaned(whole, kind)
        except WrongFileError:
            continue
        assert kind in ALLOWED[wanted]


@pytest.mark.promise(
    "The name of a file is harmless, and its ending true",
)
@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\a\\photo.exe", "image/png", "photo.png"),
        ("..hidden", "application/pdf", "hidden.pdf"),
        ("plan.DOCX", "application/zip", "plan.docx"),
        ("a\x00\u202eb.png", "image/png", "ab.png"),
        ("", "image/jpeg", "file.jpg"),
    ],
)
def test_a_name_is_harmless_and_its_ending_true(typed, kind, name):
    assert name_of(typed, kind) == name
