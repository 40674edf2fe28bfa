"""`make broken`: takes each protection away in a copy, and its test must fail.

What failed is kept with its day in docs/security/broken.json; a test that stays green, or that does
not run at all, is named at the end, and the exit status is 1.

    python -m tests.promises [PART OF A TEST'S NAME ...]
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from communitylinkage.stewardship.promises import BROKEN, ROOT, Removed, removed

FAILED = 1
LONGEST = 900


def copied(to: Path) -> None:
    """What git knows, as it stands here, and the catalogues that were made from it."""
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = [name for name in told.stdout.decode().split("\0") if name]
    made = [str(path.relative_to(ROOT)) for path in ROOT.glob("communitylinkage/**/*.mo")]
    for name in [*names, *made]:
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)


def without(cut: Removed, at: Path, var: Path) -> int:
    """pytest's exit status of the test without the protection."""
    file = at / cut.file
    kept = file.read_text()
    assert kept.count(cut.old) == 1, f"{cut.file}: {kept.count(cut.old)} times {cut.old!r}"
    file.write_text(kept.replace(cut.old, cut.new))
    environment = {**os.environ, "PYTHONPATH": str(at), "COMMUNITYLINKAGE_VAR": str(var)}
    try:
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-x", cut.test], cwd=at, env=environment,
            stdout=subprocess.DEVNULL, timeout=LONGEST, check=False,
        ).returncode  # fmt: skip
    finally:
        file.write_text(kept)


def main(wanted: list[str]) -> int:
    """The exit status."""
    wrong, today = [], datetime.now(UTC).date().isoformat()
    every = [cut for cut in removed() if not wanted or any(part in cut.test for part in wanted)]
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder) / "product"
        copied(at)
        for cut in every:
            status = without(cut, at, Path(folder) / "var")
            name = f"{cut.test} without {cut.without}"
            kept = json.loads(BROKEN.read_text()) if BROKEN.exists() else {}
            kept.pop(name, None)
            if status == FAILED:
                kept[name] = today
            else:
                wrong.append(f"{name}: exit status {status}")
            print("fails, as it must" if status == FAILED else f"STATUS {status}", name, flush=True)
            known = {f"{one.test} without {one.without}" for one in removed()}
            kept = {name: day for name, day in sorted(kept.items()) if name in known}
            BROKEN.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    print(
        f"{len(every) - len(wrong)} of {len(every)} tests fail without what they show.",
        *wrong,
        sep="\n",
    )
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
