"""Messages on a parent's phone: asked, tried out, turned off, and shown whatever comes."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import Session, select

from app.language.catalogues import translator
from app.notifications.models import Subscription
from tests.e2e.barriers import PARENTS, barriers
from tests.e2e.conftest import screenshot
from tests.e2e.delivering import Scene, delivering_site
from tests.e2e.phone import push_to, shown_notifications, subscribe_with
from tests.notifications.push_service import Phone
from tests.notifications.scenes import wait_until

SPEAKERS = [("Hala", "ar"), ("Selam", "ti"), ("Marieke", "nl")]
IPHONE = """() => {
  delete window.PushManager;
  Object.defineProperty(navigator, "standalone", { value: false });
}"""
HANGING = "() => { PushManager.prototype.subscribe = () => new Promise(() => {}); }"
OFFERING = """() => {
  const offer = new Event("beforeinstallprompt", { cancelable: true });
  offer.prompt = async () => { document.title = "installed"; return { outcome: "accepted" }; };
  dispatchEvent(offer);
}"""


@pytest.fixture(scope="module")
def scene(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Return a site that delivers."""
    with delivering_site(browser, tmp_path_factory.mktemp("push")) as scene:
        yield scene


def endpoints(scene: Scene) -> list[str]:
    with Session(scene.site) as session:
        return [subscription.endpoint for subscription in session.exec(select(Subscription))]


def us_page(phone: BrowserContext, init: str = "") -> Page:
    page = phone.new_page()
    if init:
        page.add_init_script(f"({init})()")
    page.goto("/us")
    return page


@pytest.mark.parametrize(("name", "language"), SPEAKERS)
def test_a_parent_says_yes_tries_it_out_and_says_no_again(scene: Scene, name: str, language: str) -> None:
    phone, keys = scene.phone(language), Phone()
    endpoint = scene.push_service.endpoint("201", keys)
    scene.sign_in(phone, name, language)
    subscribe_with(phone, keys.body(endpoint))
    page = us_page(phone)
    expect(page.locator('[data-state="ask"]')).to_be_visible()
    screenshot(page, f"push-{language}-ask")
    assert barriers(page, PARENTS) == []
    page.locator('[data-do="subscribe"]').tap()
    expect(page.locator('[data-state="on"]')).to_be_visible()
    assert endpoint in endpoints(scene)
    page.locator('[data-do="test"]').tap()
    expect(page.locator('[data-notice="sending"]')).to_be_visible()
    wait_until(lambda: bool(scene.push_service.bodies_for(keys)))
    message = keys.read(scene.push_service.bodies_for(keys)[0])
    [shown] = push_to(page, json.dumps(message))
    assert (shown["title"], shown["lang"]) == (message["notification"]["title"], language)
    expect(page.locator('[data-notice="arrived"]')).to_be_visible()
    screenshot(page, f"push-{language}-arrived")
    assert barriers(page, PARENTS) == []
    page.locator('[data-do="test"]').tap()
    expect(page.locator('[data-notice="wait"]')).to_be_visible()
    page.locator('[data-do="unsubscribe"]').tap()
    expect(page.locator('[data-state="ask"]')).to_be_visible()
    assert endpoint not in endpoints(scene)
    phone.close()


@pytest.mark.parametrize(("name", "language"), SPEAKERS)
def test_an_iphone_is_shown_how_to_install_first(scene: Scene, name: str, language: str) -> None:
    phone = scene.phone(language)
    scene.sign_in(phone, name, language)
    page = us_page(phone, IPHONE)
    expect(page.locator('[data-state="install"]')).to_be_visible()
    expect(page.locator('[data-do="subscribe"]')).to_be_hidden()
    screenshot(page, f"push-{language}-iphone")
    assert barriers(page, PARENTS) == []
    if language != "nl":
        with page.expect_response(f"**/clips/{language}/words/push_share.m4a*") as sound:
            page.locator(".push__step").first.tap()
        assert sound.value.status in {200, 206}
    phone.close()


@pytest.mark.parametrize(("name", "language"), SPEAKERS)
def test_a_phone_that_blocks_messages_shows_how_to_allow_them(scene: Scene, name: str, language: str) -> None:
    phone = scene.phone(language)
    scene.sign_in(phone, name, language)
    page = us_page(phone)
    page.locator('[data-do="subscribe"]').tap()  # a browser without a window to ask in says no by itself
    expect(page.locator('[data-state="denied"]')).to_be_visible()
    screenshot(page, f"push-{language}-denied")
    assert barriers(page, PARENTS) == []
    phone.grant_permissions(["notifications"])
    expect(page.locator('[data-state="ask"]')).to_be_visible()
    phone.close()


