"""A certificate as a file, checked with keys and a list that somebody published.

What lies behind a signature is reached by signing what is brought: whoever publishes keys may sign
anything with them.
"""

import json
from datetime import UTC, datetime

from communitylinkage.credentials import Standing, credential_of, read_keys, verify
from communitylinkage.credentials.keys import NoKeysError, to_base64
from communitylinkage.credentials.signing import sign
from communitylinkage.credentials.tests.made import BADGE, FILE, KEY, KEYS, PUBLISHED, listed

NOW = datetime(2026, 11, 26, tzinfo=UTC)
LIST = listed(7)


def seeds():
    """Each kind of text by its first letter; see `one_input`."""
    payload = credential_of(BADGE)
    subject = json.loads(_payload_of(LIST))
    return [
        b"f" + FILE.encode(),
        b"k" + PUBLISHED.encode(),
        b"k" + json.dumps(KEY.public()).encode(),
        b"p" + json.dumps(payload).encode(),
        b"p" + json.dumps(payload | {"validUntil": "0001-01-01T00:00:00+23:59"}).encode(),
        b"l" + json.dumps(subject).encode(),
        b"n" + "Amal  Rédouane".encode(),
        b"f" + f"{to_base64(b'{}')}.{to_base64(b'[1]')}.x".encode(),
    ]


def _payload_of(signed):
    from communitylinkage.credentials.keys import from_base64

    return from_base64(signed.split(".")[1])


def one_input(data):
    """A verdict, whatever is brought; only what our key signed and is unchanged stands."""
    kind, rest = data[:1], data[1:]
    if kind == b"k":
        try:
            keys = read_keys(rest)
        except NoKeysError:
            return
        verify(FILE, keys, now=NOW, status=LIST)
    elif kind in (b"p", b"l"):
        told = _object(rest)
        if told is None:
            return
        try:
            text = sign(told, KEY)
        except ValueError:  # half of a pair of surrogates, which is no text to sign
            return
        if kind == b"p":
            verify(text, KEYS, now=NOW, status=LIST, name="Amal Rédouane")
            verify(text, KEYS, now=NOW).given_by  # noqa: B018 -- what a page asks of it
        else:
            verify(FILE, KEYS, now=NOW, status=text)
    elif kind == b"n":
        verify(FILE, KEYS, now=NOW, name=rest.decode(errors="replace"))
    else:
        verdict = verify(rest, KEYS, now=NOW, status=LIST)
        same = rest.decode("utf-8-sig", errors="replace").strip() == FILE
        assert same or verdict.standing == Standing.REFUSED
        verify(FILE, KEYS, now=NOW, status=rest)


def _object(text):
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None
