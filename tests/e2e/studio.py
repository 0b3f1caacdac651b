"""A site with volunteers, and phones with a microphone into which somebody speaks without a pause."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine
from sqlmodel import Session, select

from app import security
from app.people.models import Caregiver, StaffMember
from app.seed import EMAIL
from app.seed.people import actor
from app.sign_in import volunteers
from app.sign_in.models import Device
from app.speech.espeak import say
from tests.speech.hearing import beep

# What is played as the audio elements of a page begin to sound, and whether they did.
HEARING = """(() => {
  window.heard = [];
  addEventListener("playing", (event) => window.heard.push(event.target.currentSrc), true);
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    this.addEventListener("playing", () => window.heard.push(this.currentSrc), { once: true });
    return play.call(this);
  };
})()"""
HOLD_MS = 430


@dataclass
class Studio:
    """A running site, its database, and the browser of people who speak."""

    address: str
    site: Engine
    browser: Browser

    def phone(self, *, has_worker: bool = False) -> BrowserContext:
        """Return a phone on which nobody is signed in."""
        phone = self.browser.new_context(
            base_url=self.address,
            locale="nl",
            viewport={"width": 390, "height": 844},
            has_touch=True,
            reduced_motion="reduce",
            service_workers="allow" if has_worker else "block",
        )
        phone.set_default_timeout(10_000)
        phone.add_init_script(HEARING)
        return phone

    def volunteer(self, name: str, *, has_worker: bool = False) -> Page:
        """Return the phone of a volunteer who has scanned a card, tapped, and said yes to speaking Tarifit."""
        with Session(self.site) as session:
            staff = actor(session.exec(select(StaffMember).where(StaffMember.email == EMAIL)).one())
            token = volunteers.issue(session, staff, uuid4(), name, "rif").token
            session.commit()
        page = self.phone(has_worker=has_worker).new_page()
        page.goto(f"/studio/join#{token}")
        page.locator(".check").tap()
        page.wait_for_url("**/studio")
        agree(page)
        return page

    def parent(self, name: str, language: str) -> Page:
        """Return the phone of a caregiver of the demo, in a language."""
        token, phone = security.new_token(), self.phone(has_worker=True)
        with Session(self.site) as session:
            caregiver = session.exec(select(Caregiver).where(Caregiver.name == name)).one()
            hashed = security.hash_token(token)
            session.add(Device(caregiver_id=caregiver.id, token_hash=hashed, language=language))
            session.commit()
        phone.add_cookies([{"name": "dagkaart_device", "value": token, "url": self.address}])
        return phone.new_page()


def agree(page: Page) -> None:
    """Keep the language that is proposed, and say yes."""
    page.locator(".check").tap()
    expect(page.locator('[data-step="consent"]')).to_be_visible()
    page.locator(".check").tap()
    expect(page.locator("voice-studio")).to_be_visible()


def speak(page: Page, hold_ms: int = HOLD_MS) -> None:
    """Hold the button, and speak."""
    hold(page, hold_ms)
    expect(page.locator('[data-do="keep"]')).to_be_visible()


def hold(page: Page, hold_ms: int = HOLD_MS) -> None:
    """Hold the button as long as a finger would."""
    page.locator(".record").hover()
    page.mouse.down()
    expect(page.locator('.record[aria-pressed="true"]')).to_be_visible()
    page.wait_for_timeout(hold_ms)
    page.mouse.up()


def shown_word(page: Page) -> str:
    """Return the key of the word that is shown."""
    return str(page.locator("li[data-key]:not([hidden])").get_attribute("data-key"))


def speaking(launch: Callable[..., Browser], folder: Path) -> Browser:
    """Start a browser whose microphone hears speech, over and over."""
    speech = say("nl", "goedemorgen allemaal wij gaan vandaag buiten spelen met een emmer en een schep")
    return _hearing(launch, folder / "speech.wav", speech)


def silent(launch: Callable[..., Browser], folder: Path) -> Browser:
    """Start a browser whose microphone hears nothing."""
    return _hearing(launch, folder / "silence.wav", beep(2.0, level=0.0))


def _hearing(launch: Callable[..., Browser], path: Path, wav: bytes) -> Browser:
    path.write_bytes(wav)
    fake = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    return launch(*fake, f"--use-file-for-fake-audio-capture={path}")
