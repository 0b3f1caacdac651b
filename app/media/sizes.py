"""How large the variants of a photo are."""

from PIL import Image

WIDTHS = (1280, 640, 320)
TALLEST = 2  # times the width: phones held upright fit, a hostile one-pixel column doesn't make a tower


def shrunk(image: Image.Image, width: int, *, is_on_its_side: bool = False) -> Image.Image:
    """Return the image made to fit a width, once it stands upright; one that fits is never enlarged."""
    box = (TALLEST * width, width) if is_on_its_side else (width, TALLEST * width)
    scale = min(box[0] / image.width, box[1] / image.height)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    # Halved cheaply first where that leaves half as much again as needed: the eye can't tell, the clock can.
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=1.5)
