"""A group's own photo, and a published card to see it on."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlmodel import Session

from app.clock import today
from app.people.models import Group, StaffMember
from tests.cast import Cast
from tests.days.acting import published
from tests.media.conftest import Send, own_files, send  # noqa: F401 -- fixtures
from tests.media.pictures import saved, scene


class Place(Protocol):
    """Puts a photo beside a pictogram, as a browser asks for it."""

    def __call__(
        self, browser: TestClient, photo_id: UUID | None, saw: UUID | None = None, concept_id: str = "sandpit"
    ) -> Response: ...


@pytest.fixture
def place(cast: Cast) -> Place:
    """Return a function that puts a photo beside a pictogram in Vlinders, or takes it off."""

    def placed(
        browser: TestClient, photo_id: UUID | None, saw: UUID | None = None, concept_id: str = "sandpit"
    ) -> Response:
        sent = {"saw": str(saw) if saw else None, "photo_id": str(photo_id) if photo_id else None}
        return browser.put(f"/api/v1/groups/{cast.vlinders.id}/own-photos/{concept_id}", json=sent)

    return placed


@pytest.fixture
def send_one(send: Send, as_staff: Callable[[StaffMember], TestClient], cast: Cast) -> Callable[[], UUID]:  # noqa: F811 -- the fixture
    """Return a function that sends another photo of Vlinders."""

    def sent(group: Group = cast.vlinders, by: StaffMember = cast.sanne) -> UUID:
        return send(as_staff(by), group, saved(scene(), "PNG").getvalue())

    return sent


@pytest.fixture
def own_photo(
    as_staff: Callable[[StaffMember], TestClient], cast: Cast, place: Place, send_one: Callable[[], UUID]
) -> UUID:
    """Return the photo of Vlinders' own sandpit, beside its pictogram."""
    photo_id = send_one()
    assert place(as_staff(cast.sanne), photo_id).status_code == 204
    return photo_id


@pytest.fixture
def card(session: Session, cast: Cast) -> None:
    """Vlinders has been in the sandpit today and painted, and parents see it."""
    published(session, cast, today(), "sandpit", "paint")
    session.commit()
