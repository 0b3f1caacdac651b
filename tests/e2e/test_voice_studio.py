"""Two volunteers give Tarifit a voice, and a parent hears it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import Session, select

from app.config import get_settings
from app.speech import voices
from app.speech.models import Recording, RecordingState
from tests.e2e.conftest import screenshot
from tests.e2e.serving import new_site, serving
from tests.e2e.studio import Studio, hold, shown_word, silent, speak, speaking
from tests.notifications.scenes import wait_until

PATIENCE_SECONDS = 20
WORDS = 20
STORED_SOUND = "async (address) => Boolean(await caches.match(address))"


@pytest.fixture(scope="module")
def studio(launch: Callable[..., Browser], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """Return a site, and a browser that hears people speak."""
    folder = tmp_path_factory.mktemp("studio")
    site, browser = new_site(folder), speaking(launch, folder)
    with serving(get_settings(), site, is_at_work=False) as address:
        yield Studio(address, site, browser)
    browser.close()
    site.dispose()
    voices._voices = voices._Voices()  # the next test's words are its own


def recordings(studio: Studio, state: RecordingState) -> int:
    with Session(studio.site) as session:
        return len(session.exec(select(Recording).where(Recording.state == state)).all())


def texts(studio: Studio) -> set[str]:
    with Session(studio.site) as session:
        return set(session.exec(select(Recording.text).where(Recording.state == RecordingState.APPROVED)))


def count(page: Page) -> int:
    return int(page.locator("[data-done]").inner_text())


def test_a_volunteer_records_twenty_words_another_approves_them_and_a_parent_hears_them(studio: Studio) -> None:
    amina = studio.volunteer("Amina")
    for number in range(WORDS):
        key = shown_word(amina)
        speak(amina)
        if number == 3:
            screenshot(amina, "studio-said-rif")
        amina.locator('[data-do="keep"]').tap()
        expect(amina.locator(f'li[data-key="{key}"]')).to_be_hidden()
    assert count(amina) == WORDS
    wait_until(lambda: recordings(studio, RecordingState.WAITING) == WORDS, PATIENCE_SECONDS)
    expect(amina.locator("[data-waiting]")).to_be_hidden()
    zahra = studio.volunteer("Zahra")
    zahra.locator('nav [data-place="listen"]').tap()
    for left in range(WORDS, 0, -1):
        expect(zahra.locator("[data-count=listen]")).to_have_text(str(left))
        zahra.locator('[data-do="approve"]').tap()
    expect(zahra.locator("voice-judging [data-nothing]")).to_be_visible()
    assert recordings(studio, RecordingState.APPROVED) == WORDS
    hears_a_person_also_without_a_network(studio.parent("Hala", "rif"))


def hears_a_person_also_without_a_network(page: Page) -> None:
    page.goto("/today")
    moment = page.locator('.moment:has([data-clip^="/recordings/rif/"])').first
    address = moment.locator("[data-clip^='/recordings/']").first.get_attribute("data-clip") or ""
    wait_until(lambda: bool(page.evaluate(STORED_SOUND, address)), PATIENCE_SECONDS)
    for is_offline in (False, True):
        page.context.set_offline(is_offline)
        page.goto("/today")
        page.locator(f'.moment:has([data-clip="{address}"])').first.locator(".moment__open").tap()
        wait_until(lambda: any(one.endswith(address) for one in page.evaluate("heard")), PATIENCE_SECONDS)


def test_what_is_said_without_a_network_waits_on_the_phone_and_goes_when_there_is_one(studio: Studio) -> None:
    page = studio.volunteer("Tiziri", has_worker=True)
    before = recordings(studio, RecordingState.WAITING)
    clip = page.locator("li[data-key]:not([hidden]) [data-clip]").get_attribute("data-clip")
    wait_until(lambda: bool(page.evaluate(STORED_SOUND, clip)), PATIENCE_SECONDS)
    page.context.set_offline(True)
    page.goto("/studio")
    for _ in range(2):
        speak(page)
        page.locator('[data-do="keep"]').tap()
    expect(page.locator("[data-waiting-count]")).to_have_text("2")
    page.goto("/studio")
    expect(page.locator("[data-waiting-count]")).to_have_text("2")
    page.context.set_offline(False)
    wait_until(lambda: recordings(studio, RecordingState.WAITING) == before + 2, PATIENCE_SECONDS)
    expect(page.locator("[data-waiting]")).to_be_hidden()


def test_a_word_can_be_said_by_taps_by_keys_and_again(studio: Studio) -> None:
    page = studio.volunteer("Lila")
    button = page.locator(".record")
    button.tap()
    expect(page.locator('.record[aria-pressed="true"]')).to_be_visible()
    page.wait_for_timeout(500)
    button.tap()
    page.locator('[data-do="again"]').tap()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator('.record[aria-pressed="true"]')).to_be_visible()
    page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    page.locator('[data-do="keep"]').tap()
    wait_until(lambda: count(page) >= 1, PATIENCE_SECONDS)


def test_silence_is_no_word_and_is_told_in_a_picture(
    studio: Studio, launch: Callable[..., Browser], tmp_path: Path
) -> None:
    browser = silent(launch, tmp_path)
    page = Studio(studio.address, studio.site, browser).volunteer("Numidia")
    hold(page, 700)
    expect(page.locator('[data-notice="silent"]')).to_be_visible()
    expect(page.locator(".record")).to_be_visible()
    screenshot(page, "studio-silent-rif")
    browser.close()


def test_a_phone_without_a_microphone_says_what_to_do(studio: Studio, browser: Browser) -> None:
    page = Studio(studio.address, studio.site, browser).volunteer("Dihya")
    page.locator(".record").tap()
    expect(page.locator('[data-notice="denied"]')).to_be_visible()


def test_a_recording_the_server_refuses_comes_back_to_be_said_again(studio: Studio) -> None:
    page = studio.volunteer("Kahina")
    page.evaluate("""async () => {
      const opening = indexedDB.open("dagkaart", 1);
      const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result); });
      const entries = database.transaction("entries", "readwrite").objectStore("entries");
      const recording = { language: "rif", key: "words/now", blob: new Blob(["no sound"]) };
      const { account } = document.documentElement.dataset;
      entries.add({ id: crypto.randomUUID(), account, card: "", kind: "recording", steps: [], recording,
                    tries: 0, failures: 0, state: "waiting" });
      database.close();
    }""")
    page.reload()
    expect(page.locator('li[data-key="words/now"]')).to_have_attribute("data-state", "again")
    page.locator('section [data-do="skip"]').tap()
    expect(page.locator('li[data-key="words/now"]')).to_be_visible()
    expect(page.locator('[data-notice="again"]')).to_be_visible()
    speak(page)
    page.locator('[data-do="keep"]').tap()
    expect(page.locator('li[data-key="words/now"]')).to_have_attribute("data-state", "mine")


def test_a_second_speaker_says_it_better_and_puts_the_word_right(studio: Studio) -> None:
    first, second = studio.volunteer("Taos"), studio.volunteer("Fadma")
    refused, waiting = recordings(studio, RecordingState.REFUSED), recordings(studio, RecordingState.WAITING)
    for _ in range(4):  # past the names that are written as they are
        first.locator('section [data-do="skip"]').tap()
    for _ in range(2):
        speak(first)
        first.locator('[data-do="keep"]').tap()
    wait_until(lambda: recordings(studio, RecordingState.WAITING) == waiting + 2, PATIENCE_SECONDS)
    second.locator('nav [data-place="listen"]').tap()
    expect(second.locator("[data-judged]")).to_be_visible()
    while second.locator('[data-do="edit"]').is_hidden():
        second.locator('voice-judging [data-do="skip"]').tap()
    second.locator('[data-do="edit"]').tap()
    second.locator("[name=text]").fill("كلمة")
    second.locator('[data-do="approve"]').tap()
    expect(second.locator("voice-judging [data-notice]")).to_be_visible()
    second.locator("[name=text]").fill("Azul nneɣ")
    second.locator('[data-do="approve"]').tap()
    wait_until(lambda: "Azul nneɣ" in texts(studio), PATIENCE_SECONDS)
    second.locator('[data-do="better"]').tap()
    speak(second)
    second.locator('[data-do="keep"]').tap()
    wait_until(lambda: recordings(studio, RecordingState.REFUSED) == refused + 1, PATIENCE_SECONDS)
    expect(second.locator("voice-judging")).to_be_visible()


def test_a_recording_is_removed_after_some_seconds_in_which_it_can_be_taken_back(studio: Studio) -> None:
    page = studio.volunteer("Ghania")
    speak(page)
    page.locator('[data-do="keep"]').tap()
    page.locator('nav [data-place="mine"]').tap()
    item = page.locator(".kept")
    item.locator('[data-do="remove"]').tap()
    item.locator('[data-do="restore"]').tap()
    item.locator('[data-do="hear"]').tap()
    wait_until(lambda: any("/sound" in one for one in page.evaluate("heard")), PATIENCE_SECONDS)
    item.locator('[data-do="remove"]').tap()
    expect(item).to_have_count(0, timeout=10_000)
    expect(page.locator("own-recordings [data-nothing]")).to_be_visible()
