"""What staff do without a network waits on their tablet, is shown, and reaches the server once and in order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app import security, seed
from app.clock import today
from app.config import get_settings
from app.days import editing
from app.days.changes import Change, NoteStep
from app.days.models import CardChange, DayCard, Moment, Publication
from app.media.models import Photo
from app.people.models import Group, StaffMember
from app.seed import people
from app.sign_in.models import StaffSession
from tests.e2e.barriers import STAFF, barriers
from tests.e2e.conftest import screenshot
from tests.e2e.line import Line, line_to
from tests.e2e.serving import new_site, serving

SECONDS = 1000
PATIENCE = 40 * SECONDS  # pauses between tries grow, and other work may share the machine
STORED = """async () => {
  await navigator.serviceWorker.ready;
  for (let tries = 0; tries < 200 && !(await caches.match(location.href)); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""
FIRST, SECOND, THIRD = 7, 8, 9


@dataclass
class Scene:
    """A site behind a line that can be cut, and a tablet in Vlinders."""

    engine: Engine
    line: Line
    context: BrowserContext

    def open(self) -> Page:
        """Return a tab with today's card, which the worker has stored."""
        page = self.context.new_page()
        page.goto(f"/staff/groups/{self.group_id}/today")
        page.evaluate(STORED)
        return page

    def cut(self) -> None:
        """Take the network away, and tell the browser so."""
        self.line.cut()
        self.context.set_offline(True)

    def mend(self) -> None:
        """Bring the network back."""
        self.line.mend()
        self.context.set_offline(False)

    @property
    def group_id(self) -> UUID:
        """Vlinders."""
        with Session(self.engine) as session:
            return session.exec(select(Group).where(Group.name == "Vlinders")).one().id

    def changes(self) -> list[CardChange]:
        """Return the changes to today's card that have arrived, in order."""
        with Session(self.engine) as session:
            of_today = select(CardChange).join(DayCard).where(DayCard.group_id == self.group_id, DayCard.day == today())
            return list(session.exec(of_today.order_by(col(CardChange.made_at))))

    def moment(self, item: Locator) -> Moment:
        """Return a moment as the server has it."""
        with Session(self.engine) as session:
            return session.get_one(Moment, UUID(item.get_attribute("data-id")))

    def count(self, table: type[Photo] | type[Publication]) -> int:
        """Return how many rows there are."""
        with Session(self.engine) as session:
            return len(session.exec(select(table)).all())

    def note_of_a_colleague(self, item: Locator, note: str) -> None:
        """Let a colleague keep a note."""
        with Session(self.engine) as session:
            colleague = people.actor(session.exec(select(StaffMember).where(StaffMember.email == seed.EMAIL)).one())
            step = NoteStep(moment_id=UUID(item.get_attribute("data-id")), saw="", note=note)
            editing.apply(session, colleague, self.group_id, today(), Change(id=uuid4(), steps=[step]))
            session.commit()

    def speak(self, language: str) -> None:
        """Set the staff member's language."""
        with Session(self.engine) as session:
            session.exec(select(StaffMember).where(StaffMember.email == seed.EMAIL)).one().language = language
            session.commit()


@pytest.fixture
def scene(browser: Browser, tmp_path: Path) -> Iterator[Scene]:
    """Return a site of its own: what arrives in it came from this test."""
    engine, token = new_site(tmp_path), security.new_token()
    with Session(engine) as session:
        member = session.exec(select(StaffMember).where(StaffMember.email == seed.EMAIL)).one()
        hashed = security.hash_token(token)
        session.add(StaffSession(staff_member_id=member.id, token_hash=hashed, browser="Chrome, Android"))
        session.commit()
    with serving(get_settings(), engine, is_at_work=False) as address, line_to(address) as line:
        context = browser.new_context(base_url=line.address, viewport={"width": 390, "height": 844})
        context.add_cookies([{"name": "dagkaart_staff", "value": token, "url": line.address}])
        context.set_default_timeout(PATIENCE)
        yield Scene(engine, line, context)
        context.close()
    engine.dispose()


@pytest.fixture
def taken(tmp_path: Path) -> Path:
    """Return a photo that takes its time to send."""
    path = tmp_path / "photo.jpg"
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(path, quality=90)
    return path


def test_what_was_done_without_a_network_outlives_a_reload_and_arrives_once_in_order(scene: Scene, taken: Path) -> None:
    page = scene.open()
    before, photos, publications = len(scene.changes()), scene.count(Photo), scene.count(Publication)
    scene.cut()
    for place in (FIRST, SECOND, THIRD):
        moments(page).nth(place).locator(".moment__open").click()
        expect(moments(page).nth(place)).to_have_attribute("data-state", "now")
    write_note(moments(page).nth(SECOND), "Wij zagen een egel.")
    take_photo(page, taken)
    moments(page).nth(FIRST).locator(".moment__open").click()  # a mistake, taken back while it waits
    page.locator('[data-do="undo"]').click()
    page.locator('[data-do="publish"]').click()
    expect(page.locator("[data-waiting-count]")).to_have_text("6")
    page.reload()
    expect(page.locator("[data-waiting-count]")).to_have_text("6")
    expect(moments(page).nth(FIRST)).to_have_attribute("data-state", "done")
    expect(moments(page).nth(SECOND).locator("[data-note]")).to_have_text("Wij zagen een egel.")
    page.wait_for_function("() => document.querySelector('.moment[data-waiting] img[data-source]').naturalWidth > 0")
    screenshot(page, "offline-writes-waiting")
    assert len(scene.changes()) == before
    scene.mend()
    arrived(page)
    kinds = [change.steps[-1]["kind"] for change in scene.changes()[before:]]
    assert kinds == ["state", "state", "state", "note", "photo"]
    assert scene.moment(moments(page).nth(THIRD)).photo_id is not None
    assert (scene.count(Photo), scene.count(Publication)) == (photos + 1, publications + 1)
    scene.cut()
    moments(page).nth(FIRST).locator(".moment__open").click()
    expect(page.locator("[data-waiting-count]")).to_have_text("1")
    page.close()
    scene.mend()
    background_sync(scene, lambda: len(scene.changes()) > before + 5)
    assert len(scene.changes()) == before + 6


def test_an_upload_that_is_cut_goes_on_and_two_tabs_send_nothing_twice(scene: Scene, taken: Path) -> None:
    page, other = scene.open(), scene.open()
    answered: list[str] = []
    scene.context.on(
        "response", lambda answer: answered.append(answer.request.post_data or "") if sent(answer) else None
    )
    photos = scene.count(Photo)
    moments(page).nth(THIRD).locator(".moment__open").click()
    arrived(page)
    scene.line.cut_after(150_000)
    take_photo(page, taken)
    expect(page.locator("html")).to_have_attribute("data-connection", "lost", timeout=PATIENCE)
    assert scene.line.is_cut
    moments(page).nth(FIRST).locator(".moment__open").click()  # the photo's moment runs no longer when it arrives
    moments(other).nth(SECOND).locator(".moment__open").click()
    for tab in (page, other):
        expect(tab.locator("[data-waiting-count]")).to_have_text("3")
        expect(moments(tab).nth(SECOND)).to_have_attribute("data-state", "now")
    scene.line.mend()
    for tab in (page, other):
        arrived(tab)
    assert scene.count(Photo) == photos + 1
    assert scene.moment(moments(page).nth(THIRD)).photo_id is not None
    assert len(answered) == len(set(answered)) == 4
    expect(moments(page).nth(THIRD).locator('img[src^="/photos/"]')).to_be_visible()


def test_a_colleagues_change_and_a_refused_photo_are_shown_and_nothing_is_lost(scene: Scene, tmp_path: Path) -> None:
    page, broken = scene.open(), tmp_path / "photo.heic"
    broken.write_text("this is no photo")
    scene.cut()
    write_note(moments(page).nth(SECOND), "Mijn zin")
    take_photo(page, broken)
    moments(page).nth(FIRST).locator(".moment__open").click()
    scene.note_of_a_colleague(moments(page).nth(SECOND), "Haar zin")
    scene.mend()
    refusals = page.locator(".refusal")
    expect(refusals).to_have_count(2, timeout=PATIENCE)
    arrived(page)
    expect(moments(page).nth(SECOND).locator("[data-note]")).to_have_text("Haar zin")
    expect(refusals.first.locator("[data-typed]")).to_have_text("Mijn zin")
    assert scene.moment(moments(page).nth(FIRST)).state == "now"
    for language in ("ar", "ti", "nl"):
        scene.speak(language)
        page.reload()
        expect(refusals).to_have_count(2)
        refusals.first.scroll_into_view_if_needed()
        screenshot(page, f"offline-writes-refused-{language}")
        assert barriers(page, STAFF) == []
    refusals.first.locator('[data-do="retry"]').click()
    refusals.last.locator('[data-do="drop"]').click()
    expect(refusals).to_have_count(0)
    arrived(page)
    assert scene.moment(moments(page).nth(SECOND)).note == "Mijn zin"


def background_sync(scene: Scene, has_arrived: Callable[[], bool]) -> None:
    """Let the browser say to the worker, with no page open, that there is a network; by itself it may take minutes."""
    blank, workers = scene.context.new_page(), list[str]()
    browser = scene.context.new_cdp_session(blank)
    browser.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: workers.extend(one["registrationId"] for one in told["registrations"]),
    )
    browser.send("ServiceWorker.enable")
    waited = 0
    while not has_arrived() and waited < PATIENCE:
        blank.wait_for_timeout(SECONDS)
        waited += SECONDS
        sync = {"origin": scene.line.address, "registrationId": workers[0], "tag": "outbox", "lastChance": False}
        browser.send("ServiceWorker.dispatchSyncEvent", sync)


def moments(page: Page) -> Locator:
    return page.locator(".strip > .moment")


def write_note(item: Locator, note: str) -> None:
    item.locator(".moment__more > summary").click()
    item.locator("[data-note-field]").fill(note)
    item.locator('[data-do="note"]').click()
    expect(item.locator("[data-note]")).to_have_text(note)


def take_photo(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.locator("[data-camera-button]").click()
    chooser.value.set_files(file)
    expect(page.locator(".moment[data-waiting] img[data-source]")).to_be_visible()


def arrived(page: Page) -> None:
    expect(page.locator(".waiting[hidden]")).to_have_count(1, timeout=PATIENCE)


def sent(answer: object) -> bool:
    return answer.request.method == "POST" and answer.ok and "/cards/" in answer.url
