"""A phone as the app lives on it: it starts without a network, and keeps nothing of whoever was there before."""

import re
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import Session, select

from app.database import transaction
from app.families.ending import end_access
from app.families.service import issue_card
from app.notifications.models import Subscription
from app.people.models import Caregiver, CaregiverAccess, StaffMember
from app.seed import EMAIL
from app.seed.people import actor
from tests.e2e.conftest import screenshot
from tests.e2e.delivering import Scene, delivering_site
from tests.e2e.phone import subscribe_with
from tests.notifications.push_service import Phone
from tests.notifications.scenes import wait_until

PATIENCE_SECONDS = 30  # other work may share the machine
STORED = """async () => {
  const sounds = [...document.querySelectorAll("[data-clip]")].map(({ dataset }) => dataset.clip);
  const photos = [...document.querySelectorAll("main picture img")].map(({ src }) => src.replace(/[^/]+$/, "640.avif"));
  const parts = ["/kept/title", location.href, ...sounds, ...photos];
  return (await Promise.all(parts.map((part) => caches.match(part)))).every(Boolean);
}"""
KEPT_ACCOUNTS = "async () => (await caches.keys()).filter((name) => name.startsWith('account-')).length"
KEPT_PAGES = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      if (response.headers.get("content-type")?.startsWith("text/html")) texts.push(await response.text());
    }
  }
  return texts.join("\\n");
}"""
UNSEEN_PICTURES = """() => Promise.all([...document.querySelectorAll("main img")].map(async (picture) => {
  picture.loading = "eager";
  await picture.decode().catch(() => undefined);
  return picture.naturalWidth ? [] : [picture.currentSrc];
})).then((unseen) => unseen.flat())"""
UNHEARD_SOUNDS = """() => Promise.all([...document.querySelectorAll("[data-clip]")].map(async ({ dataset }) => {
  const answer = await fetch(dataset.clip).catch(() => undefined);
  return answer?.ok ? [] : [dataset.clip];
})).then((unheard) => unheard.flat())"""


PHOTOS_OF_ANOTHER_SIZE = """() => Promise.all([...document.querySelectorAll("picture img")].map(async ({ src }) => {
  const answer = await fetch(src.replace(/[^/]+$/, "320.avif")).catch(() => undefined);
  return answer?.ok ?? false;
}))"""


@pytest.fixture(scope="module")
def scene(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Return a site that delivers."""
    with delivering_site(browser, tmp_path_factory.mktemp("pwa")) as scene:
        yield scene


DATABASE = """
  const opening = indexedDB.open("dagkaart", 1);
  opening.onupgradeneeded = () =>
    opening.result.createObjectStore("entries", { keyPath: "order", autoIncrement: true });
  const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result); });
  const entries = database.transaction("entries", "readwrite").objectStore("entries");
"""
KEEP_WAITING = f"""async (accounts) => {{ {DATABASE}
  for (const account of accounts) entries.add({{ id: account, account, card: "", kind: "change", steps: [] }});
  await new Promise((resolve) => {{ entries.transaction.oncomplete = resolve; }});
  database.close();
}}"""
KEPT_WAITING = f"""async () => {{ {DATABASE}
  const all = entries.getAll();
  await new Promise((resolve) => {{ all.onsuccess = resolve; }});
  database.close();
  return all.result.map((entry) => entry.account);
}}"""


def today_on(phone: BrowserContext) -> Page:
    page = phone.new_page()
    page.goto("/today")
    wait_until(lambda: bool(page.evaluate(STORED)), PATIENCE_SECONDS)
    return page


def sign_in_link(scene: Scene, name: str) -> str:
    with transaction(scene.site, is_writing=True) as session:
        staff = actor(session.exec(select(StaffMember).where(StaffMember.email == EMAIL)).one())
        caregiver = session.exec(select(Caregiver).where(Caregiver.name == name)).one()
        issued = issue_card(session, staff, caregiver.id, uuid4())
        assert issued is not None
        return f"{scene.address}/join/{caregiver.site_id}#{issued.token}"


def end_all_access(scene: Scene, name: str) -> None:
    with transaction(scene.site, is_writing=True) as session:
        staff = actor(session.exec(select(StaffMember).where(StaffMember.email == EMAIL)).one())
        of_name = select(CaregiverAccess).join(Caregiver).where(Caregiver.name == name)
        for access in session.exec(of_name).all():
            end_access(session, staff, access.child_id, access.caregiver_id)


