"""What comes out of a photo: upright, in sRGB, its first frame, on white, at most as wide as the largest variant."""

import io

import pytest
from PIL import Image

from app.media.sizes import WIDTHS
from tests.media import camera_files
from tests.media.pictures import (
    RED,
    WHITE,
    decoded,
    display_p3,
    is_like,
    pixel_at,
    saved,
    scene,
    shows_the_scene,
)

ON_ITS_SIDE = {5, 6, 7, 8}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_every_kind_of_photo_opens(kind: str) -> None:
    photo = decoded(saved(scene(), kind, quality=95))
    assert (photo.size, photo.mode) == ((96, 64), "RGB")
    assert shows_the_scene(photo)


@pytest.mark.parametrize("name", ["iphone_heic", "android_heic", "large_jpeg", "camera_jpeg"])
def test_photos_of_real_cameras_open_at_the_largest_width(name: str) -> None:
    path = getattr(camera_files, name)()
    with path.open("rb") as file, Image.open(path) as original:
        photo = decoded(file)
        expected = pytest.approx(original.width / original.height, rel=0.002)
    assert photo.width == WIDTHS[0]
    assert photo.width / photo.height == expected


@pytest.mark.parametrize("name", ["android_heic", "large_jpeg"])
def test_photos_of_real_cameras_keep_their_colours(name: str) -> None:
    path = getattr(camera_files, name)()
    with Image.open(path) as original:
        original.draft("RGB", (400, 400))
        expected = original.convert("RGB").resize((8, 8), Image.Resampling.BOX)
    small = decoded(path.read_bytes()).resize((8, 8), Image.Resampling.BOX)
    assert all(is_like(pixel_at(small, at), pixel_at(expected, at)) for at in [(0, 0), (3, 5), (7, 7), (6, 1)])


def test_an_iphone_photo_that_was_held_upright_stands_upright() -> None:
    with camera_files.iphone_heic_on_its_side().open("rb") as file:
        photo = decoded(file)
    assert photo.height > photo.width
    assert _darkest_row(photo, 0.0, 0.5) < _darkest_row(photo, 0.9, 1.0)  # the arrow's head is at the top


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("shape", ["Landscape", "Portrait"])
def test_a_photo_of_a_phone_held_any_way_stands_upright(shape: str, orientation: int) -> None:
    photos = camera_files.rotated_jpegs(shape)
    first, turned = decoded(photos[1].read_bytes()), decoded(photos[orientation].read_bytes())
    assert turned.size == first.size
    small, expected = (one.resize((8, 8), Image.Resampling.BOX) for one in (turned, first))
    for place in [(x, y) for x in range(8) for y in range(8)]:
        assert is_like(pixel_at(small, place), pixel_at(expected, place), within=20), place


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_all_eight_orientations_are_turned_in_every_kind(kind: str, orientation: int) -> None:
    upright = scene(1600, 1000) if kind == "JPEG" else scene()
    exif = Image.Exif()
    exif[0x0112] = orientation
    photo = decoded(saved(_as_stored(upright, orientation), kind, exif=exif.tobytes()))
    assert shows_the_scene(photo)
    assert photo.width == min(upright.width, WIDTHS[0])


