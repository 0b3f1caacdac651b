"""What a group uses most stands first when something is picked, and the page may listen."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.days.changes import AddStep
from app.days.models import RhythmDay
from app.days.shelf import MOST_FAVOURITES, shelf_of
from app.people.models import StaffMember
from app.pictograms.catalogue import moments
from app.pictograms.search import index_url
from tests.cast import Cast
from tests.days.acting import change
from tests.days.conftest import CONCEPTS


def test_favourites_are_what_the_rhythm_and_the_cards_of_this_group_hold_most(session: Session, cast: Cast) -> None:
    other = [{"concept_id": name, "starts_at": None} for name in ("dance", "sing")]
    session.add(RhythmDay(group_id=cast.kikkers.id, weekday=0, moments=other))
    change(session, cast, AddStep(moment_id=uuid4(), concept_id="paint", after_id=None))
    favourites = shelf_of(session, cast.vlinders.id).favourites
    assert favourites[0] == "paint"
    assert set(favourites) == set(CONCEPTS)
    assert shelf_of(session, cast.kikkers.id).favourites == ["dance", "sing"]


def test_there_are_no_more_favourites_than_are_looked_at(session: Session, cast: Cast) -> None:
    many = [{"concept_id": moment.id, "starts_at": None} for moment in moments()]
    session.add(RhythmDay(group_id=cast.kikkers.id, weekday=0, moments=many))
    assert len(shelf_of(session, cast.kikkers.id).favourites) == MOST_FAVOURITES


@pytest.mark.parametrize("page", ["today", "rhythm"])
def test_the_page_says_where_the_index_is_so_that_it_is_stored_and_may_listen(
    as_staff: Callable[[StaffMember], TestClient], cast: Cast, page: str
) -> None:
    answer = as_staff(cast.sanne).get(f"/staff/groups/{cast.vlinders.id}/{page}")
    assert f'data-src="{index_url()}"' in answer.text
    assert 'data-favourites="arrive ' in answer.text
    assert "microphone=(self)" in answer.headers["permissions-policy"]
    assert as_staff(cast.sanne).get(index_url()).headers["cache-control"].endswith("immutable")
