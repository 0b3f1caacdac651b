"""A push service for the tests of notifications, settings that know it, and a sender."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.config import Settings, get_settings
from app.notifications import work
from app.notifications.sender import Sender
from tests.notifications.push_service import PushService


@pytest.fixture
def push_service() -> Iterator[PushService]:
    """Return a running push service."""
    service = PushService()
    service.start()
    yield service
    service.stop()


@pytest.fixture
def settings(push_service: PushService, tmp_path: Path) -> Settings:
    """Return settings with which the push service is allowed."""
    changes = {"data_folder": tmp_path, "push_hosts": [push_service.host], "push_timeout_seconds": 5}
    return get_settings().model_copy(update=changes)


@pytest.fixture
def sender(settings: Settings) -> Iterator[Sender]:
    """Return a sender that runs."""
    sender = Sender(settings)
    sender.start()
    yield sender
    sender.stop()


@pytest.fixture
def working(engine: Engine, settings: Settings) -> Iterator[None]:
    """Deliver while a test runs."""
    work.start(engine, settings)
    yield
    work.stop()
