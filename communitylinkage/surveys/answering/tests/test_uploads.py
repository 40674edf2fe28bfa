"""A file is what its bytes say; a picture loses what a telephone hides in it and still shows."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.surveys.answering.tests.cast import picture
from communitylinkage.surveys.answering.uploads import (
    ALLOWED,
    WrongFileError,
    cleaned,
    kind_of,
    name_of,
)


def segment(marker, content):
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
JPEG = (
    b"\xff\xd8" + segment(0xE0, b"JFIF\x00") + segment(0xE1, b"Exif\x00\x00GPSPLACEMARK")
    + segment(0xFE, b"a comment PLACEMARK") + segment(0xDB, bytes(65)) + segment(0xC0, bytes(9))
    + SCAN + b"\xff\xd9" + b"PLACEMARK after the end"
)  # fmt: skip


def test_a_photograph_loses_its_place_and_keeps_its_picture():
    made = cleaned(JPEG, kind_of(JPEG, "image"))
    assert b"PLACEMARK" not in made
    assert SCAN in made
    assert made.endswith(b"\xff\xd9")
    assert cleaned(made, "image/jpeg") == made


def test_a_png_loses_its_notes():
    made = cleaned(picture(), kind_of(picture(), "image"))
    assert b"PLACEMARK" not in made
    assert b"IDAT" in made
    assert made.endswith(picture()[-12:])


@pytest.mark.parametrize("cut", [3, 20, 60, len(JPEG) - 26])
def test_half_a_picture_is_broken(cut):
    with pytest.raises(WrongFileError, match="broken"):
        cleaned(JPEG[:cut], "image/jpeg")


@given(st.binary(max_size=300), st.sampled_from(sorted(ALLOWED)))
def test_no_bytes_make_it_fail_otherwise(content, wanted):
    for whole in (content, JPEG[:100] + content, picture()[:30] + content):
        try:
            kind = kind_of(whole, wanted)
            cleaned(whole, kind)
        except WrongFileError:
            continue
        assert kind in ALLOWED[wanted]


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
