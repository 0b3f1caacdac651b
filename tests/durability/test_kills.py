"""A server killed at random moments has kept all that it answered; `python -m bench.kills` is the long form."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.durability.killing import kill

KILLS = 3  # each costs a start of the server


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


def test_a_server_on_postgresql_loses_nothing_either(folder: Path, postgresql_server: Engine) -> None:
    with postgresql_server.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE kills")
    url = postgresql_server.url.set(drivername="postgresql", database="kills")
    outcome = kill(folder, KILLS, database_url=url.render_as_string(hide_password=False))
    assert not outcome.findings
    assert outcome.cut_off
