"""Servers that share a process, as they do in these tests, leave each other's voices alone."""

import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app import security
from app.config import get_settings
from app.people.models import Caregiver
from app.sign_in.models import Device
from app.speech import voices
from tests.e2e.serving import new_site, serving
from tests.e2e.test_read_aloud import recorded

__all__ = ["recorded"]


@pytest.fixture
def site(tmp_path: Path) -> Engine:
    """Return the first site, at which a word is recorded."""
    (tmp_path / "first").mkdir()
    return new_site(tmp_path / "first")


def test_a_word_recorded_at_one_site_is_not_heard_at_another(
    site: Engine, recorded: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "LOOKING_SECONDS", 0.1)
    of_the_first, second = recorded("arrive"), new_site(tmp_path)
    phone = {"dagkaart_device": _phone_of(second, "Hala")}
    with serving(get_settings(), second, is_at_work=True) as at_second, serving(get_settings(), site, is_at_work=False):
        for _ in range(15):
            time.sleep(0.1)
            page = httpx.get(f"{at_second}/today", cookies=phone).text
            assert ("/clips/ar/arrive" in page, of_the_first in page) == (True, False)
    second.dispose()


def _phone_of(site: Engine, name: str) -> str:
    token = security.new_token()
    with Session(site) as session:
        caregiver = session.exec(select(Caregiver).where(Caregiver.name == name)).one()
        hashed = security.hash_token(token)
        session.add(Device(id=uuid4(), caregiver_id=caregiver.id, token_hash=hashed, language="ar"))
        session.commit()
    return token
