"""Of two phones that redeem one card at the same moment exactly one gets in, on both databases."""

import threading
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.database import transaction
from app.errors import DagkaartError
from app.sign_in import cards
from app.sign_in.models import Device
from app.sign_in.redemption import Redemption, redeem
from tests.cast import make_cast, staff_actor

PHONES = 6


@pytest.fixture(params=["engine", "postgresql"])
def database(request: pytest.FixtureRequest) -> Engine:
    """Return both kinds of database, one after the other."""
    engine: Engine = request.getfixturevalue(request.param)
    return engine


def test_exactly_one_wins(database: Engine) -> None:
    with Session(database, expire_on_commit=False) as session:
        cast = make_cast(session)
        issued = [cards.issue(session, staff_actor(cast.ineke), one, uuid4()) for one in (cast.hala, cast.selam)]
        session.commit()
    for card in issued:
        assert card is not None
        outcomes = at_once(database, card.token)
        assert sorted(outcomes) == [*["expired"] * (PHONES - 1), "in"]
    with transaction(database) as session:
        bound = session.exec(select(Device.caregiver_id)).all()
    assert sorted(bound) == sorted([cast.hala.id, cast.selam.id])


def at_once(engine: Engine, token: str) -> list[str]:
    starting, outcomes = threading.Barrier(PHONES), list[str]()

    def run() -> None:
        starting.wait()
        try:
            redeem(engine, Redemption(device_id=uuid4(), token=token), "192.0.2.1")
            outcomes.append("in")
        except DagkaartError as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=run) for _ in range(PHONES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
