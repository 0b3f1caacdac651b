"""A real server on the demo site, and a real browser of a phone's size."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright
from sqlalchemy import Engine
from sqlmodel import Session, select

from app import security, seed
from app.config import get_settings
from app.people.models import Caregiver, StaffMember
from app.sign_in.models import Device, StaffSession
from tests.e2e.serving import new_site, serving

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Return a database with the demo site."""
    return new_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def address(site: Engine) -> Iterator[str]:
    """Return the address of a running server."""
    with serving(get_settings(), site, is_at_work=False) as address:
        yield address


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Return a function that starts the machine's Chromium, or Playwright's, with more flags."""
    installed = shutil.which("chromium")
    with sync_playwright() as playwright:
        yield lambda *flags: playwright.chromium.launch(executable_path=installed, args=[*FLAGS, *flags])


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Browser:
    """Return a browser."""
    return launch()


@pytest.fixture
def phone_of(browser: Browser, address: str, site: Engine) -> Callable[[str], Page]:
    """Return a function that opens a phone on which a caregiver of the demo is signed in."""

    def opened(name: str) -> Page:
        token = security.new_token()
        with Session(site) as session:
            caregiver = session.exec(select(Caregiver).where(Caregiver.name == name)).one()
            language, hashed = caregiver.languages[0], security.hash_token(token)
            session.add(Device(caregiver_id=caregiver.id, token_hash=hashed, language=language))
            session.commit()
        return _page(browser, address, "dagkaart_device", token)

    return opened


@pytest.fixture
def tablet(browser: Browser, address: str, site: Engine) -> Page:
    """Return the browser of the demo's staff member."""
    token = security.new_token()
    with Session(site) as session:
        member = session.exec(select(StaffMember).where(StaffMember.email == seed.EMAIL)).one()
        hashed = security.hash_token(token)
        session.add(StaffSession(staff_member_id=member.id, token_hash=hashed, browser="Chrome, Android"))
        session.commit()
    return _page(browser, address, "dagkaart_staff", token)


@pytest.fixture
def in_language(site: Engine) -> Iterator[Callable[[str], None]]:
    """Return a function that sets the language of the demo's staff member; Dutch comes back."""

    def choose(language: str) -> None:
        with Session(site) as session:
            session.exec(select(StaffMember).where(StaffMember.email == seed.EMAIL)).one().language = language
            session.commit()

    yield choose
    choose("nl")


def screenshot(page: Page, name: str) -> None:
    """Keep what the screen shows in the test's output."""
    folder = Path(os.environ.get("SCREENSHOTS", "test-results/screens"))
    folder.mkdir(parents=True, exist_ok=True)
    for seconds in (0.3, 1.0, 3.0):
        try:
            page.screenshot(path=folder / f"{name}.png")
            return
        except Error:  # while one page passes into the next, the browser has nothing to capture
            time.sleep(seconds)
    page.screenshot(path=folder / f"{name}.png")


def _page(browser: Browser, address: str, cookie: str, token: str) -> Page:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": cookie, "value": token, "url": address}])
    context.set_default_timeout(10_000)
    return context.new_page()
