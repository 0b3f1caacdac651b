"""Everyone deletes their own voice at any time: it is gone from the disk, and from every ear within a minute."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.clock import now
from app.config import get_settings
from app.media.storage import Storage, get_storage
from app.people.models import StaffMember
from app.speech import recordings, voices
from app.speech.clips import clip_url
from app.speech.models import Recording, Speaker
from app.speech.sweeping import sweep_recordings
from tests.cast import Cast
from tests.speech.conftest import STUDIO, Speaking


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own storage."""
    monkeypatch.setattr(get_settings(), "data_folder", tmp_path)
    get_storage.cache_clear()


def files() -> list[str]:
    return [key for keys in get_storage().keys("recordings/") for key in keys]


def test_a_deleted_recording_is_gone_at_once_and_nobody_has_a_button_for_it(
    fatma: Speaking, hala: Speaking, client: TestClient
) -> None:
    recording_id = fatma.recorded()
    hala.decide(recording_id)
    before = voices.version()
    assert fatma.delete(recording_id).status_code == 204
    assert client.get(f"/recordings/so/{recording_id}.m4a").status_code == 404
    assert (clip_url("so", "wash_hands"), files()) == (None, [])
    assert voices.version() != before
    assert fatma.delete(recording_id).status_code == 404


def test_a_player_asks_again_after_a_minute_and_hears_whether_it_is_still_there(
    fatma: Speaking, hala: Speaking, client: TestClient
) -> None:
    recording_id = fatma.recorded()
    hala.decide(recording_id)
    address = f"/recordings/so/{recording_id}.m4a"
    first = client.get(address)
    assert first.headers["cache-control"] == "public, max-age=60, must-revalidate"
    again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    part = client.get(address, headers={"Range": "bytes=0-99"})
    assert (part.status_code, part.content) == (206, first.content[:100])
    assert client.get(address, headers={"Range": "bytes=999999-"}).status_code == 416
    fatma.delete(recording_id)
    assert client.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 404


def test_who_withdraws_leaves_no_recording_no_alias_and_no_dialect(
    fatma: Speaking, hala: Speaking, session: Session
) -> None:
    for key in ("wash_hands", "dance"):
        hala.decide(fatma.recorded(key))
    assert fatma.browser.delete(f"{STUDIO}/speakers/so").status_code == 204
    assert (clip_url("so", "dance"), files()) == (None, [])
    assert session.exec(select(Recording)).all() == []
    speaker = session.exec(select(Speaker).where(Speaker.alias == "")).one()
    assert (speaker.dialect, speaker.consented_at) == ("", None)
    assert fatma.record().json()["code"] == "no_consent"
    assert fatma.browser.delete(f"{STUDIO}/speakers/so").status_code == 204
    assert fatma.agree("Hodan").json()["recorded"] == 0


def test_nobody_deletes_anothers_voice_but_the_staff_of_their_organisation(
    fatma: Speaking, hala: Speaking, eva: Speaking, cast: Cast, as_staff: Callable[[StaffMember], TestClient]
) -> None:
    recording_id = fatma.recorded()
    assert (hala.delete(recording_id).status_code, eva.delete(recording_id).status_code) == (404, 404)
    path = f"/api/v1/staff/recordings/{recording_id}"
    assert as_staff(cast.pieter).delete(path).status_code == 404
    assert as_staff(cast.sanne).delete(path).status_code == 204
    assert files() == []


def test_a_waiting_voice_is_heard_only_at_its_own_organisation(
    fatma: Speaking, hala: Speaking, eva: Speaking, client: TestClient, sanne: TestClient
) -> None:
    recording_id = fatma.recorded()
    path = f"{STUDIO}/recordings/{recording_id}/sound"
    heard_by = {"own": fatma.browser, "second": hala.browser, "staff": sanne, "elsewhere": eva.browser}
    statuses = {name: browser.get(path).status_code for name, browser in heard_by.items()}
    assert statuses == {"own": 200, "second": 200, "staff": 200, "elsewhere": 404}
    assert "private" in fatma.browser.get(path).headers["cache-control"]
    assert client.get(path).status_code == 401
    assert client.get(f"/recordings/so/{recording_id}.m4a").status_code == 404
    assert (eva.decide(recording_id).status_code, eva.listed("waiting")) == (404, [])


def test_what_a_crash_left_is_swept_a_day_later(fatma: Speaking, engine: Engine) -> None:
    storage, kept = get_storage(), UUID(fatma.recorded())
    for age in (timedelta(days=2), timedelta(hours=1)):
        storage.put(f"recordings/{uuid4()}/{now() - age:%Y%m%dT%H%M%S%f}/clip.m4a", b"x")
    assert sweep_recordings(engine, storage) == 1
    assert len(files()) == 2
    assert any(str(kept) in key for key in files())


def test_another_process_hears_of_it_when_it_looks(
    fatma: Speaking, hala: Speaking, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "look", lambda _engine: None)  # this process has not looked yet
    recording_id = fatma.recorded()
    hala.decide(recording_id)
    assert clip_url("so", "wash_hands") is None
    monkeypatch.undo()
    voices.look(engine)
    assert clip_url("so", "wash_hands") == f"/recordings/so/{recording_id}.m4a"


def test_a_running_server_looks_by_itself(
    fatma: Speaking, hala: Speaking, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording_id = fatma.recorded()
    hala.decide(recording_id)
    monkeypatch.setattr(voices, "_voices", voices._Voices())
    with client:
        for _ in range(500):
            if clip_url("so", "wash_hands"):
                break
            client.get("/health")
    assert clip_url("so", "wash_hands") == f"/recordings/so/{recording_id}.m4a"


def test_a_full_disk_keeps_nothing_of_a_word(fatma: Speaking, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_storage: Storage, _files: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.media.storage._put_durably", full)
    answer = fatma.record()
    assert (answer.status_code, answer.json()["code"]) == (507, "storage_full")
    assert fatma.listed("recordings") == []


def test_a_stop_before_the_row_leaves_a_file_nobody_names_and_the_phone_sends_it_again(
    fatma: Speaking, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording_id = uuid4()

    def stop(_session: Session, _recording: Recording) -> Recording:
        assert len(files()) == 1  # the file is there before its row
        raise OSError("the plug was pulled")

    with monkeypatch.context() as stopping:
        stopping.setattr(recordings, "_added", stop)
        assert fatma.record(recording_id=recording_id).status_code == 500
    assert session.exec(select(Recording)).all() == []
    session.rollback()
    assert fatma.record(recording_id=recording_id).status_code == 201
    assert session.exec(select(Recording)).one().file_key in files()
