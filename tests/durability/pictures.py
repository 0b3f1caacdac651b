"""Photos as phones send them, each of another colour, so that one is never taken for another."""

import io
import random
from dataclasses import dataclass

from PIL import Image

SIZE = (1280, 960)
ALMOST = 12  # of 255: what two lossy formats may change an average colour


@dataclass(frozen=True)
class Picture:
    """A JPEG and its average colour."""

    jpeg: bytes
    colour: tuple[int, ...]

    def is_shown_by(self, content: bytes) -> bool:
        """Whether a variant decodes as a whole, and is of this photo."""
        with Image.open(io.BytesIO(content)) as opened:
            opened.load()
            seen = _average(opened)
        return all(abs(one - other) <= ALMOST for one, other in zip(seen, self.colour, strict=True))


def make_pictures(count: int) -> list[Picture]:
    """Return photos with some noise, so that no variant is a handful of bytes."""
    noise = Image.effect_noise(SIZE, 10).convert("RGB")
    return [_picture(noise) for _ in range(count)]


def _picture(noise: Image.Image) -> Picture:
    colour = tuple(random.randint(0, 255) for _ in range(3))  # noqa: S311 -- a colour is no secret
    image = Image.blend(Image.new("RGB", SIZE, colour), noise, 0.3)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=82)
    return Picture(buffer.getvalue(), _average(image))


def _average(image: Image.Image) -> tuple[int, ...]:
    pixel = image.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return tuple(int(value) for value in pixel)
