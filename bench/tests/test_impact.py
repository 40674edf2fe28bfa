"""The bench of dashboards runs in small, so that it cannot rot."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAID = """
import django; django.setup()
from bench import impact
impact.measure("bench_sqlite", 3_000)
"""


def test_dashboards_are_measured_in_small_and_give_what_duckdb_gives(tmp_path):
    environment = {
        "COMMUNITYLINKAGE_VAR": str(tmp_path), "PATH": "",
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", SAID], env=environment, cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("3,000 facts") == 4
