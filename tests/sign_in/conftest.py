"""A sign-in card for Hala, as staff hand it out."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from app.database import transaction
from app.people.models import Caregiver
from app.sign_in import cards
from app.sign_in.cards import IssuedCard
from tests.cast import Cast, staff_actor

Issue = Callable[[Caregiver], IssuedCard]


@pytest.fixture
def issue(engine: Engine, cast: Cast) -> Issue:
    """Return a function that gives a caregiver a new card."""

    def issued(caregiver: Caregiver) -> IssuedCard:
        with transaction(engine, is_writing=True) as session:
            made = cards.issue(session, staff_actor(cast.ineke), caregiver, uuid4())
        assert made is not None
        return made

    return issued


@pytest.fixture
def card(issue: Issue, cast: Cast) -> IssuedCard:
    """Return an open card of Hala's."""
    return issue(cast.hala)
