"""Opening a photo safely: known formats only, sized before it is decoded, upright, sRGB, and free of all metadata."""

import io
import struct
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageCms, ImageFile, UnidentifiedImageError

from app.errors import Refused, TooLarge
from app.media.sizes import WIDTHS, shrunk
from app.media.structure import check_structure

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
MAX_PIXELS = 50_000_000
ORIENTATION_TAG = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
ON_ITS_SIDE = {5, 6, 7, 8}

# What Pillow and the libraries below it raise for bytes that aren't the photo they say they are.
UNREADABLE = (
    *(UnidentifiedImageError, OSError, EOFError, SyntaxError, ValueError, RuntimeError, struct.error),
    *(TypeError, KeyError, IndexError, OverflowError, ZeroDivisionError),
)

# The photo alone: no previews, depth maps or masks are read, nor decoded in its stead.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
# A photo that lost its end is refused; Pillow could fill the rest with grey, and nobody would notice until later.
ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before anything is decoded


def _(msgid: str) -> str:
    return msgid


def decode(source: BinaryIO) -> Image.Image:
    """Return fresh RGB pixels, at most as wide as the largest variant.

    `Refused` for what isn't a whole photo, `TooLarge` beyond 50 megapixels.
    """
    try:
        with Image.open(source, formats=FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise TooLarge
            check_structure(source, opened.format or "")
            # JPEG's own halving: four times fewer pixels to decode when the photo is twice as large as we need.
            opened.draft("RGB", (WIDTHS[0], WIDTHS[0]))
            opened.load()
            orientation = _orientation(opened)
            # Small first: turning it and its colours then cost a tenth.
            small = shrunk(_resizable(opened), WIDTHS[0], is_on_its_side=orientation in ON_ITS_SIDE)
        return _fresh(_upright(_in_srgb(_on_white(small)), orientation))
    except UNREADABLE as error:
        raise Refused(
            "wrong_file", pictogram="ui_wrong_file", message=_("This is not a photo we can use. Choose another.")
        ) from error


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ORIENTATION_TAG, 1))
    except UNREADABLE:
        return 1  # what is written beside the pixels is broken; the pixels are still a photo


def _resizable(image: Image.Image) -> Image.Image:
    """Return the image in a mode that can be made smaller without artefacts and with its transparency."""
    if image.mode.startswith("I"):
        return image.point(lambda level: level / 256).convert("L")
    if "transparency" in image.info or image.mode == "PA":
        return image.convert("RGBA")
    if image.mode in {"RGB", "RGBA", "L", "LA", "CMYK"}:
        return image
    return image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if not image.mode.endswith("A"):
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image.convert("RGB"), mask=image.getchannel("A"))
    white.info = {"icc_profile": image.info.get("icc_profile")}
    return white


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile:
        return image.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        converted = None  # a broken profile says nothing; the pixels are still a photo
    return converted or image.convert("RGB")


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    return image.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else image


def _fresh(image: Image.Image) -> Image.Image:
    # Saving an opened image keeps its comment and profile; pixels pasted into a new one carry nothing.
    fresh = Image.new("RGB", image.size)
    fresh.paste(image)
    return fresh
