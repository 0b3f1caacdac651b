"""Storage of both kinds, and a photo that is kept."""

import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from moto.server import ThreadedMotoServer
from sqlalchemy import Engine
from sqlmodel import Session

from app.config import get_settings
from app.media.storage import Storage, get_storage
from app.people.models import Group, StaffMember
from tests.cast import Cast
from tests.media.pictures import saved, scene

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "us-east-1"}


@pytest.fixture(scope="session")
def s3_address() -> Iterator[str]:
    """Return the address of a running S3 API."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a fresh bucket, as it stands in the settings."""
    for name, value in {**KEYS, "AWS_ENDPOINT": s3_address, "AWS_ALLOW_HTTP": "true"}.items():
        monkeypatch.setenv(name, value)
    name = f"photos-{uuid4().hex}"
    with urllib.request.urlopen(urllib.request.Request(f"{s3_address}/{name}", method="PUT"), timeout=10) as made:
        assert made.status == 200
    return f"s3://{name}"


@pytest.fixture(params=["folder", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    """Return empty storage: everything that is tried here holds for both kinds."""
    url = request.getfixturevalue("bucket") if request.param == "s3" else ""
    return Storage(url, tmp_path / "files")


@pytest.fixture
def local(tmp_path: Path) -> Storage:
    """Return empty storage in a folder."""
    return Storage("", tmp_path / "files")


@pytest.fixture
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the application a folder of its own for one test, and return it."""
    monkeypatch.setattr(get_settings(), "data_folder", tmp_path)
    get_storage.cache_clear()
    yield tmp_path / "files"
    get_storage.cache_clear()


Send = Callable[[TestClient, Group, bytes], UUID]


@pytest.fixture
def send(own_files: Path) -> Send:
    """Return a function that sends a photo to a group, which must be taken in."""

    def sent(browser: TestClient, group: Group, content: bytes) -> UUID:
        photo_id = uuid4()
        answer = browser.put(f"/api/v1/groups/{group.id}/photos/{photo_id}", content=content)
        assert answer.status_code == 201, answer.text
        return photo_id

    return sent


@pytest.fixture
def kept_photo(send: Send, as_staff: Callable[[StaffMember], TestClient], cast: Cast) -> UUID:
    """Return a photo that Sanne has sent for Vlinders."""
    return send(as_staff(cast.sanne), cast.vlinders, saved(scene(), "PNG").getvalue())


@pytest.fixture
def stored(engine: Engine) -> Iterator[Session]:
    """Return a session that sees what has been committed."""
    with Session(engine, expire_on_commit=False) as session:
        yield session
