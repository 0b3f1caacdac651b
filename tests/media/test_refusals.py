"""What is no whole photo is refused with words a person can act on, soon and in little memory."""

import io
import json
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.config import PROJECT_FOLDER
from app.errors import Refused, TooLarge
from app.media.decode import MAX_PIXELS
from app.media.structure import MAX_JPEG_SCANS
from tests.media import camera_files
from tests.media.pictures import decoded, huge_png, many_scans, saved, scene, shows_the_scene

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
NO_PHOTOS = {
    "nothing": b"",
    "one byte": b"\xff",
    "text": b"This is not a photo.\n" * 100,
    "markup": HTML,
    "a drawing": SVG,
    "a document": PDF,
    "a film": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(1000),
    "an archive": b"PK\x03\x04" + bytes(1000),
    "a gif": saved(scene(), "GIF").getvalue(),
    "a tiff": saved(scene(), "TIFF").getvalue(),
    "a bmp": saved(scene(), "BMP").getvalue(),
    "an icon": saved(scene(), "ICO").getvalue(),
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "a start alone": b"\xff\xd8\xff",
    "a document, then a photo": PDF + saved(scene(), "JPEG").getvalue(),
    "markup, then a photo": HTML + saved(scene(), "PNG").getvalue(),
}


@pytest.mark.parametrize("content", NO_PHOTOS.values(), ids=NO_PHOTOS.keys())
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        decoded(content)
    assert (refused.value.status, refused.value.code) == (422, "wrong_file")
    assert refused.value.pictogram == "ui_wrong_file"


@pytest.mark.parametrize("tail", [HTML, SVG, PDF, b"PK\x03\x04" + bytes(100)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_of_a_photo_with_something_behind_it_nothing_but_pixels_is_left(kind: str, tail: bytes) -> None:
    try:
        photo = decoded(saved(scene(), kind).getvalue() + tail)
    except Refused:
        return
    for variant in ("JPEG", "AVIF"):
        assert tail[:8] not in saved(photo, variant).getvalue()


@pytest.mark.parametrize("name", ["jpeg_with_gps", "iphone_jpeg"])
def test_a_jpeg_that_lost_its_end_is_refused_wherever_it_was_cut(name: str) -> None:
    content = getattr(camera_files, name)().read_bytes()
    for percent in range(1, 99, 3):
        with pytest.raises(Refused):
            decoded(content[: len(content) * percent // 100])


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF", "AVIF"])
def test_any_other_photo_that_lost_its_end_is_refused(kind: str) -> None:
    content = saved(Image.effect_noise((200, 150), 90).convert("RGB"), kind).getvalue()
    for percent in range(1, 98, 4):
        with pytest.raises(Refused):
            decoded(content[: len(content) * percent // 100])


@pytest.mark.parametrize("percent", [1, 20, 50, 80, 99])
def test_an_iphone_photo_that_lost_its_end_is_refused(percent: int) -> None:
    content = camera_files.iphone_heic().read_bytes()
    with pytest.raises(Refused):
        decoded(content[: len(content) * percent // 100])


def test_broken_heics_are_refused() -> None:
    for path in camera_files.broken_heics():
        with pytest.raises(Refused):
            decoded(path.read_bytes())


def test_a_jpeg_with_very_many_scans_is_refused_before_it_is_walked_through() -> None:
    assert shows_the_scene(decoded(many_scans(scans=5)))
    began = time.perf_counter()
    with pytest.raises(Refused):
        decoded(many_scans(scans=MAX_JPEG_SCANS + 1))
    with pytest.raises(Refused):
        decoded(many_scans(scans=100_000))
    assert time.perf_counter() - began < 2


def test_a_photo_may_have_fifty_megapixels_and_no_more() -> None:
    wide = MAX_PIXELS // 1000
    assert decoded(huge_png(wide, 1000)).width == 1280
    with pytest.raises(TooLarge) as refused:
        decoded(huge_png(wide + 1, 1000))
    assert (refused.value.status, refused.value.pictogram) == (413, "ui_too_large")


def test_a_photo_of_200_megapixels_of_a_real_phone_is_too_large() -> None:
    with pytest.raises(TooLarge):
        decoded(camera_files.heic_of_200_megapixels().read_bytes())


def test_a_png_of_20000_by_20000_pixels_is_refused_before_anything_is_decoded() -> None:
    child = [sys.executable, "-m", "tests.media.refusing"]
    done = subprocess.run(child, cwd=PROJECT_FOLDER, input=huge_png(20_000, 20_000), capture_output=True, check=True)
    measured = json.loads(done.stdout)
    assert measured["answer"] == "TooLarge"
    assert measured["seconds"] < 0.5
    assert measured["grown_megabytes"] < 10  # decoded it would be 50 as bits, 1,200 as colours


SMALL = {
    "iphone jpeg": camera_files.iphone_jpeg().read_bytes(),
    "camera heic": camera_files.heic_with_serial_numbers().read_bytes(),
    "png": saved(scene(24, 16), "PNG").getvalue(),
    "palette png": saved(scene(24, 16).quantize(4), "PNG", transparency=1).getvalue(),
    "webp": saved(scene(24, 16), "WEBP", save_all=True, append_images=[scene(24, 16)]).getvalue(),
    "avif": saved(scene(24, 16), "AVIF").getvalue(),
    "heif": saved(scene(24, 16), "HEIF").getvalue(),
    "mpo": saved(scene(24, 16), "MPO", save_all=True, append_images=[scene(24, 16)]).getvalue(),
    "progressive jpeg": saved(scene(24, 16, "CMYK"), "JPEG", progressive=True).getvalue(),
}
CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12)


@pytest.mark.filterwarnings("ignore")  # Pillow warns of broken Exif before it goes on without it
@pytest.mark.parametrize("content", SMALL.values(), ids=SMALL.keys())
@settings(max_examples=35, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES, in_head=st.booleans(), cut=st.none() | st.floats(0, 1))
def test_a_file_with_any_bytes_changed_is_a_photo_or_refused(
    content: bytes, changes: list[tuple[float, int]], in_head: bool, cut: float | None
) -> None:
    changed = bytearray(content)
    reach = min(len(changed), 600) if in_head else len(changed)  # most of what a decoder believes stands in front
    for place, byte in changes:
        changed[int(place * reach)] = byte
    try:
        photo = decoded(bytes(changed[: round(len(changed) * cut)] if cut is not None else changed))
    except (Refused, TooLarge):
        return
    assert photo.mode == "RGB"
    assert photo.width <= 1280


@settings(max_examples=60, deadline=None)
@given(head=st.sampled_from([content[:n] for content in SMALL.values() for n in (4, 12, 40)]), tail=st.binary())
def test_bytes_that_begin_like_a_photo_are_a_photo_or_refused(head: bytes, tail: bytes) -> None:
    try:
        decoded(io.BytesIO(head + tail))
    except (Refused, TooLarge):
        return
