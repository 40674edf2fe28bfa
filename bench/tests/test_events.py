"""The bench of registrations: what it checks finds what is wrong, and it says where it cannot run."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench import events

ROOT = Path(__file__).resolve().parents[2]
TOLD = [("a", 0.0, 1.0), ("b", 2.0, 3.0), ("c", 2.5, 3.5)]


def test_two_places_in_the_order_of_commit_are_right():
    events.check([("a", "enrolled", 1), ("c", "enrolled", 2), ("b", "waiting", 3)], TOLD, 2)


@pytest.mark.parametrize(
    "rows",
    [
        [("b", "enrolled", 1), ("a", "enrolled", 2), ("c", "waiting", 3)],
        [("a", "enrolled", 1), ("b", "enrolled", 2), ("c", "enrolled", 3)],
        [("a", "enrolled", 1), ("b", "enrolled", 2)],
        [("a", "enrolled", 1), ("b", "enrolled", 2), ("b", "waiting", 3)],
    ],
)
def test_a_wrong_order_somebody_beyond_or_somebody_lost_is_found(rows):
    with pytest.raises(AssertionError):
        events.check(rows, TOLD, 2)


def test_without_postgres_it_says_so():
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-m", "bench.events"], env=environment, cwd=ROOT, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "none given" in done.stdout
