"""A photo is sent as the body of one request: taken in whole and once, or refused and gone."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.media.models import Photo
from app.media.routes import MAX_BYTES
from app.media.variants import TYPES
from app.people.models import StaffMember
from tests.cast import Cast
from tests.media import camera_files
from tests.media.conftest import Send
from tests.media.limits import no_file_beyond
from tests.media.pictures import huge_png, saved, scene
from tests.media.slow_body import CHUNK, SlowBody

AsStaff = Callable[[StaffMember], TestClient]
PNG = saved(scene(), "PNG").getvalue()


def _address(cast: Cast, photo_id: UUID) -> str:
    return f"/api/v1/groups/{cast.vlinders.id}/photos/{photo_id}"


def _files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and "sqlite" not in path.name]


def test_a_photo_sent_twice_is_kept_once(send: Send, as_staff: AsStaff, cast: Cast, own_files: Path) -> None:
    sanne, photo_id = as_staff(cast.sanne), uuid4()
    answers = [sanne.put(_address(cast, photo_id), content=PNG) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert sorted(_files_in(own_files)) == sorted(TYPES)


def test_the_answer_says_what_a_page_needs_before_the_photo_comes(as_staff: AsStaff, cast: Cast, send: Send) -> None:
    photo_id = uuid4()
    body = camera_files.jpeg_with_gps().read_bytes()
    answer = as_staff(cast.sanne).put(_address(cast, photo_id), content=body).json()
    assert (answer["id"], answer["width"], answer["height"]) == (str(photo_id), 1278, 720)
    assert answer["placeholder"].startswith("data:image/webp;base64,")
    assert len(answer["placeholder"]) < 400


def test_an_id_of_another_group_is_not_there(kept_photo: UUID, as_staff: AsStaff, cast: Cast) -> None:
    joost = as_staff(cast.joost)
    assert joost.put(_address(cast, uuid4()), content=PNG).status_code == 404
    of_kikkers = f"/api/v1/groups/{cast.kikkers.id}/photos/{kept_photo}"
    assert joost.put(of_kikkers, content=PNG).status_code == 404
    assert as_staff(cast.pieter).put(_address(cast, uuid4()), content=PNG).status_code == 404


BAD = {
    "no photo": (b"no photo at all", 422, "wrong_file"),
    "a photo cut short": (camera_files.jpeg_with_gps().read_bytes()[:90_000], 422, "wrong_file"),
    "400 megapixels": (huge_png(20_000, 20_000), 413, "too_large"),
    "nothing": (b"", 422, "wrong_file"),
}


@pytest.mark.parametrize(("content", "status", "code"), BAD.values(), ids=BAD.keys())
def test_a_refusal_has_a_picture_and_words_and_leaves_nothing(
    content: bytes, status: int, code: str, as_staff: AsStaff, cast: Cast, own_files: Path, stored: Session
) -> None:
    answer = as_staff(cast.sanne).put(_address(cast, uuid4()), content=content)
    assert answer.status_code == status
    error = answer.json().get("error", answer.json())
    assert error["code"] == code
    assert error["pictogram"]
    assert error["message"]
    assert _files_in(own_files.parent) == []
    assert stored.exec(select(Photo)).all() == []


def test_a_photo_of_200_megabytes_is_refused_before_its_first_byte_when_it_says_its_length(
    as_staff: AsStaff, cast: Cast, own_files: Path
) -> None:
    sent = SlowBody(length_told=200_000_000)
    answer = sent.to(as_staff(cast.sanne), _address(cast, uuid4()))
    assert (answer["status"], answer["code"]) == (413, "too_large")
    assert sent.chunks == 0
    assert _files_in(own_files.parent) == []


def test_a_photo_of_200_megabytes_is_refused_at_the_limit_when_it_tells_no_length(
    as_staff: AsStaff, cast: Cast, own_files: Path
) -> None:
    sent = SlowBody(length_told=None)
    answer = sent.to(as_staff(cast.sanne), _address(cast, uuid4()))
    assert (answer["status"], answer["code"]) == (413, "too_large")
    assert sent.chunks <= MAX_BYTES // CHUNK + 2
    assert _files_in(own_files.parent) == []


def test_someone_of_another_group_is_refused_before_they_have_sent_anything(
    as_staff: AsStaff, cast: Cast, own_files: Path
) -> None:
    sent = SlowBody(length_told=None)
    assert sent.to(as_staff(cast.joost), _address(cast, uuid4()))["status"] == 404
    assert sent.chunks == 0


def test_a_photo_whose_sending_breaks_off_leaves_nothing(
    as_staff: AsStaff, cast: Cast, own_files: Path, stored: Session
) -> None:
    sent = SlowBody(length_told=None, breaks_off_after=20)
    assert sent.to(as_staff(cast.sanne), _address(cast, uuid4()))["code"] == "cut_short"
    assert _files_in(own_files.parent) == []
    assert stored.exec(select(Photo)).all() == []


def test_a_disk_that_fills_up_while_a_photo_comes_in_is_said_and_leaves_nothing(
    as_staff: AsStaff, cast: Cast, own_files: Path, stored: Session
) -> None:
    sanne, address = as_staff(cast.sanne), f"{_address(cast, uuid4())}"
    sent = SlowBody(length_told=None, chunk=7_001)  # less than a buffer: what is left in it is tried again at the end
    with no_file_beyond(1_000_000):
        answer = sent.to(sanne, address)
    assert (answer["status"], answer["code"]) == (507, "storage_full")
    assert sent.chunks < 160
    assert _files_in(own_files.parent) == []
    assert stored.exec(select(Photo)).all() == []
    assert sanne.put(address, content=PNG).status_code == 201
