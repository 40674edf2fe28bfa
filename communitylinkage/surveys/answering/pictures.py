"""Pictures written anew: what is seen stays, what a telephone hides in them goes. Pure."""

import io

from PIL import Image, ImageOps

# A small file can unfold into gigabytes; a good telephone takes pictures of 50 million points.
MOST_POINTS = 60_000_000
# So many points on the longer side are enough to read a page of paper.
LONGEST_SIDE = 2400
FORMATS = {"image/jpeg": ("JPEG", "MPO"), "image/png": ("PNG",)}
# What both formats can write; anything else (CMYK, 16 bits) is turned into colours of a screen.
_MODES = {"image/jpeg": {"RGB", "L"}, "image/png": {"RGB", "RGBA", "L", "LA", "P", "1"}}


class BrokenError(ValueError):
    """Not a picture that can be shown; the first argument is a code: broken, points."""


def rewritten(content: bytes, kind: str, side: int = LONGEST_SIDE) -> bytes:
    """The picture from its points alone, turned as it was held, not larger than `side`.

    Args:
        kind: "image/jpeg" or "image/png"; it stays what it was.
        side: points on the longer side, at most.

    Raises:
        BrokenError: it cannot be shown, or is far too large.
    """
    try:
        return _rewritten(content, kind, side)
    except BrokenError:
        raise
    except Image.DecompressionBombError as error:
        raise BrokenError("points") from error
    except Exception as error:  # broken pictures make Pillow fail in a dozen ways
        raise BrokenError("broken") from error


def _rewritten(content: bytes, kind: str, side: int) -> bytes:
    with Image.open(io.BytesIO(content), formats=FORMATS[kind]) as opened:
        if opened.width * opened.height > MOST_POINTS:
            raise BrokenError("points")
        opened.draft("RGB", (side, side))
        picture = ImageOps.exif_transpose(opened)
    if picture.mode not in _MODES[kind]:
        picture = picture.convert("RGBA" if "A" in picture.mode and kind == "image/png" else "RGB")
    picture.thumbnail((side, side))
    # Notes travel in here (place, time, device, comments, profiles); a see-through colour stays.
    picture.info = {k: v for k, v in picture.info.items() if k == "transparency"}
    out = io.BytesIO()
    if kind == "image/jpeg":
        picture.save(out, "JPEG", quality=85)
    else:
        picture.save(out, "PNG")
    return out.getvalue()
