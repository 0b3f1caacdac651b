"""Opening a photo safely: known formats only, sized before it is decoded, upright, sRGB, and free of all metadata."""

import io
import struct
from pathlib import Path

import pillow_heif
from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from app.errors import Refused, TooLarge

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MAX_PIXELS = 50_000_000
WORKING_SIZE = (1280, 1280)

pillow_heif.register_heif_opener()
# A photo that lost its end is refused; Pillow could fill the rest with grey, and nobody would notice until later.
ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before anything is decoded


def _(msgid: str) -> str:
    return msgid


def decode(path: Path) -> Image.Image:
    """Return fresh RGB pixels; `Refused` for what isn't a whole photo, `TooLarge` beyond 50 megapixels."""
    try:
        with Image.open(path, formats=FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise TooLarge
            # JPEG's own halving: four times fewer pixels to decode when the photo is twice as large as we need.
            opened.draft("RGB", WORKING_SIZE)
            upright = ImageOps.exif_transpose(opened)
            return _fresh(_in_srgb(upright))
    except (UnidentifiedImageError, OSError, EOFError, SyntaxError, ValueError, RuntimeError, struct.error) as error:
        raise Refused(
            "wrong_file", pictogram="ui_wrong_file", message=_("This is not a photo we can use. Choose another.")
        ) from error


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    except ImageCms.PyCMSError:
        return image  # a broken profile says nothing; the pixels are still a photo


def _fresh(image: Image.Image) -> Image.Image:
    # Saving an opened image keeps its comment and profile; pixels pasted into a new one carry nothing.
    fresh = Image.new("RGB", image.size, "white")
    has_alpha = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    shown = image.convert("RGBA") if has_alpha else image.convert("RGB")
    fresh.paste(shown, mask=shown if has_alpha else None)
    return fresh
