"""What is kept of a photo: AVIF in three widths, one JPEG for old phones, and a tiny blurred stand-in."""

import base64
import io
from dataclasses import dataclass

from PIL import Image

from app.media.sizes import WIDTHS, shrunk

# One thread each: several photos then share the cores fairly, at the same cost for each.
AVIF = {"quality": 60, "speed": 10, "max_threads": 1}
JPEG = {"quality": 82, "progressive": True}
TYPES = {"320.avif": "image/avif", "640.avif": "image/avif", "1280.avif": "image/avif", "1280.jpg": "image/jpeg"}
TINY = 16


@dataclass(frozen=True, slots=True)
class Variants:
    """Files by name, and what a page needs before they arrive: the largest one's size and a data: URI."""

    width: int
    height: int
    placeholder: str
    files: dict[str, bytes]


def make_variants(image: Image.Image) -> Variants:
    """Return every variant; a small photo is never enlarged, and each size is made from the next larger one."""
    largest = shrunk(image, WIDTHS[0])
    files = {"1280.jpg": _encoded(largest, "JPEG", **JPEG)}
    current = largest
    for width in WIDTHS:
        current = shrunk(current, width)
        files[f"{width}.avif"] = _encoded(current, "AVIF", **AVIF)
    return Variants(largest.width, largest.height, _placeholder(current), files)


def _placeholder(image: Image.Image) -> str:
    tiny = image.copy()
    tiny.thumbnail((TINY, TINY), Image.Resampling.BOX)
    return f"data:image/webp;base64,{base64.b64encode(_encoded(tiny, 'WEBP', quality=20)).decode()}"


def _encoded(image: Image.Image, kind: str, **options: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
