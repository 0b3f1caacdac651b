"""The sizes a photo is kept in: AVIF in three widths, one JPEG for old phones, and a tiny blurred stand-in."""

import base64
import io
from dataclasses import dataclass

from PIL import Image

WIDTHS = (1280, 640, 320)
AVIF = {"quality": 60, "speed": 10}
TYPES = {"320.avif": "image/avif", "640.avif": "image/avif", "1280.avif": "image/avif", "1280.jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Variants:
    """What is kept of a photo: files by name, and what a page needs before they arrive."""

    width: int
    height: int
    placeholder: str
    files: dict[str, bytes]


def make_variants(image: Image.Image) -> Variants:
    """Return every variant; a small photo is never enlarged, and each size is made from the next larger one."""
    files: dict[str, bytes] = {}
    current = image
    for width in WIDTHS:
        current = _shrunk(current, width)
        files[f"{width}.avif"] = _encoded(current, "AVIF", **AVIF)
        if width == WIDTHS[0]:
            largest = current.size
            files[f"{width}.jpg"] = _encoded(current, "JPEG", quality=82, progressive=True)
    tiny = current.resize((16, max(1, round(16 * current.height / current.width))), Image.Resampling.BILINEAR)
    placeholder = base64.b64encode(_encoded(tiny, "WEBP", quality=20)).decode()
    return Variants(*largest, f"data:image/webp;base64,{placeholder}", files)


def _shrunk(image: Image.Image, width: int) -> Image.Image:
    scale = width / max(image.size)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _encoded(image: Image.Image, kind: str, **options: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
