"""The bench of the search over practices and events runs in small, so that it cannot rot."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAID = """
import django; django.setup()
from bench import search
search.measure("bench_sqlite", 300)
"""


def test_the_search_is_measured_in_small(tmp_path):
    environment = {
        "COMMUNITYLINKAGE_VAR": str(tmp_path), "PYTHONPATH": str(ROOT), "PATH": "",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", SAID], env=environment, cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("300 practices") == done.stdout.count("300 events") == 4
