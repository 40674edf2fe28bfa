"""Makes the small fonts of communitylinkage/printing from Debian's fonts-noto-core, once.

    pip install fonttools && python scripts/fonts.py

Not part of any check: the fonts are in the repository, so that a bare machine prints Arabic.
"""

import subprocess
import sys
from pathlib import Path

SOURCE = Path("/usr/share/fonts/truetype/noto")
TARGET = Path(__file__).resolve().parent.parent / "communitylinkage/printing/fonts"
# Latin with its additions, Greek, Cyrillic, punctuation, signs of money, arrows.
WESTERN = (
    "U+0020-007E,U+00A0-024F,U+0250-02AF,U+02B0-036F,U+0370-03FF,U+0400-052F,U+1E00-1FFF,"
    "U+2000-20CF,U+2100-214F,U+2190-22FF,U+25A0-25FF,U+2C60-2C7F,U+A720-A7FF,U+FB00-FB06,U+FFFC-FFFD"
)
FAMILIES = {"NotoSans": WESTERN} | dict.fromkeys(
    ("NotoSansArabic", "NotoSansBengali", "NotoSansEthiopic", "NotoSansHebrew"), "*"
)


def main() -> None:
    """Writes each font and the list of signs that regular and bold both hold."""
    for family, signs in FAMILIES.items():
        for weight in ("Regular", "Bold"):
            name = f"{family}-{weight}.ttf"
            subprocess.run(  # noqa: S603 -- the tool of fonttools, with the names of this file
                [
                    *(sys.executable, "-m", "fontTools.subset", SOURCE / name),
                    *(f"--unicodes={signs}", "--layout-features=*", "--no-hinting"),
                    f"--output-file={TARGET / name}",
                ],
                check=True,
            )
    (TARGET / "coverage.txt").write_text("".join(f"{a:04X}-{b:04X}\n" for a, b in _ranges()))


def _ranges() -> list[list[int]]:
    from fontTools.ttLib import TTFont

    held = set()
    for family in FAMILIES:
        held |= set.intersection(
            *(set(TTFont(TARGET / f"{family}-{w}.ttf").getBestCmap()) for w in ("Regular", "Bold"))
        )
    ranges: list[list[int]] = []
    for sign in sorted(held):
        if ranges and ranges[-1][1] == sign - 1:
            ranges[-1][1] = sign
        else:
            ranges.append([sign, sign])
    return ranges


if __name__ == "__main__":
    main()
