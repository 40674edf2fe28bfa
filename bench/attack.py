"""What an attack on sign-in costs whom: `python -m bench.attack [SECONDS]`.

The product runs as `make run` starts it. Somebody signs in again and again, from a browser that is
new each time: alone, then while a stranger tries passwords of *another* account without a pause.
Then a stranger tries a made-up address each time, from one source, and both sides are measured: the
processor time of the server, and the time that passed for the stranger.
"""

import itertools
import sys
import tempfile
import threading
import time
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


def attack(address: str, over: threading.Event, tries: list[int], *, made_up: bool) -> None:
    """Wrong passwords without a pause, from one source."""
    visitor = Visitor(address, "127.66.6.6")
    for at in itertools.count():
        if over.is_set():
            return
        visitor.sign_in(f"nobody{at}@example.org" if made_up else ATTACKED, "wrong")
        tries[0] += 1


def measure(seconds: float) -> dict[str, object]:
    """Everything, in one run."""
    from communitylinkage.people.demo import PASSWORD
    from tests.browser.product import running

    with tempfile.TemporaryDirectory() as folder, running(folder) as (address, _said, _env):
        her_sign_ins(address, PASSWORD, 1)
        alone, tries, over = her_sign_ins(address, PASSWORD, 2), [0], threading.Event()
        stranger = threading.Thread(
            target=attack, args=(address, over, tries), kwargs={"made_up": False}
        )
        stranger.start()
        beside = her_sign_ins(address, PASSWORD, 3)
        over.set()
        stranger.join()
        found: dict[str, object] = {"alone": alone, "beside": beside, "tries beside": tries[0]}
        idle_began = processor_seconds("gunicorn")
        time.sleep(seconds / 4)
        idle = (processor_seconds("gunicorn") - idle_began) * 4
        over, tries, began = threading.Event(), [0], processor_seconds("gunicorn")
        stranger = threading.Thread(
            target=attack, args=(address, over, tries), kwargs={"made_up": True}
        )
        own, clock = time.process_time(), time.perf_counter()
        stranger.start()
        time.sleep(seconds)
        over.set()
        stranger.join()
        found |= {
            "seconds": time.perf_counter() - clock, "stranger": time.process_time() - own,
            "server": processor_seconds("gunicorn") - began - idle, "tries": tries[0],
        }  # fmt: skip
    return found


def table(found: dict[str, object]) -> str:
    """What was measured, as it stands in a report."""
    alone, beside = found["alone"], found["beside"]
    assert isinstance(alone, Figures)
    assert isinstance(beside, Figures)
    return "\n".join([
        "| what | figure |", "|---|---|",
        f"| her sign-in, alone: p50, p95 | {alone['p50']:.0f} ms, {alone['p95']:.0f} ms |",
        f"| the same while another account is attacked ({found['tries beside']} tries) "
        f"| {beside['p50']:.0f} ms, {beside['p95']:.0f} ms |",
        f"| beside / alone, p50 | {beside['p50'] / alone['p50']:.2f} |",
        f"| a stranger's tries from one source, a made-up address each | {found['tries']} "
        f"in {found['seconds']:.0f} s |",
        f"| processor time of the server for them | {found['server']:.1f} s |",
        f"| processor time of the stranger | {found['stranger']:.1f} s |",
    ])  # fmt: skip


if __name__ == "__main__":
    django.setup()
    print(table(measure(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)))
