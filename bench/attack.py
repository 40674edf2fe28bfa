"""What an attack on sign-in costs whom: `python -m bench.attack [SECONDS]`.

The product runs as `make run` starts it. Somebody signs in again and again, from a browser that is
new each time: alone, then while a stranger tries passwords of *another* account without a pause.
Then a stranger tries a made-up address each time, from one source, and both sides are measured: the
processor time of the server, and the time that passed for the stranger.
"""

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django

from bench.browsing import Visitor
from bench.timing import Figures

SECONDS = 60
SIGN_INS = 20
HERS, ATTACKED = "lead@demo.invalid", "mentor@demo.invalid"


def processor_seconds(mark: str) -> float:
    """Of all processes whose command line holds the mark, with their dead children."""
    found, tick = 0.0, 100
    for one in Path("/proc").iterdir():
        if one.name.isdecimal():
            try:
                if mark in (one / "cmdline").read_text():
                    fields = (one / "stat").read_text().rpartition(")")[2].split()
                    found += sum(map(int, fields[11:15])) / tick
            except OSError:
                continue
    return found


def her_sign_ins(address: str, password: str, first: int) -> Figures:
    """How long each takes; each must go through."""
    took = []
    for at in range(SIGN_INS):
        visitor = Visitor(address, f"127.9.{first}.{at + 1}")
        began = time.perf_counter()
        assert visitor.sign_in(HERS, password), "she was not let in"
        took.append(1000 * (time.perf_counter() - began))
    return Figures(took)


@contextmanager
def attacked(address: str, *, made_up: bool) -> Iterator[list[int]]:
    """Meanwhile a stranger tries wrong passwords without a pause, from one source; how often.

    Args:
        made_up: a new address each time that nobody has; else one account, again and again.
    """
    visitor, tries, over = Visitor(address, "127.66.6.6"), [0], threading.Event()

    def attack() -> None:
        while not over.is_set():
            tries[0] += 1
            visitor.sign_in(f"nobody{tries[0]}@example.org" if made_up else ATTACKED, "wrong")

    stranger = threading.Thread(target=attack)
    stranger.start()
    try:
        yield tries
    finally:
        over.set()
        stranger.join()


@dataclass(frozen=True, slots=True)
class Found:
    """Her sign-ins alone and beside an attack; seconds of the server and of the stranger."""

    alone: Figures
    beside: Figures
    tries_beside: int
    tries: int
    seconds: float
    server: float
    stranger: float


def measure(seconds: float) -> Found:
    """Everything, in one run."""
    from communitylinkage.people.demo import PASSWORD
    from tests.browser.product import running

    with tempfile.TemporaryDirectory() as folder, running(folder) as (address, _said, _env):
        her_sign_ins(address, PASSWORD, 1)
        alone = her_sign_ins(address, PASSWORD, 2)
        with attacked(address, made_up=False) as tries_beside:
            beside = her_sign_ins(address, PASSWORD, 3)
        server = processor_seconds("gunicorn")
        time.sleep(seconds)
        idle = processor_seconds("gunicorn") - server
        own, began, server = time.process_time(), time.perf_counter(), processor_seconds("gunicorn")
        with attacked(address, made_up=True) as tries:
            time.sleep(seconds)
        passed = time.perf_counter() - began
        return Found(
            alone=alone, beside=beside, tries_beside=tries_beside[0], tries=tries[0],
            seconds=passed, server=processor_seconds("gunicorn") - server - idle,
            stranger=time.process_time() - own,
        )  # fmt: skip


def table(found: Found) -> str:
    """What was measured, as it stands in a report."""
    alone, beside = found.alone, found.beside
    return "\n".join([
        "| what | figure |", "|---|---|",
        f"| her sign-in, alone: p50, p95 | {alone['p50']:.0f} ms, {alone['p95']:.0f} ms |",
        f"| the same while another account is attacked ({found.tries_beside} tries) "
        f"| {beside['p50']:.0f} ms, {beside['p95']:.0f} ms |",
        f"| beside / alone, p50 | {beside['p50'] / alone['p50']:.2f} |",
        f"| a stranger's tries from one source, a made-up address each | {found.tries} "
        f"in {found.seconds:.0f} s |",
        f"| processor time of the server for them, idle taken off | {found.server:.1f} s |",
        f"| processor time of the stranger | {found.stranger:.1f} s |",
    ])  # fmt: skip


if __name__ == "__main__":
    django.setup()
    print(table(measure(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)))
