"""What a crash left is swept after a day; what a row names, or is still being sent, stays."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.clock import now
from app.media.models import Photo
from app.media.storage import Storage, get_storage
from app.media.sweeping import sweep_orphans
from app.people.models import StaffMember
from tests.cast import Cast
from tests.media.pictures import saved, scene


def _keep_without_row(storage: Storage, age: timedelta, photo_id: UUID | None = None) -> str:
    began = f"{now() - age:%Y%m%dT%H%M%S%f}"
    folder = f"photos/{photo_id or uuid4()}/{began}"
    storage.put_all({f"{folder}/{name}": b"x" for name in ("320.avif", "1280.jpg")})
    return folder


def _folders(storage: Storage) -> set[str]:
    return {key.rpartition("/")[0] for page in storage.keys("photos/") for key in page}


def test_only_what_is_old_and_has_no_row_goes(engine: Engine, storage: Storage) -> None:
    _keep_without_row(storage, timedelta(days=2))
    being_sent = _keep_without_row(storage, timedelta(hours=23))
    assert sweep_orphans(engine, storage) == 2
    assert _folders(storage) == {being_sent}
    assert sweep_orphans(engine, storage) == 0


def test_a_kept_photo_stays_and_what_an_earlier_try_of_it_left_goes(
    engine: Engine, kept_photo: UUID, stored: Session
) -> None:
    photo, storage = stored.exec(select(Photo)).one(), get_storage()
    _keep_without_row(storage, timedelta(minutes=5), kept_photo)
    with time_machine.travel(now() + timedelta(days=3)):
        assert sweep_orphans(engine, storage) == 2
    assert _folders(storage) == {photo.folder}
    assert storage.get(photo.key("320.avif"))


def test_something_else_among_the_files_does_not_stop_the_sweeping(engine: Engine, local: Storage) -> None:
    local.put_all({"photos/README": b"x", "photos/no-id/no-date/320.avif": b"x"})
    _keep_without_row(local, timedelta(days=2))
    assert sweep_orphans(engine, local) == 2
    assert local.get("photos/no-id/no-date/320.avif") == b"x"


def test_a_running_server_sweeps_by_itself(
    client: TestClient, own_files: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _keep_without_row(get_storage(), timedelta(days=2))
    with client:
        until = time.monotonic() + 10
        while _folders(get_storage()) and time.monotonic() < until:
            time.sleep(0.05)
    assert _folders(get_storage()) == set()


def test_a_photo_is_saved_files_first_so_a_row_is_never_without_its_files(
    own_files: Path, cast: Cast, as_staff: Callable[[StaffMember], TestClient], monkeypatch: pytest.MonkeyPatch,
    stored: Session,
) -> None:  # fmt: skip
    rows_at_write: list[int] = []
    put_all = Storage.put_all

    def noting_put_all(storage: Storage, files: dict[str, bytes]) -> None:
        put_all(storage, files)
        rows_at_write.append(len(stored.exec(select(Photo)).all()))
        stored.rollback()

    monkeypatch.setattr(Storage, "put_all", noting_put_all)
    content = saved(scene(), "PNG").getvalue()
    address = f"/api/v1/groups/{cast.vlinders.id}/photos/{uuid4()}"
    assert as_staff(cast.sanne).put(address, content=content).status_code == 201
    assert rows_at_write == [0]
    assert len(stored.exec(select(Photo)).all()) == 1
