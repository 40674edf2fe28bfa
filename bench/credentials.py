"""(f) Checking 10,000 credentials against bare signature checks: python -m bench.credentials [N]

Both check the same signed texts with the same key, in turns. Bare: base64 and RSA, as the library
`cryptography` does it. Ours: `credentials.verify`, once as at the command line (signature, shape,
days, issuer), once with the list of what was taken back besides, which is opened once. Seconds are
the processor's. All take turns on a hundred texts at a time, and of some turns the fastest counts:
what else the machine does throws our texts out of the processor's memory, which would be measured.
"""

import base64
import gc
import json
import sys
import time
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from communitylinkage.credentials import (
    Badge,
    PrivateKey,
    Revocations,
    Standing,
    credential_of,
    open_list,
    read_keys,
    status_list,
    verify,
)
from communitylinkage.credentials.keys import published
from communitylinkage.credentials.signing import sign

TARGET = 1.5
MANY = 10_000
REPEATS = 5
BLOCK = 100
SITE = "https://bench.example.org/credentials/"
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def made(many: int, key: PrivateKey) -> list[str]:
    """So many credentials, each of another name."""
    return [
        sign(
            credential_of(
                Badge(
                    number=f"urn:uuid:00000000-0000-4000-8000-{at:012}", issuer=f"{SITE}issuer/",
                    issuer_name="Bench", given_by="urn:uuid:00000000-0000-4000-8000-000000000000",
                    given_by_name="An organisation",
                    achievement_id="urn:uuid:00000000-0000-5000-8000-000000000001",
                    achievement="نمشي معاً", description="نمشي معاً",
                    criteria="Hours attended: 18. Asked for: at least 75 of 100 hours.",
                    language="ar", name=f"Person {at}", salt=f"salt{at:018}", valid_from=NOW,
                    list_address=f"{SITE}status/1/", index=at,
                )
            ),
            key,
        )
        for at in range(many)
    ]  # fmt: skip


def bare(texts: list[str], key: PrivateKey) -> float:
    """Seconds of nothing but the signatures."""
    public, padding, kind = key.key.public_key(), PKCS1v15(), SHA256()
    began = time.process_time()
    for text in texts:
        signed, _dot, signature = text.rpartition(".")
        plain = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
        public.verify(plain, signed.encode(), padding, kind)
    return time.process_time() - began


def ours(texts: list[str], keys: object, status: Revocations | None = None) -> float:
    """Seconds of whole checks; each must find what is true."""
    wanted = Standing.STANDS if status else Standing.GIVEN
    began = time.process_time()
    for text in texts:
        assert verify(text, keys, now=NOW, status=status).standing == wanted
    return time.process_time() - began


def measure(many: int = MANY, repeats: int = REPEATS) -> dict[str, float]:
    """Seconds of each, the fastest of some turns."""
    key = PrivateKey.new(f"{SITE}keys/")
    told = {"keys": [published(key.public(), f"{SITE}issuer/")]}
    keys, texts = read_keys(json.dumps(told)), made(many, key)
    status = sign(
        status_list(
            address=f"{SITE}status/1/", issuer=f"{SITE}issuer/", issuer_name="Bench",
            revoked=[many + 1], made_at=NOW,
        ),
        key,
    )  # fmt: skip
    revoked = open_list(status, keys)
    found = dict.fromkeys(("signatures", "checked", "checked with the list"), 0.0)
    gc.disable()
    for begin in range(0, many, BLOCK):
        block = texts[begin : begin + BLOCK]
        turns = [
            (bare(block, key), ours(block, keys), ours(block, keys, revoked))
            for _turn in range(repeats)
        ]
        for name, times in zip(found, zip(*turns, strict=True), strict=True):
            found[name] += min(times)
    gc.enable()
    return found


def table(found: dict[str, float], many: int) -> str:
    """What was measured, as it stands in a report."""
    lines = [
        f"| {many:,} credentials | seconds | / signatures | at most {TARGET} |",
        "|---|---|---|---|",
        f"| signatures alone | {found['signatures']:.2f} | 1 | |",
    ]
    for name in ("checked", "checked with the list"):
        ratio = found[name] / found["signatures"]
        how = "met" if ratio <= TARGET else "**missed**"
        lines.append(f"| {name} | {found[name]:.2f} | {ratio:.2f} | {how} |")
    return "\n".join(lines)


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    print(table(measure(many), many))
