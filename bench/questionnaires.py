"""The three targets of questionnaires in one run, as a page: `python -m bench.questionnaires`.

Each part runs as its own command, so that none warms another. What needs a PostgreSQL is left out,
and said so, where DATABASE_URL names none.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs/reference/bench-questionnaires.md"
PARTS = {
    "A page of a long form beside one of a short form": ("bench.answering",),
    "Our import beside pyxform's own conversion": ("bench.surveys",),
    "Results beside the bare SQL, 5,000 answers": ("bench.analysis", "5000"),
    "Results beside the bare SQL, 20,000 answers": ("bench.analysis", "20000"),
    "Results beside the bare SQL, 100,000 answers": ("bench.analysis", "100000"),
}


def lines_of(part: tuple[str, ...]) -> list[str]:
    """What a part says, one line for each figure."""
    if part[0] == "bench.analysis" and "DATABASE_URL" not in os.environ:
        return ["Not measured: DATABASE_URL names no PostgreSQL."]
    command = [sys.executable, "-m", *part]
    run = subprocess.run(  # noqa: S603 -- a command of ours, from the table above
        command, capture_output=True, text=True, check=False
    )
    if run.returncode:
        return [f"Not measured: {run.stderr.strip().splitlines()[-1]}"]
    return run.stdout.strip().splitlines()


def main() -> None:
    """Writes the page, and says the same."""
    before = os.getloadavg()
    told = {title: lines_of(part) for title, part in PARTS.items()}
    loads = ["{:.1f}, {:.1f}, {:.1f}".format(*each) for each in (before, os.getloadavg())]
    text = [
        "# Bench of questionnaires",
        "",
        f"Written by `python -m bench.questionnaires` on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; not "
        f"part of any check. {os.cpu_count()} cores; load {loads[0]} before and {loads[1]} after. "
        "Targets are those of issue 3; ratios compare within one run. The target of results is for "
        "100,000 answers: with few, drawing the page and its pictures weighs more than counting.",
    ]
    for title, lines in told.items():
        text += ["", f"## {title}", "", *(f"- {line}" for line in lines)]
    PAGE.write_text("\n".join(text) + "\n")
    print(PAGE.read_text())


if __name__ == "__main__":
    main()
