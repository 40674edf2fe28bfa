"""What is said on a machine that lacks something: one line, with all that is to install."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("bash", "sh", "cat", "cut", "dirname", "grep", "mktemp", "readlink", "rm", "sha256sum")
PYTHON = """#!/bin/sh
case "$2" in *version_info*) exit {old} ;; *ensurepip*) exit {bare} ;; esac
"""


@pytest.fixture
def run_on(tmp_path):
    """A script on a machine that has these programmes only."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for tool in TOOLS:
        (bin_ / tool).symlink_to(shutil.which(tool))

    def run(script="run", /, **made):
        for name, content in made.items():
            (bin_ / name).write_text(content)
            (bin_ / name).chmod(0o755)
        return subprocess.run(
            ["bash", str(ROOT / "scripts" / script)],
            env={"PATH": str(bin_), "VENV": str(tmp_path / "venv"), "HOME": str(tmp_path)},
            cwd=ROOT,
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


def test_a_browser_that_apt_cannot_bring_is_said_in_one_line(run_on, tmp_path):
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").write_text("#!/bin/sh\nexit 3\n")
    (venv / "bin" / "python").chmod(0o755)
    wanted = (ROOT / "requirements" / "test.txt").read_bytes()
    (venv / "installed-test").write_text(hashlib.sha256(wanted).hexdigest())
    ubuntu = "#!/bin/sh\necho 'E: Package chromium has no installation candidate' >&2; exit 100\n"
    done = run_on("test", **{"id": "#!/bin/sh\necho 0\n", "apt-get": ubuntu})
    assert done.returncode == 1
    assert done.stderr == ""
    _installing, line = done.stdout.splitlines()
    assert line.startswith("Chromium is missing: sudo apt-get install chromium")
    assert f"{venv}/bin/playwright install --with-deps chromium" in line
