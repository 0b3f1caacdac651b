"""The credits name everybody whose work is seen or heard here, and tell nothing else of anybody."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.config import get_settings
from app.people.models import Caregiver, StaffMember
from app.pictograms import taken
from app.pictograms.taken import Credit
from app.speech.models import Recording, RecordingState, Speaker
from tests.cast import Cast

SQUARE = '<path d="M9 9h50v50H9z"/>'
SLY = Credit(
    source="Global Symbols",
    id="1",
    title="<script>house</script>",
    author="Somebody",
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    link="",
)


@pytest.fixture
def no_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(get_settings(), "data_folder", tmp_path)
    taken.look()
    yield
    monkeypatch.undo()
    taken.look()


def say(session: Session, alias: str, language: str, state: RecordingState, **changed: object) -> None:
    speaker = Speaker(language=language, alias=alias, dialect="Asmara", **changed)
    session.add(speaker)
    session.flush()
    of_fruit = {"key": "fruit", "text": "ፍረታት", "seconds": 1, "sha256": "0" * 64}
    session.add(Recording(id=uuid4(), speaker_id=speaker.id, language=language, state=state, **of_fruit))
    session.commit()


def test_anybody_sees_whose_drawings_and_letters_these_are(client: TestClient) -> None:
    page = client.get("/credits", headers={"accept-language": "ar"}).text
    assert 'lang="ar" dir="rtl"' in page
    assert "All emojis designed by OpenMoji – the open-source emoji and icon project. License: CC BY-SA 4.0" in page
    assert all(name in page for name in ("Dagkaart, after OpenMoji", "eSpeak NG", "Noto Project", "Unicode, Inc."))


def test_it_is_in_the_readers_language_and_leads_back(
    as_caregiver: Callable[[Caregiver], TestClient], as_staff: Callable[[StaffMember], TestClient], cast: Cast
) -> None:
    assert 'href="/us"' in as_caregiver(cast.hala).get("/credits").text
    assert 'href="/staff/account"' in as_staff(cast.sanne).get("/credits").text


def test_both_sides_lead_to_it(
    as_caregiver: Callable[[Caregiver], TestClient], as_staff: Callable[[StaffMember], TestClient], cast: Cast
) -> None:
    assert 'href="/credits"' in as_caregiver(cast.hala).get("/us").text
    assert 'href="/credits"' in as_staff(cast.sanne).get("/staff/account").text


def test_a_voice_in_use_is_named_by_its_alias_alone(client: TestClient, session: Session, cast: Cast) -> None:
    say(session, "Letay", "ti", RecordingState.APPROVED, caregiver_id=cast.selam.id)
    say(session, "Waits", "ti", RecordingState.WAITING)
    say(session, "Withdrawn", "so", RecordingState.APPROVED)
    withdrawn = session.exec(select(Speaker).where(Speaker.alias == "Withdrawn")).one()
    withdrawn.consented_at = None
    session.commit()
    page = client.get("/credits").text
    assert page.count("<bdi>Letay</bdi>") == 1
    assert [word for word in ("Waits", "Withdrawn", "Asmara", cast.selam.name) if word in page] == []


@pytest.mark.usefixtures("no_pictures")
def test_a_picture_that_was_taken_is_credited_and_its_words_are_only_words(client: TestClient) -> None:
    assert "CC BY 4.0" not in client.get("/credits").text
    taken.put({"paint": (SQUARE, SLY)})
    page = client.get("/credits").text
    assert "“&lt;script&gt;house&lt;/script&gt;”, Somebody, Global Symbols." in page
    assert '<a href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer">CC BY 4.0</a>' in page
    assert f'src="{taken.address_of("paint")}"' in page
