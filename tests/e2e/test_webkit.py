"""The parent's path in WebKit, the engine of every iPhone, on a screen that nobody sees."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.service import Service
from sqlalchemy import Engine
from sqlmodel import Session, select

from app import seed
from app.families.card_page import join_url
from app.people.actors import StaffActor
from app.people.models import Caregiver, StaffMember
from app.sign_in import cards

DRIVER = shutil.which("WebKitWebDriver")
WIDTH, HEIGHT = 390, 844
SOFTWARE = {"LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1"}
CLIPS = (
    'return performance.getEntriesByType("resource").map((one) => one.name).filter((name) => name.includes("/clips/"))'
)


@contextmanager
def screen() -> Iterator[str]:
    """Give a display that no person sees; the X server itself picks a free number."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture
def iphone(tmp_path: Path) -> Iterator[webdriver.WebKitGTK]:
    """Return a WebKit of a phone's size, with a home of its own."""
    with screen() as display:
        env = {**os.environ, **SOFTWARE, "DISPLAY": display, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
        options = webdriver.WebKitGTKOptions()
        driver = webdriver.WebKitGTK(options=options, service=Service(DRIVER, env=env))
        driver.set_window_rect(0, 0, WIDTH, HEIGHT)
        try:
            yield driver
        finally:
            driver.quit()


def test_a_parent_joins_and_hears_the_day_in_webkit(iphone: webdriver.WebKitGTK, site: Engine, address: str) -> None:
    iphone.get(link_of_a_new_card(site, address, "Hala"))
    tap(iphone, '.greeting[lang="ar"]')
    tap(iphone, ".check:not(:disabled)")
    wait_for(iphone, "day-strip .moment[data-place=now]")
    assert iphone.execute_script("return document.documentElement.dir") == "rtl"
    keep(iphone, "webkit-today")
    tap(iphone, ".moment[data-place=now] .moment__open")
    wait_for(iphone, "dialog[open] .label")
    until(iphone, lambda: any("/clips/ar/" in clip for clip in iphone.execute_script(CLIPS)))
    keep(iphone, "webkit-big")
    tap(iphone, "dialog [data-do=close]")
    tap(iphone, '.navigation a[href="/us"]')
    wait_for(iphone, "us-choices .greeting:has(:checked)")
    keep(iphone, "webkit-us")


def link_of_a_new_card(site: Engine, address: str, name: str) -> str:
    """Return what the QR of a caregiver's new sign-in card says."""
    with Session(site) as session:
        caregiver = session.exec(select(Caregiver).where(Caregiver.name == name)).one()
        member = session.exec(select(StaffMember).where(StaffMember.email == seed.EMAIL)).one()
        staff = StaffActor(member.id, member.organisation_id, member.id, member.language, is_administrator=True)
        issued = cards.issue(session, staff, caregiver, uuid4())
        assert issued
        link = join_url(caregiver.site_id, issued.token)
        session.commit()
    return f"{address}/{link.split('/', 3)[3]}"


def tap(driver: webdriver.WebKitGTK, selector: str) -> None:
    """Tap what a selector finds, once it is there."""
    wait_for(driver, selector)
    driver.find_element(By.CSS_SELECTOR, selector).click()


def wait_for(driver: webdriver.WebKitGTK, selector: str) -> None:
    """Wait until something is shown."""
    until(driver, lambda: [one for one in driver.find_elements(By.CSS_SELECTOR, selector) if one.is_displayed()])


def until(driver: webdriver.WebKitGTK, is_so: Callable[[], object]) -> None:
    """Wait until something is so."""
    WebDriverWait(driver, 20).until(lambda _: is_so())


def keep(driver: webdriver.WebKitGTK, name: str) -> None:
    """Keep what the screen shows in the test's output."""
    folder = Path(os.environ.get("SCREENSHOTS", "test-results/screens"))
    folder.mkdir(parents=True, exist_ok=True)
    driver.save_screenshot(str(folder / f"{name}.png"))
