"""Pictures made for a test: what cameras seldom write, and what somebody might send on purpose."""

import io
import struct
import zlib
from typing import BinaryIO

from PIL import Image, ImageCms, ImageDraw

from app.media.decode import decode
from tests.media.camera_files import iphone_heic

RED, GREEN, BLUE, WHITE = (220, 30, 40), (30, 160, 60), (40, 60, 200), (255, 255, 255)


def scene(width: int = 96, height: int = 64, mode: str = "RGB") -> Image.Image:
    """Return a picture of which every corner differs: red, green, blue and white."""
    image = Image.new("RGB", (width, height), RED)
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), fill=GREEN)
    draw.rectangle((0, height // 2, width // 2 - 1, height), fill=BLUE)
    draw.rectangle((width // 2, height // 2, width, height), fill=WHITE)
    return image if mode == "RGB" else image.convert(mode)


def saved(image: Image.Image, kind: str, **options: object) -> io.BytesIO:
    """Return a picture as a file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    file.seek(0)
    return file


def corners(image: Image.Image) -> list[tuple[int, int, int]]:
    """Return the colours an eighth inside the corners: top left, top right, bottom left, bottom right."""
    across, down = image.width // 8, image.height // 8
    places = [(x, y) for y in (down, image.height - 1 - down) for x in (across, image.width - 1 - across)]
    return [pixel_at(image, place) for place in places]


def pixel_at(image: Image.Image, place: tuple[int, int]) -> tuple[int, int, int]:
    """Return a colour."""
    pixel = image.getpixel(place)
    assert isinstance(pixel, tuple)
    red, green, blue = pixel[:3]
    return int(red), int(green), int(blue)


def is_like(first: tuple[int, int, int], second: tuple[int, int, int], within: int = 24) -> bool:
    """Tell whether two colours look the same, as colours do after a lossy codec."""
    return all(abs(one - other) <= within for one, other in zip(first, second, strict=True))


def shows_the_scene(image: Image.Image) -> bool:
    """Tell whether a picture is the scene, upright and in its colours."""
    return all(is_like(*pair) for pair in zip(corners(image), (RED, GREEN, BLUE, WHITE), strict=True))


def decoded(content: bytes | BinaryIO) -> Image.Image:
    """Decode a file or its bytes."""
    return decode(io.BytesIO(content) if isinstance(content, bytes) else content)


def huge_png(width: int, height: int) -> bytes:
    """Return a PNG of one colour with as many pixels as wanted; a few hundred thousand bytes say 400 megapixels."""
    row = b"\0" + bytes(width // 8 + (width % 8 > 0))
    packer = zlib.compressobj(1)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def many_scans(scans: int) -> bytes:
    """Return a progressive JPEG whose last scan comes back again and again."""
    content = saved(scene(), "JPEG", progressive=True).getvalue()
    last = content.rindex(b"\xff\xda")
    return content[:last] + content[last:-2] * scans + content[-2:]


def display_p3() -> bytes:
    """Return the profile that iPhones write into their photos."""
    with Image.open(iphone_heic()) as photo:
        profile: bytes = photo.info["icc_profile"]
    assert "P3" in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    return profile


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
