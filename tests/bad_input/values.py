"""What nobody types by intent, and what somebody sends who means harm."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

LONG = "x" * 10_000
# Django itself refuses a NUL in a text: with one in here the product's own care would not be seen.
HIDDEN = "a\x07\u202ec\u2066d"
UNSEEN = "\u200b\u2060\ufeff"
NO_CHOICE = "no-such-choice"
VALUES = {
    "nothing": "",
    "10,000 letters": LONG,
    "NUL": "a\x00b",
    "control characters": "a\x01\x08\x1b\x7f\x85b",
    "overrides and joiners": "\u202egnp.exe\u200b\u200d\u2066\u2060\ufeff",
    "nothing that is seen": UNSEEN,
    "no choice": NO_CHOICE,
    "somebody else's id": str(uuid4()),
    "a huge number": "9" * 400,
    "past what a column holds": str(2**63),
}
# Of these each field gets another one.
ODD = (
    b"\xed\xa0\x80",  # half of a pair
    "-1",
    "NaN",
    "2026-02-30",
    "0000-00-00",
    "<script>alert(1)</script>{{ x }}{% y %}",
    "٣٤٥",
)


def files():
    """Files of the wrong type, of the wrong size, and that break half-way."""
    return [
        SimpleUploadedFile("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png"),
        SimpleUploadedFile("empty.csv", b""),
        SimpleUploadedFile("broken.zip", b"PK\x03\x04" + bytes(100)),
        SimpleUploadedFile("nul.csv", b"id,name\n1,a\x00b\n"),
        SimpleUploadedFile("services.json", b"[" * 100_000),
        SimpleUploadedFile("services.json", b'{"id": "\\u0000", "name": "\\ud800"}'),
        SimpleUploadedFile("a\u202egnp.exe", b"MZ" + bytes(1000)),
        SimpleUploadedFile("large.csv", b"x" * 12_000_000),
    ]
