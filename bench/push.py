"""Push: our sender against the bare cost of its cryptography and against npm web-push, on the same messages."""

import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pywebpush import WebPusher
from sqlalchemy import Engine, text
from sqlmodel import Session

from app.clock import now, today
from app.config import PROJECT_FOLDER, get_settings
from app.database import create_engine_for, transaction
from app.notifications import outbox, work
from app.notifications.models import Kind
from app.notifications.sender import Message, Outcome, Sender
from app.schema import migrate
from bench.table import finish, row
from tests.cast import make_cast
from tests.notifications.push_service import Phone, PushService
from tests.notifications.scenes import subscribe, wait_until

PHONES, BATCH, ROUNDS = 200, 100, 3
SENT, ENCRYPTED, SENT_BY_PEER, DELIVERED = 2000, 1000, 800, 1000
CONTACT = "mailto:beheer@regenboog.nl"
PAYLOAD = json.dumps(
    {
        "web_push": 8030,
        "notification": {
            "title": "There is something new to see",
            "navigate": "https://dag.example/today",
            "lang": "en",
            "dir": "ltr",
            "tag": "digest-2026-11-04",
        },
    }
).encode()


def main() -> None:
    """Measure each a few times by turns, since the machine is never quite quiet, and take the best of each."""
    phones = [Phone() for _ in range(PHONES)]
    with _push_service() as port:
        messages = [_message(phone, f"http://127.0.0.1:{port}/{phone.name}") for phone in phones]
        delivered = _through_the_outbox(port)
        rounds = [(_ours(messages, port), _crypto(messages), _peer(messages)) for _ in range(ROUNDS)]
    ours, crypto, peer = (max(values) for values in zip(*rounds, strict=True))
    row("push: our sender, messages a second", f"{ours:,.0f}")
    row("push: its cryptography alone, on one core", f"{crypto:,.0f}")
    row("push: ours with the outbox and the queue on SQLite", f"{delivered:,.0f}")
    row("push: npm web-push, kept-alive connections", f"{peer:,.0f}")
    finish(
        [
            row("push: ours against npm web-push", f"{ours / peer:.2f} x", "at least 2 x", ours >= 2 * peer),
            row(
                "push: ours against the cryptography",
                f"{ours / crypto:.2f} x",
                "at least 0.15 x",
                ours >= 0.15 * crypto,
            ),
        ]
    )


def _ours(messages: list[Message], port: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        changes = {"data_folder": Path(folder), "push_hosts": [f"127.0.0.1:{port}"], "contact": CONTACT}
        sender = Sender(get_settings().model_copy(update=changes))
        sender.start()
        sender.send(messages[:BATCH])
        began = time.perf_counter()
        for first in range(0, SENT, BATCH):
            answers = sender.send(messages[first % PHONES : first % PHONES + BATCH])
            assert all(answer.outcome is Outcome.SENT for answer in answers)
        seconds = time.perf_counter() - began
        sender.stop()
    return SENT / seconds


def _through_the_outbox(port: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        changes = {"data_folder": Path(folder), "push_hosts": [f"127.0.0.1:{port}"], "contact": CONTACT}
        settings = get_settings().model_copy(update=changes)
        engine = create_engine_for(settings.sqlalchemy_url)
        migrate(engine)
        with Session(engine, expire_on_commit=False) as session:
            cast = make_cast(session)
            service = PushService(port=port)
            for _ in range(DELIVERED):
                subscribe(session, cast.hala, service)
            session.commit()
        work.start(engine, settings)
        with transaction(engine, is_writing=True) as session:
            outbox.say_once(session, Kind.DIGEST, cast.vlinders.id, today(), now())
        wait_until(lambda: _sent(engine) > 0)
        began = time.perf_counter()
        wait_until(lambda: _sent(engine) == DELIVERED, seconds=60)
        seconds = time.perf_counter() - began
        work.stop()
        engine.dispose()
    return (DELIVERED - BATCH) / seconds


def _sent(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("select count(*) from delivery where state = 'SENT'")).scalar_one())


def _crypto(messages: list[Message]) -> float:
    began = time.perf_counter()
    for number in range(ENCRYPTED):
        one = messages[number % PHONES]
        keys = {"p256dh": one.p256dh, "auth": one.auth}
        WebPusher({"endpoint": one.endpoint, "keys": keys}).encode(PAYLOAD)
    return ENCRYPTED / (time.perf_counter() - began)


def _peer(messages: list[Message]) -> float:
    work = {
        "subscriptions": [
            {"endpoint": one.endpoint, "keys": {"p256dh": one.p256dh, "auth": one.auth}} for one in messages
        ],
        "payload": PAYLOAD.decode(),
        "count": SENT_BY_PEER,
        "contact": CONTACT,
    }
    done = subprocess.run(
        ["node", "bench/push_peer.mjs", "send"], input=json.dumps(work), text=True, capture_output=True, check=True,
        cwd=PROJECT_FOLDER,
    )  # fmt: skip
    return float(done.stdout)


def _message(phone: Phone, endpoint: str) -> Message:
    return Message(endpoint, phone.p256dh, phone.auth, PAYLOAD, PAYLOAD, "digest", 3600)


@contextmanager
def _push_service() -> Iterator[int]:
    command = ["node", "bench/push_peer.mjs", "serve"]
    service = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT_FOLDER)
    assert service.stdout is not None
    try:
        yield int(service.stdout.readline())
    finally:
        service.terminate()
        service.wait()


if __name__ == "__main__":
    main()