def test_the_app_starts_without_a_network_with_todays_card_its_pictures_and_its_sounds(scene: Scene) -> None:
    phone = scene.phone("ti")
    scene.sign_in(phone, "Selam", "ti")
    today_on(phone).close()
    phone.set_offline(True)
    page = phone.new_page()
    page.goto("/today")
    expect(page.locator(".moment").first).to_be_visible()
    assert page.locator("main img").count() > 5
    assert page.evaluate(UNSEEN_PICTURES) == []
    of_another_size = page.evaluate(PHOTOS_OF_ANOTHER_SIZE)
    assert of_another_size
    assert all(of_another_size)
    assert page.locator("[data-clip]").count() > 5
    assert page.evaluate(UNHEARD_SOUNDS) == []
    phone.close()


def test_whoever_signs_in_next_on_a_phone_finds_nothing_of_the_one_before(scene: Scene) -> None:
    phone = scene.phone("ar")
    scene.sign_in(phone, "Hala", "ar")
    page = today_on(phone)
    hers = page.locator("html").get_attribute("data-account")
    page.goto(sign_in_link(scene, "Agnieszka"))
    page.locator('.greeting[lang="pl"]').tap()
    page.locator(".check").tap()
    page.wait_for_url("**/today")
    wait_until(lambda: bool(page.evaluate(STORED)), PATIENCE_SECONDS)
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    assert page.evaluate(KEPT_ACCOUNTS) == 1
    kept = page.evaluate(KEPT_PAGES)
    assert 'lang="pl"' in kept
    assert 'lang="ar" dir="rtl" data-account' not in kept
    assert hers
    assert hers not in kept
    phone.set_offline(True)
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    phone.close()


def test_when_access_has_ended_the_next_contact_wipes_the_phone(scene: Scene) -> None:
    phone = scene.phone("tr")
    scene.sign_in(phone, "Fatma", "tr")
    page = today_on(phone)
    end_all_access(scene, "Fatma")
    page.reload()
    page.wait_for_url("**/join")
    assert page.evaluate(KEPT_ACCOUNTS) == 0
    assert "strip" not in page.evaluate(KEPT_PAGES)
    phone.close()


def test_signing_out_wipes_the_phone_and_ends_its_messages(scene: Scene) -> None:
    phone, keys = scene.phone("nl"), Phone()
    device_id = scene.sign_in(phone, "Marieke", "nl")
    endpoint = scene.push_service.endpoint("201", keys)
    subscribe_with(phone, keys.body(endpoint))
    page = today_on(phone)
    page.goto("/us")
    page.locator('[data-do="subscribe"]').tap()
    expect(page.locator('[data-state="on"]')).to_be_visible()
    page.locator("details.phone summary").first.tap()
    with page.expect_response(lambda answer: answer.request.method == "DELETE") as answer:
        page.locator('[data-do="sign-out"]').tap()
    assert answer.value.header_value("clear-site-data")
    page.wait_for_url("**/join")
    assert page.evaluate(KEPT_ACCOUNTS) == 0
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    with Session(scene.site) as session:
        assert session.exec(select(Subscription).where(Subscription.device_id == device_id)).first() is None
    phone.close()


def test_a_parent_who_is_staff_too_loses_no_unsent_work_by_leaving_as_a_parent(scene: Scene) -> None:
    phone = scene.phone("nl")
    device_id = scene.sign_in(phone, "Marieke", "nl")
    phone.add_cookies([{"name": "dagkaart_staff", "value": "of a colleague", "url": scene.address}])
    page = today_on(phone)
    accounts = ["staff-1", str(device_id), "volunteer-1"]
    page.evaluate(KEEP_WAITING, accounts)
    page.goto("/us")
    page.locator("details.phone summary").first.tap()
    page.locator('[data-do="sign-out"]').tap()
    page.wait_for_url("**/join")
    assert page.evaluate(KEPT_WAITING) == ["staff-1", "volunteer-1"]
    assert page.evaluate(KEPT_ACCOUNTS) == 0
    phone.close()


@pytest.mark.parametrize(("language", "direction"), [("nl", "ltr"), ("ar", "rtl"), ("ti", "ltr")])
def test_a_phone_can_install_the_app_in_its_language(scene: Scene, language: str, direction: str) -> None:
    phone = scene.phone(language)
    scene.sign_in(phone, "Hala", language)
    page = today_on(phone)
    found = phone.new_cdp_session(page).send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = httpx.get(found["url"]).json()
    assert (manifest["lang"], manifest["dir"], manifest["display"]) == (language, direction, "standalone")
    purposes = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= purposes
    for icon in [*(one["src"] for one in manifest["icons"]), _touch_icon(page)]:
        answer = httpx.get(f"{scene.address}{icon}")
        assert answer.headers["content-type"] == "image/png"
        assert re.match(rb"\x89PNG", answer.content)
    faults = phone.new_cdp_session(page).send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [fault["errorId"] for fault in faults if fault["errorId"] != "in-incognito"] == []
    screenshot(page, f"pwa-{language}")
    phone.close()


def _touch_icon(page: Page) -> str:
    return page.locator('link[rel="apple-touch-icon"]').get_attribute("href") or ""
