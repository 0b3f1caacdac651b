"""What people get to see of what was kept: every photo through its route, every card on the parent's Today."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import time_machine
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.clock import now
from app.media.models import Photo
from app.media.storage import Storage
from app.media.sweeping import LEFT_AFTER, sweep_orphans
from app.media.variants import TYPES
from tests.durability.card_on_phone import CardOnPhone
from tests.durability.scene import Place
from tests.durability.staff_phone import StaffPhone
from tests.notifications.push_service import PushService

# A message that was sent, and whose server was killed before it could note that, is sent again with the next start.
MOST_REPEATS = 4


def findings_on_screens(address: str, staff: StaffPhone, cards: Sequence[CardOnPhone]) -> list[str]:
    """Return what staff or a parent cannot see and should."""
    found = [finding for card in cards for finding in _for_staff(staff, card)]
    return [*found, *(finding for card in cards for finding in _for_parent(address, card))]


def _for_staff(staff: StaffPhone, card: CardOnPhone) -> Iterator[str]:
    for photo_id, picture in card.photos.items():
        for name in TYPES:
            answer = staff.send("GET", f"/photos/{photo_id}/{name}")
            if answer.status_code != 200 or not picture.is_shown_by(answer.content):
                yield f"photo {photo_id}, {name}: {answer.status_code}, not what was sent"


def _for_parent(address: str, card: CardOnPhone) -> Iterator[str]:
    cookies = {"dagkaart_device": card.place.device_token}
    with httpx.Client(base_url=address, cookies=cookies, timeout=30) as phone:
        page = phone.get("/today").text
        for photo_id in card.published_photo_ids:
            answer = phone.get(f"/photos/{photo_id}/640.avif")
            if str(photo_id) not in page or answer.status_code != 200:
                yield f"photo {photo_id}: not on the parent's Today"


def findings_in_folder(engine: Engine, folder: Path) -> list[str]:
    """Return which files of photos are too few or too many, once a sweep has taken what crashes left."""
    with time_machine.travel(now() + 2 * LEFT_AFTER, tick=True):
        swept = sweep_orphans(engine, Storage("", folder))
    with Session(engine) as session:
        named = {photo.key(name) for photo in session.exec(select(Photo)) for name in TYPES}
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    print(f"{swept} files of photos that were cut short, swept")  # noqa: T201 -- shown by the long form
    return [f"file {name}: missing" for name in named - there] + [f"file {name}: of no row" for name in there - named]


def findings_on_phones(push_service: PushService, places: Sequence[Place]) -> list[str]:
    """Return which families were not told, or too often."""
    return [finding for place in places for finding in _of_phone(push_service, place)]


def has_told_all(push_service: PushService, places: Sequence[Place]) -> bool:
    """Whether each family has a message by now."""
    return {place.phone.name for place in places} <= {message.name for message in push_service.received}


def times_told(push_service: PushService, place: Place) -> int:
    """Return how often a family's phone got the message."""
    return len(push_service.bodies_for(place.phone))


def _of_phone(push_service: PushService, place: Place) -> Iterator[str]:
    got = [message for message in push_service.received if message.name == place.phone.name]
    if not 1 <= len(got) <= 1 + MOST_REPEATS:
        yield f"digest of {place.group_id}: {len(got)} times"
    if len({message.headers.get("Topic") for message in got}) > 1:
        yield f"digest of {place.group_id}: under several topics, so it shows twice"
    if any("notification" not in place.phone.read(message.body) for message in got):
        yield f"digest of {place.group_id}: {json.dumps([place.phone.read(message.body) for message in got])}"
