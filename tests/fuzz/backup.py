"""What stands in a backup after it was decrypted: who has the public half may write anything.

A packed file that is changed blindly is refused by its check sum; so the head may also be brought
as text, and the parts be those of a good one.
"""

import gzip
import io
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from communitylinkage.stewardship.backing import archive
from communitylinkage.stewardship.rules import manifest
from communitylinkage.stewardship.rules.manifest import RefusedError, Store

PIECES = [archive.Piece("a.csv", b"id\n1\n"), archive.Piece("secrets.json", b'{"pepper": "x"}')]
HEAD = manifest.Manifest(
    Store.CONTENT, "sqlite", "a", datetime(2026, 11, 30, tzinfo=UTC),
    (("people", "0001_initial"),), archive.parts_of(PIECES),
)  # fmt: skip


def seeds():
    """The first letter: h, a head; t, a tar to be packed; anything else is packed already."""
    return [
        b"h" + manifest.to_bytes(HEAD),
        b"h" + manifest.to_bytes(HEAD).replace(b"+00:00", b""),
        b"h" + manifest.to_bytes(HEAD).replace(b"5", b"1e999"),
        b"t" + gzip.decompress(packed(manifest.to_bytes(HEAD))),
        b"g" + packed(manifest.to_bytes(HEAD)),
    ]


def packed(head):
    """A backup's inside with this head."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", compresslevel=1) as tar:
        for piece in (archive.Piece(archive.MANIFEST, head), *PIECES):
            about = tarfile.TarInfo(piece.name)
            about.size = len(piece.content)
            tar.addfile(about, io.BytesIO(piece.content))
    return out.getvalue()


def one_input(data):
    """Opened with parts that are as the head says, in the work folder only; or refused."""
    kind, rest = data[:1], data[1:]
    inside = packed(rest) if kind == b"h" else gzip.compress(rest, 1) if kind == b"t" else rest
    with tempfile.TemporaryDirectory() as folder:
        for work in (None, Path(folder)):
            try:
                opened = archive.unpacked(io.BytesIO(inside), work)
            except RefusedError as error:
                assert str(error)
                continue
            assert archive.parts_of(opened.pieces) == opened.manifest.parts
            assert opened.manifest.made.tzinfo
