"""What `make run` says on a machine that lacks something: one line, with all that is to install."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("bash", "sh", "cat", "cut", "dirname", "grep", "readlink", "rm", "sha256sum")
PYTHON = """#!/bin/sh
case "$2" in *version_info*) exit {old} ;; *ensurepip*) exit {bare} ;; esac
"""


@pytest.fixture
def run_on(tmp_path):
    """`scripts/run` on a machine that has these programmes only."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for tool in TOOLS:
        (bin_ / tool).symlink_to(shutil.which(tool))

    def run(**made):
        for name, content in made.items():
            (bin_ / name).write_text(content)
            (bin_ / name).chmod(0o755)
        return subprocess.run(
            ["bash", str(ROOT / "scripts" / "run")],
            env={"PATH": str(bin_), "VENV": str(tmp_path / "venv"), "HOME": os.environ["HOME"]},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.mark.parametrize(
    ("there", "missing"),
    [
        ({}, "make python3 python3-venv"),
        ({"python3": PYTHON.format(old=1, bare=0)}, "make python3.11 python3.11-venv"),
        ({"python3": PYTHON.format(old=0, bare=1)}, "make python3-venv"),
        ({"python3": PYTHON.format(old=0, bare=1), "make": ""}, "python3-venv"),
    ],
)
def test_what_is_missing_is_said_in_one_line(run_on, there, missing):
    done = run_on(**there)
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Missing: {missing} (")
    assert line.endswith(f"sudo apt-get install {missing}")