def test_a_browser_without_messages_shows_nothing_of_them(scene: Scene) -> None:
    phone = scene.phone("nl")
    scene.sign_in(phone, "Marieke", "nl")
    page = us_page(phone, "() => { delete window.PushManager; }")
    page.wait_for_load_state("networkidle")
    expect(page.locator("push-choice")).to_be_hidden()
    phone.close()


def test_a_browser_that_offers_to_install_gets_a_button_for_it(scene: Scene) -> None:
    phone = scene.phone("ar")
    scene.sign_in(phone, "Hala", "ar")
    page = us_page(phone)
    page.wait_for_load_state("networkidle")
    page.evaluate(OFFERING)
    screenshot(page, "push-ar-android")
    page.locator('[data-do="install"]').tap()
    expect(page).to_have_title("installed")
    expect(page.locator('[data-do="install"]')).to_be_hidden()
    phone.close()


def test_a_browser_that_never_answers_is_given_up_after_ten_seconds_and_can_be_asked_again(scene: Scene) -> None:
    phone, keys = scene.phone("ti"), Phone()
    scene.sign_in(phone, "Selam", "ti")
    subscribe_with(phone, keys.body(scene.push_service.endpoint("201", keys)))
    page = phone.new_page()
    page.clock.install()
    page.goto("/us")
    expect(page.locator('[data-state="ask"]')).to_be_visible()
    works = page.evaluate_handle("() => PushManager.prototype.subscribe")
    page.evaluate(HANGING)
    page.locator('[data-do="subscribe"]').tap()
    expect(page.locator("push-choice")).to_have_attribute("aria-busy", "true")
    page.wait_for_timeout(500)
    page.clock.fast_forward(11_000)
    expect(page.locator('[data-notice="failed"]')).to_be_visible()
    screenshot(page, "push-ti-failed")
    page.evaluate("(works) => { PushManager.prototype.subscribe = works; }", works)
    page.locator('[data-do="subscribe"]').tap()
    expect(page.locator('[data-state="on"]')).to_be_visible()
    phone.close()


def test_each_start_of_the_app_tells_the_server_of_the_subscription_once(scene: Scene) -> None:
    phone, keys = scene.phone("ar"), Phone()
    scene.sign_in(phone, "Hala", "ar")
    endpoint = scene.push_service.endpoint("201", keys)
    subscribe_with(phone, keys.body(endpoint))
    page = us_page(phone)
    page.locator('[data-do="subscribe"]').tap()
    expect(page.locator('[data-state="on"]')).to_be_visible()
    with Session(scene.site) as session:
        for subscription in session.exec(select(Subscription)):
            session.delete(subscription)
        session.commit()
    page.close()
    told: list[str] = []
    page = phone.new_page()
    page.on("request", lambda request: told.append(request.url) if request.method == "PUT" else None)
    with page.expect_request_finished(lambda request: request.method == "PUT"):
        page.goto("/today")
    assert endpoint in endpoints(scene)
    page.goto("/us")
    expect(page.locator('[data-state="on"]')).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(told) == 1
    phone.close()


@pytest.mark.parametrize(
    "data",
    [
        "",
        "no JSON",
        "[]",
        "null",
        '{"notification": {"title": 5, "dir": "sideways", "navigate": "https://else.where/"}}',
    ],
)
def test_the_worker_shows_something_neutral_in_the_phones_language_whatever_comes(scene: Scene, data: str) -> None:
    phone = scene.phone("ti")
    scene.sign_in(phone, "Selam", "ti")
    phone.grant_permissions(["notifications"])
    page = phone.new_page()
    page.goto("/today")
    wait_until(lambda: bool(page.evaluate("async () => Boolean(await caches.match('/kept/title'))")))
    [shown] = push_to(page, data)
    assert (shown["title"], shown["lang"]) == (translator("ti").gettext("There is something new to see"), "ti")
    assert shown["url"] == f"{scene.address}/today"
    assert shown["icon"].endswith(".png")
    assert shown_notifications(page) == [shown]
    phone.close()
