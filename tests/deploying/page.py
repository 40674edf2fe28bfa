"""What docs/deployment/debian.md says: its steps, and the lines that are typed as root."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "deployment" / "debian.md"


class Page:
    """The page's steps, and in each its blocks of code."""

    def __init__(self, path: Path):
        parts = re.split(r"^## (\d+)\. .*$", path.read_text(), flags=re.MULTILINE)
        self._steps = dict(zip(map(int, parts[1::2]), parts[2::2], strict=True))

    def blocks(self, step: int) -> list[str]:
        """The blocks of a step, each as it stands."""
        return re.findall(r"^```\n(.*?)^```$", self._steps[step], re.MULTILINE | re.DOTALL)

    def lines(self, step: int, block: int | None = None) -> list[str]:
        """What is typed as root."""
        blocks = self.blocks(step)
        chosen = blocks if block is None else [blocks[block]]
        return [one[2:] for each in chosen for one in each.splitlines() if one.startswith("# ")]
