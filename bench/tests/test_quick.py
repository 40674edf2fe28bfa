"""The bench runs in small, so that it cannot rot; its figures say nothing here."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_bench_runs_and_its_report_calls_a_miss_a_miss(tmp_path):
    environment = {
        **os.environ,
        "COMMUNITYLINKAGE_VAR": str(tmp_path / "var"),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": str(ROOT),
        "BENCH_DATABASE_URL": os.environ.get("DATABASE_URL", "postgres://127.0.0.1:1/none")
        + "_bench",
    }
    # The lock store's address may be that of a test database; the bench opens neither.
    for name in ("DATABASE_URL", "LOCKS_DATABASE_URL"):
        environment.pop(name, None)
    report = tmp_path / "bench.md"
    asked = ["--quick", "--only", "match", "--sizes", "200,400", "--out", str(report)]
    done = subprocess.run(
        [sys.executable, "-m", "bench", *asked],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    text = report.read_text()
    assert "growth 200 to 400, SQLite, random, p50" in text
    assert "at most 3" in text
    assert "none differed" in text


def test_a_figure_beyond_its_target_is_a_miss():
    from bench.report import _row

    assert _row("x", 3.1, 3)[3] == "**missed**"
    assert _row("x", 3.0, 3)[3] == "met"
    assert _row("x", 1.5, 1.6, at_least=True)[3] == "**missed**"
