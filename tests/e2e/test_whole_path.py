"""The whole way of a day card: from a staff member who signs in to a parent's phone without a network."""

import io
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from app.seed import EMAIL
from tests.e2e.conftest import screenshot
from tests.e2e.delivering import Scene, delivering_site
from tests.e2e.phone import push_to, shown_notifications, subscribe_with, tap_notification
from tests.e2e.serving import PASSWORD
from tests.media.camera_files import iphone_heic
from tests.notifications.push_service import Phone, PushService
from tests.notifications.scenes import wait_until

MOST_TAPS = 6
PREVIEW_BOT = {"User-Agent": "WhatsApp/2.24 A"}


@pytest.fixture
def scene(browser: Browser, tmp_path: Path) -> Iterator[Scene]:
    """Return a site that delivers."""
    with delivering_site(browser, tmp_path) as scene:
        yield scene


@pytest.mark.parametrize(
    ("language", "locale", "child", "adult"),
    [("ar", "ar", "ليان", "سمر"), ("ti", "ti-ER", "ሚካኤል", "ሰላም"), ("nl", "nl-NL", "Sem", "Lotte")],
)
def test_a_day_goes_from_a_staff_members_taps_to_a_parents_phone(
    scene: Scene,
    record_property: Callable[[str, object], None],
    language: str,
    locale: str,
    child: str,
    adult: str,
) -> None:
    tablet, phone, keys = scene.tablet(), scene.phone(locale).new_page(), Phone()
    _sign_in(tablet)
    link = _sign_in_card_of_a_new_family(tablet, language, child, adult)
    _preview(scene, link)
    _join(phone, link, language)
    _subscribe(phone, scene.push_service.endpoint("201", keys), keys, language)
    taps, seconds = _publish_a_photo(tablet, language)
    record_property("taps", taps)
    record_property("seconds", round(seconds, 1))
    _keep_count(language, taps, seconds)
    assert taps <= MOST_TAPS
    _hear_of_it(phone, scene.push_service, keys, (child, adult))
    _open_it(phone, language)
    _see_it_without_a_network(phone, language)
    for page in (tablet, phone):
        page.context.close()


def _sign_in(tablet: Page) -> None:
    tablet.goto("/staff/sign-in")
    tablet.locator("[name=email]").fill(EMAIL)
    tablet.locator("[name=password]").fill(PASSWORD)
    tablet.locator("form button").click()
    expect(tablet.locator("card-editor")).to_be_visible()


def _sign_in_card_of_a_new_family(tablet: Page, language: str, child: str, adult: str) -> str:
    tablet.locator('.navigation a[href$="/families"]').click()
    tablet.locator('a[href$="/families/new"]').click()
    tablet.locator("[name=given_name]").fill(child)
    tablet.locator("[name=name]").fill(adult)
    tablet.locator("[name=languages]").first.select_option(language)
    tablet.locator("form button").last.click()
    qr = tablet.locator(".sign-in-card__qr")
    expect(qr).to_be_visible()
    screenshot(tablet, f"path-{language}-1-sign-in-card")
    tablet_shot = Image.open(io.BytesIO(qr.screenshot()))
    [code] = zxingcpp.read_barcodes(tablet_shot)
    tablet.locator('.navigation a[href$="/today"]').click()
    return code.text


def _join(phone: Page, link: str, language: str) -> None:
    phone.goto(link)
    with phone.expect_response(f"**/clips/{language}/**") as greeting:
        phone.locator(f'.greeting[lang="{language}"]').tap()
    assert greeting.value.status in {200, 206}
    screenshot(phone, f"path-{language}-2-greetings")
    phone.locator(".check").tap()
    phone.wait_for_url("**/today")
    expect(phone.locator("html")).to_have_attribute("lang", language)
    screenshot(phone, f"path-{language}-3-joined")


def _preview(scene: Scene, link: str) -> None:
    # A chat's preview opens the link before the parent does, some with a whole browser.
    assert httpx.get(link, headers=PREVIEW_BOT).status_code == 200
    bot = scene.browser.new_page()
    bot.goto(link)
    bot.wait_for_load_state("networkidle")
    bot.context.close()


def _subscribe(phone: Page, endpoint: str, keys: Phone, language: str) -> None:
    subscribe_with(phone.context, keys.body(endpoint))
    phone.locator('.navigation a[href="/us"]').tap()
    screenshot(phone, f"path-{language}-4-us")
    with phone.expect_response(lambda answer: answer.request.method == "PUT") as saved:
        phone.locator('[data-do="subscribe"]').tap()
    assert saved.value.status == 204
    expect(phone.locator('[data-state="on"]')).to_be_visible()
    screenshot(phone, f"path-{language}-5-subscribed")


def _publish_a_photo(tablet: Page, language: str) -> tuple[int, float]:
    expect(tablet.locator(".moment").first).to_be_visible()
    began, taps = time.monotonic(), 0
    for place in (7, 8, 9):
        moment = tablet.locator(".moment").nth(place)
        moment.locator(".moment__open").click()
        expect(moment).to_have_attribute("data-state", "now")
        taps += 1
    with tablet.expect_file_chooser() as chooser:
        tablet.locator("label:has([data-camera])").click()
    chooser.value.set_files(iphone_heic())
    expect(tablet.locator(".moment").nth(9).locator("img.moment__thumb")).to_be_visible()
    tablet.locator('[data-do="publish"]').click()
    taps += 2
    expect(tablet.locator("[data-changed]")).to_have_attribute("data-changed", "no", timeout=30_000)
    seconds = time.monotonic() - began
    screenshot(tablet, f"path-{language}-6-published")
    return taps, seconds


def _keep_count(language: str, taps: int, seconds: float) -> None:
    folder = Path(os.environ.get("SCREENSHOTS", "test-results/screens"))
    line = f"from Today to a published card with a photo: {taps} taps, {seconds:.1f} s\n"
    (folder / f"path-{language}-taps.txt").write_text(line)


def _hear_of_it(phone: Page, push_service: PushService, keys: Phone, names: tuple[str, str]) -> None:
    wait_until(lambda: bool(push_service.bodies_for(keys)), 30)
    [body] = push_service.bodies_for(keys)
    message = keys.read(body)
    assert b"notification" not in body  # nobody between us and the phone could read it
    [shown] = push_to(phone, json.dumps(message))
    expected = message["notification"]
    assert (shown["title"], shown["lang"], shown["dir"]) == (expected["title"], expected["lang"], expected["dir"])
    assert not [name for name in names if name in json.dumps(message, ensure_ascii=False)]
    assert shown["body"] == ""


def _open_it(phone: Page, language: str) -> None:
    tap_notification(phone)
    phone.wait_for_url("**/today")
    assert shown_notifications(phone) == []
    _wait_for_the_photo(phone)
    screenshot(phone, f"path-{language}-7-card")


def _see_it_without_a_network(phone: Page, language: str) -> None:
    phone.context.set_offline(True)
    phone.reload()
    _wait_for_the_photo(phone)
    with phone.expect_response(f"**/clips/{language}/**") as sound:
        phone.locator(".moment__open").first.tap()
    assert sound.value.from_service_worker
    assert sound.value.status in {200, 206}
    screenshot(phone, f"path-{language}-8-offline")


def _wait_for_the_photo(phone: Page) -> None:
    # Found anew at each look: a page that has just been stored may be swapped for a newer one.
    phone.wait_for_function("""() => {
      const photo = [...document.querySelectorAll(".moment__photo img")].at(-1);
      photo?.scrollIntoView();
      return photo?.naturalWidth > 0 && customElements.get("day-strip");
    }""")
