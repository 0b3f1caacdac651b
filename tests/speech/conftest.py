"""Speakers of Somali: a mother, a volunteer and a staff member, each with a browser."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import Engine
from sqlmodel import Session

from app.people.models import Caregiver, StaffMember
from app.sign_in import volunteers
from tests.cast import Cast, staff_actor
from tests.one_app import app_on
from tests.speech.phones import spoken

STUDIO = "/api/v1/studio"


@dataclass
class Speaking:
    """Somebody's browser in the Studio."""

    browser: TestClient
    language: str = "so"

    def agree(self, alias: str, dialect: str = "") -> Response:
        """Say yes."""
        form = {"alias": alias, "dialect": dialect, "has_consented": True}
        return self.browser.put(f"{STUDIO}/speakers/{self.language}", json=form)

    def record(self, key: str = "wash_hands", sound: bytes | None = None, recording_id: UUID | None = None) -> Response:
        """Say a word."""
        path = f"{STUDIO}/languages/{self.language}/recordings/{recording_id or uuid4()}"
        return self.browser.put(path, params={"key": key}, content=spoken() if sound is None else sound)

    def recorded(self, key: str = "wash_hands", sound: bytes | None = None) -> str:
        """Say a word that is taken, and return its id."""
        answer = self.record(key, sound)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def listed(self, what: str) -> list[dict[str, object]]:
        """Return the words, the waiting or one's own recordings."""
        answer = self.browser.get(f"{STUDIO}/languages/{self.language}/{what}")
        assert answer.status_code == 200, answer.text
        rows: list[dict[str, object]] = answer.json()["words" if what == "words" else "recordings"]
        return rows

    def word(self, key: str = "wash_hands") -> dict[str, object]:
        """Return where a word stands."""
        return next(word for word in self.listed("words") if word["key"] == key)

    def decide(self, recording_id: str, state: str = "approved", text: str | None = None) -> Response:
        """Judge another's recording."""
        path = f"{STUDIO}/recordings/{recording_id}/decision"
        return self.browser.put(path, json={"state": state, "text": text})

    def delete(self, recording_id: str) -> Response:
        """Delete one's own."""
        return self.browser.delete(f"{STUDIO}/recordings/{recording_id}")


@pytest.fixture
def fatma(cast: Cast, as_caregiver: Callable[[Caregiver], TestClient]) -> Speaking:
    """Return Mia's mother, who speaks Somali for us as Hodan."""
    speaking = Speaking(as_caregiver(cast.fatma))
    assert speaking.agree("Hodan", "Hargeisa").status_code == 200
    return speaking


@pytest.fixture
def hala(cast: Cast, as_caregiver: Callable[[Caregiver], TestClient]) -> Speaking:
    """Return Amal's mother, who speaks Somali for us too."""
    speaking = Speaking(as_caregiver(cast.hala))
    assert speaking.agree("Ayaan").status_code == 200
    return speaking


@pytest.fixture
def eva(cast: Cast, as_caregiver: Callable[[Caregiver], TestClient]) -> Speaking:
    """Return a speaker at another organisation."""
    speaking = Speaking(as_caregiver(cast.eva))
    assert speaking.agree("Idil").status_code == 200
    return speaking


@pytest.fixture
def volunteer(engine: Engine, cast: Cast) -> Speaking:
    """Return a volunteer who has redeemed her card."""
    with Session(engine, expire_on_commit=False) as session:
        card = volunteers.issue(session, staff_actor(cast.sanne), uuid4(), "Zamzam", "so")
        session.commit()
    token = volunteers.redeem(engine, card.token, uuid4(), "127.0.0.1")
    app = app_on(engine)
    return Speaking(TestClient(app, follow_redirects=False, cookies={"dagkaart_volunteer": token}))


@pytest.fixture
def sanne(cast: Cast, as_staff: Callable[[StaffMember], TestClient]) -> TestClient:
    """Return a staff member's browser."""
    return as_staff(cast.sanne)


@pytest.fixture
def ineke(cast: Cast, as_staff: Callable[[StaffMember], TestClient]) -> TestClient:
    """Return the administrator's browser."""
    return as_staff(cast.ineke)
