"""A site that delivers its messages to a push service of ours, and a browser for each person on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import Engine
from sqlmodel import Session, col, select, update

from app import security
from app.clock import today
from app.config import get_settings
from app.database import transaction
from app.notifications.models import Notification
from app.people.models import Caregiver, Group
from app.sign_in.models import Device
from tests.e2e.serving import new_site, serving
from tests.notifications.push_service import PushService


@dataclass
class Scene:
    """A site that is open, its push service, and a browser for each person."""

    address: str
    site: Engine
    browser: Browser
    push_service: PushService

    def tablet(self) -> Page:
        """Return a staff member's browser, in which nobody is signed in yet."""
        return self._context(viewport={"width": 390, "height": 844}, locale="nl-NL").new_page()

    def phone(self, locale: str) -> BrowserContext:
        """Return a parent's phone of a Pixel's size, on which nobody is signed in yet."""
        return self._context(
            viewport={"width": 412, "height": 839}, locale=locale, is_mobile=True, has_touch=True, device_scale_factor=2
        )

    def sign_in(self, phone: BrowserContext, name: str, language: str) -> UUID:
        """Sign a caregiver of the demo in on a phone; return the device."""
        token = security.new_token()
        with transaction(self.site, is_writing=True) as session:
            caregiver = session.exec(select(Caregiver).where(Caregiver.name == name)).one()
            device = Device(caregiver_id=caregiver.id, token_hash=security.hash_token(token), language=language)
            session.add(device)
        phone.add_cookies([{"name": "dagkaart_device", "value": token, "url": self.address}])
        return device.id

    def _context(self, **options: Any) -> BrowserContext:  # noqa: ANN401 -- the browser's own many options
        context = self.browser.new_context(base_url=self.address, reduced_motion="reduce", **options)
        context.set_default_timeout(10_000)
        return context


@contextmanager
def delivering_site(browser: Browser, folder: Path) -> Iterator[Scene]:
    """Open a site where nothing was said today and the children were picked up: news goes out at once."""
    push_service = PushService()
    push_service.start()
    site = new_site(folder)
    with Session(site) as session:
        session.exec(update(Group).values({col(Group.pick_up_at): time(0, 0)}))
        # The demo's own publication of today had the day's one digest.
        session.exec(update(Notification).values({col(Notification.day): today() - timedelta(days=1)}))
        session.commit()
    settings = get_settings().model_copy(update={"push_hosts": [push_service.host]})
    with serving(settings, site, is_at_work=True) as address, pytest.MonkeyPatch.context() as patch:
        for each in (settings, get_settings()):
            patch.setattr(each, "public_url", address)
        yield Scene(address, site, browser, push_service)
    push_service.stop()
