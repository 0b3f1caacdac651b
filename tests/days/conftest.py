"""A rhythm for the group Vlinders, on every weekday."""

import pytest
from sqlmodel import Session

from app.days.models import RhythmDay
from tests.cast import Cast

CONCEPTS = ("arrive", "circle_time", "fruit", "paint", "go_home")


@pytest.fixture(autouse=True)
def rhythm(session: Session, cast: Cast) -> None:
    """Every weekday has the same five moments."""
    moments: list[dict[str, str | None]] = [{"concept_id": name, "starts_at": None} for name in CONCEPTS]
    session.add_all(RhythmDay(group_id=cast.vlinders.id, weekday=day, moments=moments) for day in range(7))
    session.commit()