def test_an_orientation_that_makes_no_sense_is_passed_over() -> None:
    for broken in (0, 9, 65535):
        exif = Image.Exif()
        exif[0x0112] = broken
        assert shows_the_scene(decoded(saved(scene(), "JPEG", exif=exif.tobytes())))
    assert shows_the_scene(decoded(saved(scene(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff")))


def test_colours_for_print_become_colours_for_screens() -> None:
    photo = decoded(saved(scene(mode="CMYK"), "JPEG", quality=95))
    assert photo.mode == "RGB"
    assert shows_the_scene(photo)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "I;16"])
def test_grey_and_palette_pictures_open(mode: str) -> None:
    picture = scene(mode="L").convert(mode) if mode != "I;16" else _sixteen_bit_grey()
    photo = decoded(saved(picture, "PNG"))
    assert photo.mode == "RGB"
    assert is_like(pixel_at(photo, (90, 60)), WHITE)
    assert not is_like(pixel_at(photo, (4, 4)), WHITE)


def test_sixteen_bits_a_channel_become_eight() -> None:
    path = camera_files.sixteen_bit_png()
    photo = decoded(path.read_bytes())
    with Image.open(path) as original:
        expected = original.convert("RGB")
    assert all(is_like(pixel_at(photo, at), pixel_at(expected, at), 2) for at in [(5, 5), (64, 64), (120, 30)])


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_white(mode: str) -> None:
    picture = scene().convert("RGBA")
    picture.paste((0, 0, 0, 0), (0, 32, 48, 64))
    content = saved(picture.convert(mode), "PNG").getvalue()
    assert is_like(pixel_at(decoded(content), (10, 50)), WHITE)


def test_a_palette_with_one_transparent_colour_is_white_there() -> None:
    picture = scene().quantize(4)
    transparent = picture.getpixel((4, 4))
    assert is_like(pixel_at(decoded(saved(picture, "PNG", transparency=transparent)), (4, 4)), WHITE)


def test_of_several_pictures_in_one_file_the_first_is_the_photo() -> None:
    others = [Image.new("RGB", (96, 64), "black")] * 2
    for kind, options in [("MPO", {}), ("WEBP", {"lossless": True}), ("PNG", {}), ("AVIF", {})]:
        content = saved(scene(), kind, save_all=True, append_images=others, **options)
        assert shows_the_scene(decoded(content)), kind


def test_display_p3_of_iphones_becomes_srgb() -> None:
    photo = decoded(saved(Image.new("RGB", (32, 32), (0, 200, 0)), "PNG", icc_profile=display_p3()))
    assert is_like(pixel_at(photo, (9, 9)), (0, 205, 0), within=8)
    orange = decoded(saved(Image.new("RGB", (32, 32), (200, 120, 60)), "PNG", icc_profile=display_p3()))
    assert is_like(pixel_at(orange, (9, 9)), (213, 117, 44), within=8)


def test_a_broken_colour_profile_leaves_the_colours_as_they_are() -> None:
    assert shows_the_scene(decoded(saved(scene(), "PNG", icc_profile=b"no profile at all")))
    assert shows_the_scene(decoded(saved(scene(), "PNG", icc_profile=display_p3()[:200])))


def test_a_small_photo_is_not_enlarged_and_a_very_tall_one_is_bounded() -> None:
    assert decoded(saved(scene(7, 5), "PNG")).size == (7, 5)
    assert decoded(saved(Image.new("L", (1, 1)), "PNG")).size == (1, 1)
    tall = decoded(saved(Image.new("L", (10, 40_000)), "PNG"))
    assert tall.height == 2 * WIDTHS[0]


def test_the_pixels_are_fresh_and_carry_nothing_of_the_file() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    content = saved(scene(), "JPEG", exif=exif.tobytes(), comment=b"a word", icc_profile=display_p3())
    photo = decoded(content)
    assert photo.info == {}
    assert len(photo.getexif()) == 0
    assert photo.format is None
    again = io.BytesIO()
    photo.save(again, "JPEG")
    assert b"a word" not in again.getvalue()
    assert is_like(pixel_at(photo, (4, 4)), RED, within=60)


def _as_stored(upright: Image.Image, orientation: int) -> Image.Image:
    ways = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what undoes the turn that the orientation asks for
    turned = upright.transpose(Image.Transpose(ways[orientation])) if orientation in ways else upright
    assert (turned.size != upright.size) == (orientation in ON_ITS_SIDE)
    return turned


def _sixteen_bit_grey() -> Image.Image:
    grey = Image.new("I;16", (96, 64), 30_000)
    grey.paste(65_535, (48, 32, 96, 64))
    return grey


def _darkest_row(photo: Image.Image, start: float, end: float) -> int:
    part = photo.convert("L").crop((0, round(start * photo.height), photo.width, round(end * photo.height)))
    low, _high = part.resize((64, 64), Image.Resampling.BOX).getextrema()
    assert isinstance(low, int)
    return low
