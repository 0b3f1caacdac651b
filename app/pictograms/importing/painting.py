"""Paints a PNG from elsewhere afresh, small and in few colours, as an image inside a drawing of ours."""

import base64
import io
import warnings

from PIL import Image

from app.pictograms.refusal import PictureRefused

PNG = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 8_000_000
SIDE, COLOURS = 200, 48  # sharp at 96 px on a phone with two pixels for one
MOST_BYTES = 15_000  # in base64 a third more
ELEMENT = '<image x="4" y="4" width="64" height="64" href="data:image/png;base64,{}"/>'
# What Pillow raises for bytes that are not what they say they are.
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning)


def is_png(content: bytes) -> bool:
    """Whether these are the bytes of a PNG."""
    return content.startswith(PNG)


def paint(content: bytes) -> str:
    """Return a PNG as what stands inside the `<svg>` of a drawing; nothing but its pixels survives."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
                if picture.width * picture.height > MOST_PIXELS:  # known before anything is decoded
                    raise PictureRefused(f"it has more than {MOST_PIXELS} pixels")
                fresh = _square(picture)
    except UNREADABLE as error:
        raise PictureRefused("it is no readable PNG") from error
    small = io.BytesIO()
    fresh.quantize(COLOURS).save(small, "PNG", optimize=True)
    if small.tell() > MOST_BYTES:
        raise PictureRefused(f"it is {small.tell()} bytes when painted afresh; at most {MOST_BYTES}")
    return ELEMENT.format(base64.b64encode(small.getvalue()).decode())


def _square(picture: Image.Image) -> Image.Image:
    shown = picture.convert("RGBA")
    shown.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    fresh = Image.new("RGBA", (SIDE, SIDE))
    fresh.paste(shown, ((SIDE - shown.width) // 2, (SIDE - shown.height) // 2))
    return fresh
