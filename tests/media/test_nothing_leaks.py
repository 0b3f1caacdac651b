"""Nothing of what a camera writes beside the pixels is in anything we serve: no place, maker, serial, date or word."""

import base64
import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from PIL import Image
from sqlalchemy import Engine
from sqlmodel import Session

from app.media.models import Photo
from app.media.variants import TYPES
from app.people.models import StaffMember
from tests.cast import Cast
from tests.media import camera_files
from tests.media.exiftool import found_in
from tests.media.pictures import display_p3, saved, scene

# Read with every tag that exiftool knows: whatever tells where, when, by what or by whom a photo was made.
TELLING = {
    "place": re.compile("GPS|Latitude|Longitude|Location|City|Country"),
    "maker": re.compile("Make$|Model$|Lens|MakerNote|HostComputer|Software|CreatorTool"),
    "serial number": re.compile("Serial|UniqueID|ImageID|ContentIdentifier"),
    "date": re.compile("Date|TimeOriginal|TimeStamp|TimeZone|OffsetTime|SubSec"),
    "word": re.compile("Comment|Description|Caption|Keywords|Title|Artist|Creator|Copyright"),
}
TELLING_BY_SOURCE = {
    "iphone_heic": {"place", "maker", "date"},
    "android_heic": {"place", "maker", "date"},
    "samsung_heic": {"place", "maker", "date"},
    "heic_with_serial_numbers": {"maker", "serial number", "date", "word"},
    "jpeg_with_gps": {"place", "maker", "date"},
    "iphone_jpeg": {"place", "maker", "date"},
    "camera_jpeg": {"maker", "serial number", "date", "word"},
}
# What is left says how the picture is coded and nothing about how it came to be; a new tag here is a decision.
ABOUT_THE_CODING = re.compile(
    r"File:(FileType|FileTypeExtension|MIMEType|ImageWidth|ImageHeight)"
    r"|File:(EncodingProcess|BitsPerSample|ColorComponents|YCbCrSubSampling)"
    r"|JFIF:(JFIFVersion|ResolutionUnit|XResolution|YResolution)"
    r"|RIFF:(VP8Version|ImageWidth|ImageHeight|HorizontalScale|VerticalScale)"
    r"|QuickTime:(MajorBrand|MinorVersion|CompatibleBrands|HandlerType|ImageSpatialExtent|ImagePixelDepth)"
    r"|QuickTime:(AV1ConfigurationVersion|ChromaFormat|ChromaSamplePosition|MediaDataSize|MediaDataOffset)"
    r"|QuickTime:(ColorProfiles|ColorPrimaries|TransferCharacteristics|MatrixCoefficients|VideoFullRangeFlag)"
    r"|Meta:PrimaryItemReference"
)


def _told(tags: dict[str, str]) -> set[str]:
    return {kind for kind, names in TELLING.items() if any(names.search(tag.split(":")[1]) for tag in tags)}


Serve = Callable[[str, bytes], list[Path]]


@pytest.fixture
def serve(
    own_files: Path, engine: Engine, as_staff: Callable[[StaffMember], TestClient], cast: Cast, tmp_path: Path
) -> Serve:
    """Return a function that sends a photo, and returns each file that is served of it."""
    sanne = as_staff(cast.sanne)

    def served(name: str, content: bytes) -> list[Path]:
        photo_id, folder = uuid4(), tmp_path / "served"
        folder.mkdir(exist_ok=True)
        answer = sanne.put(f"/api/v1/groups/{cast.vlinders.id}/photos/{photo_id}", content=content)
        assert answer.status_code == 201
        contents = {variant: sanne.get(f"/photos/{photo_id}/{variant}").content for variant in TYPES}
        contents["placeholder.webp"] = _placeholder(engine, photo_id, answer.json()["placeholder"])
        for variant, served_content in contents.items():
            (folder / f"{name} {variant}").write_bytes(served_content)
        return [folder / f"{name} {variant}" for variant in contents]

    return served


def _placeholder(engine: Engine, photo_id: UUID, answered: str) -> bytes:
    with Session(engine) as session:
        photo = session.get(Photo, photo_id)
        assert photo is not None
        assert photo.placeholder == answered
    return base64.b64decode(answered.partition(",")[2])


def test_the_sources_tell_where_when_and_by_what_they_were_made() -> None:
    paths = {name: getattr(camera_files, name)() for name in TELLING_BY_SOURCE}
    found = found_in(paths.values())
    for name, kinds in TELLING_BY_SOURCE.items():
        assert kinds <= _told(found[paths[name].name]), name


def test_nothing_that_is_served_of_a_camera_photo_tells_anything(serve: Serve) -> None:
    sources = {name: getattr(camera_files, name)() for name in TELLING_BY_SOURCE}
    files = [file for name, path in sources.items() for file in serve(name, path.read_bytes())]
    found = found_in(files)
    assert len(found) == len(TELLING_BY_SOURCE) * (len(TYPES) + 1)
    for served, tags in found.items():
        assert _told(tags) == set(), served
        assert [tag for tag in tags if not ABOUT_THE_CODING.fullmatch(tag)] == [], served


def test_what_other_kinds_of_files_carry_is_gone_too(serve: Serve, tmp_path: Path) -> None:
    sources = {tmp_path / kind: _with_everything(kind) for kind in ("PNG", "WEBP", "AVIF", "JPEG", "HEIF")}
    for path, content in sources.items():
        path.write_bytes(content)
    for source, tags in found_in(sources).items():
        assert {"place", "maker", "date"} <= _told(tags), source
    for served, tags in found_in([file for path, one in sources.items() for file in serve(path.name, one)]).items():
        assert [tag for tag in tags if not ABOUT_THE_CODING.fullmatch(tag)] == [], served


def _with_everything(kind: str) -> bytes:
    with camera_files.iphone_jpeg().open("rb") as file:
        exif = Image.open(file).getexif().tobytes()
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- Amal --></x:xmpmeta>'
    options = {"exif": exif, "icc_profile": display_p3(), "xmp": xmp, "comment": b"Amal"}
    return saved(scene(), kind, **options).getvalue()
