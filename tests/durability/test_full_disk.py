"""A disk that fills up: people are told, nothing is half saved, and all goes on when there is room again."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from app.days.models import State
from tests.durability.card_on_phone import CardOnPhone
from tests.durability.kept import findings_in_rows
from tests.durability.killing import STAFF, new_database, pushing, signed_in_phone, wait_until_told
from tests.durability.pictures import make_pictures
from tests.durability.scene import Place, make_places
from tests.durability.seen import findings_in_folder, findings_on_phones, findings_on_screens
from tests.durability.server import Server
from tests.durability.small_disk import as_server_sees, fill, serving_from_small_disk
from tests.notifications.push_service import PushService
from tests.notifications.scenes import wait_until

PICTURES = make_pictures(4)


@pytest.fixture
def push_service() -> Iterator[PushService]:
    """Return a running push service."""
    with pushing() as service:
        yield service


@pytest.fixture
def places(push_service: PushService, tmp_path: Path) -> list[Place]:
    """Return groups in a database that is put on the small disk."""
    (tmp_path / "prepared").mkdir()
    engine = new_database(f"sqlite:///{tmp_path / 'prepared' / 'dagkaart.sqlite'}")
    places = make_places(engine, push_service, count=4)
    engine.dispose()
    return places


@pytest.fixture
def server(places: list[Place], push_service: PushService, tmp_path: Path) -> Iterator[Server]:
    """Return a server on the small disk."""
    with serving_from_small_disk(tmp_path / "prepared", tmp_path / "disk", push_service.host) as server:
        yield server


def test_a_full_disk_is_said_and_halves_nothing(
    server: Server, places: list[Place], push_service: PushService, tmp_path: Path
) -> None:
    disk = as_server_sees(server, tmp_path / "disk")
    cards = [CardOnPhone(place, signed_in_phone(server, STAFF[0])) for place in places]
    for do in cards[0].day(PICTURES):
        do()
    cards[3].become(cards[3].moments[0], State.NOW)
    filler = fill(disk)
    waiting = [
        at_once(lambda: cards[1].photograph(cards[1].moments[0], PICTURES[2])),
        at_once(lambda: tap_on(cards[2])),
    ]
    wait_until(lambda: bool(cards[1].sender.without_room and cards[2].sender.without_room), seconds=60)
    waiting.append(at_once(cards[3].publish))
    wait_until(lambda: bool(cards[3].sender.without_room), seconds=60)
    check_words(cards)
    check_screens(server, cards[0])
    filler.unlink()
    for thread in waiting:
        thread.join(60)
    assert not any(card.sender.refused for card in cards)
    assert not findings(server, disk, cards, push_service, tmp_path / "copy")


def at_once(do: Callable[[], None]) -> threading.Thread:
    """Do it beside everything else."""
    thread = threading.Thread(target=do, daemon=True)
    thread.start()
    return thread


def tap_on(card: CardOnPhone) -> None:
    """Tap until there is no room left in the database's log either, and then until there is again."""
    while not card.sender.without_room:
        for state in (State.NOW, State.DONE):
            card.become(card.moments[0], state)


def check_words(cards: list[CardOnPhone]) -> None:
    """Each kind of refusal says what is the case, in words and a picture."""
    for answer in [card.sender.without_room[0] for card in cards[1:]]:
        assert answer.json()["code"] == "storage_full"
        assert answer.json()["pictogram"] == "ui_full"
        assert len(answer.json()["message"]) > 20


def check_screens(server: Server, card: CardOnPhone) -> None:
    """What was kept can be seen; a form that cannot be kept is answered with a page."""
    assert not findings_on_screens(server.address, card.sender, [card])
    form = {"email": "sanne@example.org", "password": "wrong"}
    page = httpx.post(f"{server.address}/staff/sign-in", data=form, headers={"accept": "text/html"}, timeout=30)
    assert page.status_code == 507
    assert "<svg" in page.text


def findings(server: Server, disk: Path, cards: list[CardOnPhone], push_service: PushService, copy: Path) -> list[str]:
    """Return what is wrong on the disk, on screens and on phones."""
    published = wait_until_told(push_service, cards)
    shutil.copytree(disk, copy)
    engine: Engine = new_database(f"sqlite:///{copy / 'dagkaart.sqlite'}")
    found = [*findings_in_rows(engine, cards), *findings_in_folder(engine, copy / "files")]
    engine.dispose()
    found += findings_on_screens(server.address, cards[0].sender, cards)
    return [*found, *findings_on_phones(push_service, published)]
