"""The bench of the network runs in small, so that it cannot rot."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_network_page_is_measured_in_small(tmp_path):
    said = "from bench import network; print(sorted(network.measure(40, 60)))"
    environment = {"COMMUNITYLINKAGE_VAR": str(tmp_path), "PYTHONPATH": str(ROOT), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", said], env=environment, cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "['map', 'map again', 'networkx', 'next']" in done.stdout
