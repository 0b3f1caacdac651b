"""Voices on PostgreSQL: the same walk, and two second speakers who decide in the same moment."""

import io
import tempfile
import threading
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from app.database import transaction
from app.errors import DagkaartError
from app.media.storage import get_storage
from app.people.actors import CaregiverActor
from app.people.models import Caregiver
from app.speech import bundle, judging, recordings, speakers, studio, voices
from app.speech.clips import clip_url
from app.speech.models import RecordingState
from tests.cast import Cast, caregiver_actor
from tests.speech.bundles import one_word
from tests.speech.phones import spoken


@pytest.fixture
def engine(postgresql: Engine) -> Engine:
    """Let every fixture here stand on PostgreSQL."""
    return postgresql


def speaking(engine: Engine, *caregivers: Caregiver) -> list[CaregiverActor]:
    """Let caregivers speak Somali for us."""
    actors = [caregiver_actor(caregiver) for caregiver in caregivers]
    with transaction(engine, is_writing=True) as session:
        for place, actor in enumerate(actors):
            speakers.agree(session, actor, "so", f"Speaker {place}", "")
    return actors


def recorded(engine: Engine, actor: CaregiverActor, key: str = "dance") -> UUID:
    """Say a word."""
    asked = recordings.Asked(uuid4(), "so", key)
    with tempfile.TemporaryFile() as file:
        file.write(spoken())
        file.seek(0)
        return recordings.save_recording(engine, get_storage(), actor, asked, file)[0].id


def test_a_word_is_recorded_approved_withdrawn_and_brought_back_by_a_bundle(engine: Engine, cast: Cast) -> None:
    fatma, hala = speaking(engine, cast.fatma, cast.hala)
    recording_id = recorded(engine, fatma)
    judging.decide(engine, get_storage(), hala, recording_id, RecordingState.APPROVED, "Qoob ka ciyaar")
    assert clip_url("so", "dance") == f"/recordings/so/{recording_id}.m4a"
    with transaction(engine) as session:
        made = bundle.export(session, get_storage(), "so").content
        [first, *_] = studio.words_for(session, speakers.speaker_of(session, hala, "so"))
    assert first.key == "words/greeting"
    speakers.withdraw(engine, get_storage(), fatma, "so")
    assert clip_url("so", "dance") is None
    assert [bundle.take_in(engine, get_storage(), io.BytesIO(made)).added for _ in range(2)] == [1, 0]
    assert clip_url("so", "dance") is not None
    assert voices.version() == "4"


def test_of_two_decisions_in_the_same_moment_one_counts(engine: Engine, cast: Cast) -> None:
    fatma, *judges = speaking(engine, cast.fatma, cast.hala, cast.omar)
    recording_id = recorded(engine, fatma)
    states = dict(zip(judges, (RecordingState.APPROVED, RecordingState.REFUSED), strict=True))
    starting, outcomes = threading.Barrier(2), list[str]()

    def decide(actor: CaregiverActor) -> None:
        starting.wait()
        try:
            judging.decide(engine, get_storage(), actor, recording_id, states[actor], None)
            outcomes.append("decided")
        except DagkaartError as error:
            outcomes.append(error.code)

    deciding = [threading.Thread(target=decide, args=(actor,)) for actor in judges]
    for thread in deciding:
        thread.start()
    for thread in deciding:
        thread.join()
    assert sorted(outcomes) == ["changed_by_another", "decided"]


def test_a_bundle_of_somebody_elses_making_is_taken_in(engine: Engine, cast: Cast) -> None:
    imported = bundle.take_in(engine, get_storage(), io.BytesIO(one_word()), cast.anker.id)
    assert (imported.language, imported.added) == ("so", 1)
