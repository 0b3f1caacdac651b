"""A server that is killed in the middle of sending loses no message."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.clock import now, today
from app.config import PROJECT_FOLDER, Settings
from app.database import transaction
from app.notifications import outbox
from app.notifications.models import Kind
from tests.cast import Cast
from tests.notifications.push_service import PushService
from tests.notifications.scenes import subscribe, wait_until

PHONES = 230
KILLED_AFTER = (40, 150)  # in the first batch of a hundred, and in the second

Server = subprocess.Popen[str]


@pytest.fixture
def server(engine: Engine, settings: Settings) -> Iterator[Server]:
    """Return a server that comes back whenever it is killed."""
    environment = {
        **os.environ,
        "DAGKAART_DATA_FOLDER": str(settings.data_folder),
        "DAGKAART_PUSH_HOSTS": f'["{settings.push_hosts[0]}"]',
        "DAGKAART_PUSH_TIMEOUT_SECONDS": "1",
    }
    command = [sys.executable, "-m", "tests.notifications.delivering", str(engine.url)]
    server = subprocess.Popen(command, env=environment, cwd=PROJECT_FOLDER, stdout=subprocess.PIPE, text=True)
    yield server
    server.kill()
    _kill(server)
    server.wait()


def test_a_server_killed_while_it_sends_loses_nothing(
    engine: Engine, cast: Cast, push_service: PushService, session: Session, server: Server
) -> None:
    phones = {subscribe(session, cast.hala, push_service, "slow")[0].name for _ in range(PHONES)}
    session.commit()
    with transaction(engine, is_writing=True) as saying:
        outbox.say_once(saying, Kind.DIGEST, cast.vlinders.id, today(), now())
    for killed_after in KILLED_AFTER:
        wait_until(lambda reached=killed_after: len(_told(push_service)) >= reached, seconds=30)  # type: ignore[misc]
        _kill(server)
    wait_until(lambda: _told(push_service) == phones, seconds=40)
    assert len(push_service.received) <= PHONES + 100 * len(KILLED_AFTER)


def _told(push_service: PushService) -> set[str]:
    return {message.name for message in push_service.received}


def _kill(server: Server) -> None:
    assert server.stdout is not None
    os.kill(int(server.stdout.readline()), signal.SIGKILL)
