"""The Voice Studio: one speaker records, another approves, and from then on everybody hears it."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.days.models import RhythmDay
from app.language.catalogues import own_label
from app.media.storage import get_storage
from app.people.models import Caregiver
from app.speech import voices
from app.speech.clips import clip_url, word_clip_url
from app.speech.models import Recording
from tests.cast import Cast
from tests.speech.conftest import STUDIO, Speaking
from tests.speech.hearing import heard
from tests.speech.phones import MP4, spoken, tone


def test_a_word_is_recorded_approved_by_another_and_heard_by_everybody(
    fatma: Speaking, hala: Speaking, client: TestClient
) -> None:
    assert clip_url("so", "wash_hands") is None
    recording_id = fatma.recorded()
    assert (fatma.word()["state"], hala.word()["state"]) == ("mine", "waiting")
    assert clip_url("so", "wash_hands") is None
    before = voices.version()
    assert hala.decide(recording_id).status_code == 200
    assert voices.version() != before
    address = clip_url("so", "wash_hands")
    assert address == f"/recordings/so/{recording_id}.m4a"
    assert fatma.word() | {"state": "approved"} == fatma.word()
    assert hala.word()["sound"] == address
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/mp4")
    assert heard(answer.content).audible_seconds() > 0.3


def test_a_recording_goes_before_the_voice_of_the_server(
    cast: Cast, as_caregiver: Callable[[Caregiver], TestClient]
) -> None:
    first, second = Speaking(as_caregiver(cast.hala), "ti"), Speaking(as_caregiver(cast.selam), "ti")
    for speaking, alias in ((first, "Letay"), (second, "Senait")):
        speaking.agree(alias)
    assert str(word_clip_url("ti", "today")).startswith("/clips/ti/words/today.m4a?v=")
    recording_id = first.recorded("words/today")
    second.decide(recording_id)
    assert word_clip_url("ti", "today") == f"/recordings/ti/{recording_id}.m4a"
    first.delete(recording_id)
    assert str(word_clip_url("ti", "today")).startswith("/clips/ti/words/today.m4a?v=")


def test_the_list_begins_with_what_a_parent_meets_first_and_then_what_the_groups_do(
    fatma: Speaking, cast: Cast, session: Session
) -> None:
    moments: list[dict[str, str | None]] = [{"concept_id": "sandpit", "starts_at": None}]
    session.add(RhythmDay(group_id=cast.vlinders.id, weekday=0, moments=moments))
    session.commit()
    keys = [str(word["key"]) for word in fatma.listed("words")]
    assert keys[0] == "words/greeting"
    first_moment = next(key for key in keys if not key.startswith("words/"))
    assert first_moment == "sandpit"
    assert len(keys) == len(set(keys)) > 120


def test_a_word_comes_with_its_picture_and_its_dutch_in_writing_and_sound(fatma: Speaking, client: TestClient) -> None:
    word = fatma.word()
    assert (word["text"], word["dutch"]) == (own_label("so", "wash_hands"), "Handen wassen")
    assert (word["state"], word["sound"]) == ("none", None)
    assert client.get(str(word["picture"])).status_code == 200
    assert client.get(str(word["dutch_clip"])).status_code == 200


def test_the_same_recording_sent_twice_is_kept_once(fatma: Speaking, session: Session) -> None:
    recording_id = uuid4()
    answers = [fatma.record(recording_id=recording_id).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(session.exec(select(Recording)).all()) == 1


def test_saying_a_waiting_word_again_replaces_it_and_its_file(fatma: Speaking, session: Session) -> None:
    first, second = UUID(fatma.recorded()), UUID(fatma.recorded(sound=spoken("Nog eens")))
    assert [one.id for one in session.exec(select(Recording))] == [second]
    assert not [key for key in _files() if str(first) in key]


def test_an_approved_word_said_again_stays_until_the_new_one_is_approved(
    fatma: Speaking, hala: Speaking, client: TestClient
) -> None:
    first = fatma.recorded()
    hala.decide(first)
    second = fatma.recorded(sound=spoken("Nog eens"))
    assert clip_url("so", "wash_hands") == f"/recordings/so/{first}.m4a"
    hala.decide(second)
    assert clip_url("so", "wash_hands") == f"/recordings/so/{second}.m4a"
    assert client.get(f"/recordings/so/{first}.m4a").status_code == 404


def test_nobody_approves_their_own_word(fatma: Speaking) -> None:
    recording_id = fatma.recorded()
    assert fatma.listed("waiting") == []
    assert fatma.decide(recording_id).status_code == 404


def test_a_second_speaker_sees_what_waits_and_how_it_is_written(fatma: Speaking, hala: Speaking) -> None:
    recording_id = fatma.recorded()
    [waiting] = hala.listed("waiting")
    assert (waiting["id"], waiting["text"], waiting["alias"]) == (recording_id, own_label("so", "wash_hands"), "Hodan")
    assert hala.browser.get(str(waiting["sound"])).status_code == 200
    hala.decide(recording_id, "refused")
    assert hala.listed("waiting") == []
    assert [one["state"] for one in fatma.listed("recordings")] == ["refused"]
    assert fatma.word()["state"] == "none"


def test_a_decision_sent_again_is_the_same_and_another_one_comes_too_late(fatma: Speaking, hala: Speaking) -> None:
    recording_id = fatma.recorded()
    assert [hala.decide(recording_id).status_code for _ in range(2)] == [200, 200]
    answer = hala.decide(recording_id, "refused")
    assert (answer.status_code, answer.json()["code"]) == (409, "changed_by_another")


def test_whoever_has_not_said_yes_records_and_judges_nothing(
    fatma: Speaking, cast: Cast, as_caregiver: Callable[[Caregiver], TestClient]
) -> None:
    recording_id = fatma.recorded()
    omar = Speaking(as_caregiver(cast.omar))
    assert (omar.record().status_code, omar.record().json()["code"]) == (403, "no_consent")
    assert omar.browser.get(f"{STUDIO}/languages/so/words").json()["code"] == "no_consent"
    assert omar.decide(recording_id).status_code == 404
    form = {"alias": "Omar", "has_consented": False}
    assert omar.browser.put(f"{STUDIO}/speakers/so", json=form).json()["code"] == "consent_missing"


@pytest.mark.parametrize("language", ["tlh", "nl", "%2e%2e"])
def test_words_of_an_unknown_language_and_of_dutch_are_not_recorded(fatma: Speaking, language: str) -> None:
    fatma.language = language
    assert fatma.agree("Hodan").status_code in {404, 422}
    assert fatma.record().status_code == 404


def test_what_is_no_word_of_ours_is_not_recorded(fatma: Speaking) -> None:
    for key in ("unknown", "words/unknown", "ui_camera", "../wash_hands", ""):
        assert (fatma.record(key).status_code, fatma.record(key).json()["code"]) == (422, "unknown_key"), key


@pytest.mark.parametrize(
    ("sound", "status", "code"),
    [
        (tone(0.5, level=0.0), 422, "silent"),
        (b"hello", 422, "unreadable"),
        (bytes(2_000_001), 413, "too_large"),
    ],
    ids=["silence", "text", "too many bytes"],
)
def test_what_is_refused_leaves_nothing(
    fatma: Speaking, session: Session, sound: bytes, status: int, code: str
) -> None:
    before = _files()
    answer = fatma.record(sound=sound)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert session.exec(select(Recording)).all() == []
    assert _files() == before


def test_where_somebody_stands_is_told(fatma: Speaking, hala: Speaking) -> None:
    fatma.recorded()
    hala.decide(fatma.recorded("dance", spoken(kind=MP4)))
    shown = fatma.browser.get(STUDIO).json()
    [speaker] = shown["speakers"]
    assert speaker | {"alias": "Hodan", "recorded": 2, "waiting": 1, "approved": 1, "to_decide": 0} == speaker
    assert hala.browser.get(STUDIO).json()["speakers"][0]["to_decide"] == 1
    tags = [one["tag"] for one in shown["languages"]]
    assert set(tags[:2]) == {"so", "tr"}
    assert "nl" not in tags


def _files() -> set[str]:
    return {key for keys in get_storage().keys("recordings/") for key in keys}
