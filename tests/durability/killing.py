"""Staff work on their cards while the server is killed again and again; then all that was answered is looked for."""

import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from app.database import create_engine_for
from app.notifications import work
from app.schema import migrate
from tests.durability.card_on_phone import CardOnPhone
from tests.durability.kept import findings_in_rows
from tests.durability.pictures import Picture, make_pictures
from tests.durability.scene import Place, make_places
from tests.durability.seen import (
    findings_in_folder,
    findings_on_phones,
    findings_on_screens,
    has_told_all,
    times_told,
)
from tests.durability.server import Server, serving
from tests.durability.staff_phone import StaffPhone
from tests.notifications.push_service import PushService

STAFF = ("ineke@example.org", "karima@example.org", "ineke@example.org")  # all of them may change each of the groups
MOST_ANSWERS, LONGEST_SECONDS = 8, 30  # in one life of the server
LONGEST_REST_SECONDS = 0.15
KILLED_WHILE_STARTING = 0.15
START_SECONDS = 0.5
TOLD_SECONDS = 60


@dataclass
class Outcome:
    """What was done, and what is wrong."""

    cards: list[CardOnPhone] = field(default_factory=list)
    answered: int = 0
    cut_off: int = 0
    seconds: float = 0
    told: list[int] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Return it for people."""
        photos, changes = (sum(len(getattr(card, name)) for card in self.cards) for name in ("photos", "changes"))
        publications = sum(len(card.publications) for card in self.cards)
        seconds, repeats = f"{self.seconds:.0f} s", sum(self.told) - len(self.told)
        yield f"{self.answered} answers, {self.cut_off} requests cut off by a kill and sent again, {seconds}"
        yield f"{len(self.cards)} cards, {changes} changes, {photos} photos, {publications} publications"
        yield f"{len(self.told)} digests, {repeats} repeated, one at most {max(self.told, default=0)} times"
        yield from self.findings or ["nothing is missing, half there or lost"]


def kill(folder: Path, kills: int, *, database_url: str = "", seed: int | None = None) -> Outcome:
    """Kill a server on a new site so many times at random moments; return what came of it."""
    engine = new_database(database_url or f"sqlite:///{folder / 'dagkaart.sqlite'}")
    with pushing() as push_service:
        places = make_places(engine, push_service, count=20 + kills)
        changes = {"DAGKAART_DATABASE_URL": database_url} if database_url else {}
        with serving(folder, push_service.host, changes) as server:
            outcome = _work_and_kill(server, places, kills, random.Random(seed))  # noqa: S311 -- it only picks moments
            _look_for_all(outcome, engine, folder, server, push_service)
    engine.dispose()
    return outcome


def _work_and_kill(server: Server, places: Sequence[Place], kills: int, chance: random.Random) -> Outcome:
    started_at, outcome, left, pictures = time.monotonic(), Outcome(), list(places), make_pictures(20)
    phones = [signed_in_phone(server, email) for email in STAFF]
    is_over = threading.Event()
    threads = [threading.Thread(target=_go_on, args=(phone, left, pictures, outcome, is_over)) for phone in phones]
    for thread in threads:
        thread.start()
    try:
        for _ in range(kills):
            _let_live(server, phones, chance)
            server.kill()
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
    outcome.answered, outcome.cut_off = _answered(phones), sum(phone.cut_off for phone in phones)
    outcome.findings += [refusal for phone in phones for refusal in phone.refused]
    outcome.seconds = time.monotonic() - started_at
    return outcome


def _go_on(
    phone: StaffPhone, left: list[Place], pictures: Sequence[Picture], outcome: Outcome, is_over: threading.Event
) -> None:
    while left and not is_over.is_set():
        card = CardOnPhone(left.pop(), phone)
        outcome.cards.append(card)
        for do in card.day(random.sample(pictures, 2)):
            if not is_over.is_set():
                do()


def _let_live(server: Server, phones: Sequence[StaffPhone], chance: random.Random) -> None:
    if chance.random() < KILLED_WHILE_STARTING:
        time.sleep(chance.uniform(0, START_SECONDS))
        return
    # Counted in answers: on a busy machine a life in seconds would end before anything was done.
    wanted, until = _answered(phones) + chance.randint(0, MOST_ANSWERS), time.monotonic() + LONGEST_SECONDS
    while _answered(phones) < wanted and time.monotonic() < until:
        time.sleep(0.005)
    server.wait_until_it_answers()
    time.sleep(chance.uniform(0, LONGEST_REST_SECONDS))


def _answered(phones: Sequence[StaffPhone]) -> int:
    return sum(phone.answered for phone in phones)


def _look_for_all(outcome: Outcome, engine: Engine, folder: Path, server: Server, push_service: PushService) -> None:
    server.wait_until_it_answers()
    published = wait_until_told(push_service, outcome.cards)
    outcome.told = [times_told(push_service, place) for place in published]
    outcome.findings += findings_in_rows(engine, outcome.cards)
    outcome.findings += findings_on_screens(server.address, signed_in_phone(server, STAFF[0]), outcome.cards)
    outcome.findings += findings_on_phones(push_service, published)
    outcome.findings += findings_in_folder(engine, folder / "files")
    outcome.findings += [
        line for line in server.log.read_text().splitlines() if line.startswith(("Traceback", "ERROR"))
    ]


def wait_until_told(push_service: PushService, cards: Sequence[CardOnPhone]) -> list[Place]:
    """Return the groups with a published card, once their families have the digest, or should have had it by far."""
    published = [card.place for card in cards if card.publications]
    until = time.monotonic() + TOLD_SECONDS
    while not has_told_all(push_service, published) and time.monotonic() < until:
        time.sleep(0.1)
    return published


def signed_in_phone(server: Server, email: str) -> StaffPhone:
    """Return the phone of a member of the cast."""
    phone = StaffPhone(server.address)
    phone.sign_in(email)
    return phone


@contextmanager
def pushing() -> Iterator[PushService]:
    """Give a push service for as long as the block runs."""
    service = PushService()
    service.start()
    yield service
    service.stop()


def new_database(url: str) -> Engine:
    """Return a database made as an operator makes one."""
    engine = create_engine_for(url.replace("postgresql:", "postgresql+psycopg:").replace("sqlite:", "sqlite+pysqlite:"))
    migrate(engine)
    work.create_tables(engine)
    return engine
