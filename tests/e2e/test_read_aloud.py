"""What a parent hears: a person before the phone's voice, the day in one sentence, and never two sounds."""

import hashlib
import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from app.clock import now
from app.language.sentences import sentence
from app.media.storage import get_storage
from app.speech import voices
from app.speech.clips import clip
from app.speech.models import Recording, RecordingState, Speaker
from tests.e2e.conftest import screenshot
from tests.e2e.test_day_card import STORED

# Chromium without a sound card lists no voices; these are an Arabic phone's, and note what they are asked to say.
ARABIC_VOICE = """
  const voice = { lang: "ar-SA", localService: true, name: "Maged" };
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const spoken = {
    speaking: false, pending: false, getVoices: () => [voice], cancel: () => {}, addEventListener: () => {},
    speak: (words) => {
      document.documentElement.dataset.said ??= words.text;
      words.onstart?.();
      setTimeout(() => words.onend?.(), 50);
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: spoken });
"""
# Keeps a clip sounding until it is stopped.
LASTING = "window.Audio = class extends EventTarget { play() { return Promise.resolve(); } pause() {} };"


@pytest.fixture
def recorded(site: Engine) -> Callable[[str], str]:
    """Return a function that lets a mother say a concept in Arabic, and gives the address of her recording."""

    def say(key: str) -> str:
        sound = clip("ar", "الرسم").read_bytes()
        speaker = Speaker(language="ar", alias="Um Karim")
        digest = hashlib.sha256(sound).hexdigest()
        recording = Recording(
            id=uuid4(), speaker_id=speaker.id, language="ar", key=key, text=key, seconds=1, sha256=digest
        )
        recording.state, recording.decided_at = RecordingState.APPROVED, now()
        get_storage().put(recording.file_key, sound)
        with voices.changing(site) as session:
            session.add(speaker)
            session.flush()
            session.add(recording)
            return f"/recordings/ar/{recording.id}.m4a"

    return say


def key_of_first_moment(page: Page) -> str:
    address = page.locator('.moment [data-clip*="/clips/ar/"]').first.get_attribute("data-clip") or ""
    return address.split("/")[-1].split(".m4a")[0]


def test_a_persons_recording_is_heard_before_the_phones_voice_which_stands_in_for_it(
    phone_of: Callable[[str], Page], recorded: Callable[[str], str]
) -> None:
    page = phone_of("Hala")
    page.add_init_script(ARABIC_VOICE)
    page.goto("/today")
    address = recorded(key_of_first_moment(page))
    page.goto("/us")
    page.evaluate("caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")
    page.goto("/today")
    with page.expect_response(f"**{address}") as heard:
        page.locator(f'.moment:has([data-clip="{address}"]) .moment__open').click()
    assert heard.value.status in {200, 206}
    assert page.locator("html").get_attribute("data-said") is None
    page.locator('[data-do="close"]').click()
    label = page.locator(f'.moment [data-clip="{address}"]').first
    words = label.text_content() or ""
    label.evaluate(
        "(words) => words.setAttribute('data-clip', '/recordings/ar/00000000-0000-4000-8000-000000000000.m4a')"
    )
    page.locator(".moment__open").first.click()
    expect(page.locator("dialog .label.is-speaking")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("data-said", words)


def test_the_day_is_told_in_one_sentence_that_a_tap_says_and_a_second_tap_stops(
    phone_of: Callable[[str], Page],
) -> None:
    page = phone_of("Hala")
    page.add_init_script(LASTING)
    page.goto("/today")
    told = page.locator(".sentence")
    words = told.locator(".label").first.text_content() or ""
    things = re.findall(r"earlier|today|[a-z_]+", _named(page))
    assert words == sentence("ar", things[1:], is_today=True)
    assert told.locator(".tile").count() == len(things) - 1
    told.click()
    expect(told.locator(".is-speaking")).to_have_count(1)
    screenshot(page, "sentence-heard")
    told.click()
    expect(page.locator(".is-speaking")).to_have_count(0)
    page.locator('[data-do="play"]').click()
    expect(page.locator("dialog .sentence__pictures")).to_be_visible()
    expect(page.locator("dialog .label--dutch")).to_be_visible()
    screenshot(page, "sentence-big")


def _named(page: Page) -> str:
    address = page.locator(".sentence [data-clip]").first.get_attribute("data-clip") or ""
    return address.split("/")[-1].split(".m4a")[0].rpartition(".")[0]


def test_a_sentences_clip_sounds(phone_of: Callable[[str], Page]) -> None:
    page = phone_of("Hala")
    page.goto("/today")
    with page.expect_response("**/clips/ar/sentences/*") as heard, page.expect_response("**/clips/nl/sentences/*"):
        page.locator(".sentence").click()
    assert heard.value.status in {200, 206}
    assert heard.value.headers["content-type"] == "audio/mp4"


def test_another_tab_that_speaks_silences_this_one_and_so_does_putting_the_phone_away(
    phone_of: Callable[[str], Page],
) -> None:
    page = phone_of("Hala")
    other = page.context.new_page()
    for tab in (page, other):
        tab.add_init_script(LASTING)
        tab.goto("/today")
        tab.locator(".sentence").click()
        expect(tab.locator(".is-speaking")).to_have_count(1)
    expect(page.locator(".is-speaking")).to_have_count(0)
    other.evaluate(
        "Object.defineProperty(document, 'hidden', { value: true });"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    expect(other.locator(".is-speaking")).to_have_count(0)


def test_a_tap_on_the_big_picture_says_it_again_and_play_my_day_ends_when_it_is_stopped(
    phone_of: Callable[[str], Page],
) -> None:
    page = phone_of("Hala")
    page.add_init_script(LASTING)
    page.goto("/today")
    page.locator('[data-do="play"]').first.click()
    expect(page.locator("dialog .is-speaking")).to_have_count(1)
    page.locator("dialog .label.is-speaking").click()
    expect(page.locator("dialog .is-speaking")).to_have_count(0)
    expect(page.locator(".is-playing")).to_have_count(0, timeout=5_000)
    page.locator("dialog [data-big] .pictogram").first.click()
    expect(page.locator("dialog .is-speaking")).to_have_count(1)


def test_a_word_that_somebody_has_just_recorded_comes_to_a_page_that_stays_open(
    phone_of: Callable[[str], Page], recorded: Callable[[str], str]
) -> None:
    page = phone_of("Hala")
    page.clock.install()
    page.goto("/today")
    page.evaluate(STORED)
    page.reload()
    page.evaluate("navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller.state)")
    address = recorded(key_of_first_moment(page))
    page.clock.fast_forward(61_000)
    expect(page.locator(f'.moment [data-clip="{address}"]').first).to_be_attached()
