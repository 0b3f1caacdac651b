"""What is kept of a photo: three widths of AVIF, one JPEG, and a stand-in of a few hundred bytes."""

import base64
import io

import pytest
from PIL import Image

from app.media.variants import TYPES, make_variants
from tests.media import camera_files
from tests.media.pictures import decoded, is_like, pixel_at, scene, shows_the_scene


def _opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def test_a_large_photo_is_kept_in_three_widths_and_one_jpeg() -> None:
    variants = make_variants(decoded(camera_files.large_jpeg().read_bytes()))
    opened = {name: _opened(content) for name, content in variants.files.items()}
    assert set(opened) == set(TYPES)
    assert {name: (image.format, image.width) for name, image in opened.items()} == {
        "1280.jpg": ("JPEG", 1280),
        "1280.avif": ("AVIF", 1280),
        "640.avif": ("AVIF", 640),
        "320.avif": ("AVIF", 320),
    }
    assert opened["1280.jpg"].size == (variants.width, variants.height)
    for image in opened.values():
        assert image.width / image.height == pytest.approx(4208 / 3120, rel=0.005)


def test_each_width_of_avif_costs_less_than_the_next_and_than_the_jpeg() -> None:
    files = make_variants(decoded(camera_files.jpeg_with_gps().read_bytes())).files
    sizes = [len(files[name]) for name in ("320.avif", "640.avif", "1280.avif", "1280.jpg")]
    assert sizes == sorted(sizes)
    assert sizes[0] < 20_000
    assert sizes[2] < 150_000


@pytest.mark.parametrize(("width", "widths"), [(100, (100, 100, 100)), (500, (320, 500, 500)), (900, (320, 640, 900))])
def test_a_small_photo_is_never_enlarged(width: int, widths: tuple[int, ...]) -> None:
    files = make_variants(scene(width, 90)).files
    assert tuple(_opened(files[f"{name}.avif"]).width for name in (320, 640, 1280)) == widths
    assert _opened(files["1280.jpg"]).width == width


@pytest.mark.parametrize("size", [(1, 1), (1, 2560), (1280, 1), (3, 3)])
def test_the_smallest_and_thinnest_photos_have_every_variant(size: tuple[int, int]) -> None:
    variants = make_variants(Image.new("RGB", size, "orange"))
    assert all(is_like(pixel_at(_opened(one).convert("RGB"), (0, 0)), (255, 165, 0)) for one in variants.files.values())
    assert min(variants.width, variants.height) >= 1


def test_every_variant_shows_the_photo() -> None:
    for name, content in make_variants(scene(1280, 800)).files.items():
        assert shows_the_scene(_opened(content).convert("RGB")), name


def test_the_stand_in_is_tiny_and_shows_the_photo() -> None:
    stand_in = make_variants(scene(1280, 800)).placeholder
    head, _, content = stand_in.partition(",")
    assert head == "data:image/webp;base64"
    assert len(stand_in) < 400
    tiny = _opened(base64.b64decode(content)).convert("RGB")
    assert max(tiny.size) <= 16
    assert is_like(pixel_at(tiny, (1, 1)), (220, 30, 40), within=40)
