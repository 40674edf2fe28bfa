"""Searches one importer for an input that breaks it: `python -m tests.fuzz NAME SECONDS`.

Stops at the first find and leaves it in `found/NAME/`: mend, keep the file, search again.
"""

import hashlib
import importlib
import sys
import tempfile
from pathlib import Path

import atheris

from tests.fuzz import TARGETS

HERE = Path(__file__).parent
# An input that takes longer than this, or more memory, is a find too.
SLOWEST_SECONDS, MOST_MEGABYTES, LONGEST_BYTES = 20, 2000, 20_000


def main() -> None:
    """Runs libFuzzer on one of `TARGETS`; its last words are the figures for the document."""
    name, seconds = sys.argv[1], int(sys.argv[2])
    if name not in TARGETS:
        sys.exit(f"one of: {', '.join(TARGETS)}")
    with atheris.instrument_imports(include=TARGETS[name], enable_loader_override=False):
        target = importlib.import_module(f"tests.fuzz.{name}")
    found = HERE / "found" / name
    found.mkdir(parents=True, exist_ok=True)

    def one(data: bytes) -> None:
        try:
            target.one_input(data)
        except Exception:
            # libFuzzer keeps it too, but not when its own clock rings meanwhile.
            (found / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
            raise

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(target.seeds()):
            (Path(corpus) / f"seed-{number}").write_bytes(seed)
        flags = [
            f"-max_total_time={seconds}", f"-timeout={SLOWEST_SECONDS}",
            f"-rss_limit_mb={MOST_MEGABYTES}", f"-max_len={LONGEST_BYTES}",
            f"-artifact_prefix={corpus}/", "-print_final_stats=1", "-verbosity=1",
        ]  # fmt: skip
        atheris.Setup([sys.argv[0], *flags, corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
