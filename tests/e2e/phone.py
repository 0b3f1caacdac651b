"""A phone as a push service sees it: real keys, a message handed to its worker, and a tap on what is shown."""

import json
from typing import Any

from playwright.sync_api import BrowserContext, Page

# A browser without its maker's push service cannot subscribe; its keys are made here, all else is the browser's own.
SUBSCRIBING = """(body) => {
  const kept = "test-subscription";
  const subscription = {
    options: {},
    toJSON: () => body,
    unsubscribe: async () => localStorage.removeItem(kept) ?? true,
  };
  PushManager.prototype.subscribe = async () => localStorage.setItem(kept, "yes") ?? subscription;
  PushManager.prototype.getSubscription = async () => (localStorage.getItem(kept) ? subscription : null);
}"""
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const shown = await registration.getNotifications();
  return shown.map(({ title, body, lang, dir, tag, icon, badge, data }) =>
    ({ title, body, lang, dir, tag, icon, badge, url: data.url }));
}"""
TAPPING = """async () => {
  const [notification] = await registration.getNotifications();
  dispatchEvent(new NotificationEvent("notificationclick", { notification }));
}"""


def subscribe_with(context: BrowserContext, body: dict[str, object]) -> None:
    """Let every page of a phone subscribe with these keys, and its owner say yes to messages."""
    context.grant_permissions(["notifications"])
    context.add_init_script(f"({SUBSCRIBING})({json.dumps(body)})")


def push_to(page: Page, data: str) -> list[dict[str, Any]]:
    """Hand a decrypted message to the worker, as a browser does; return the notifications that are shown then."""
    registration_id = _registration_id(page)
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    origin = page.evaluate("location.origin")
    before = shown_notifications(page)
    for _ in range(10):  # Chromium drops a message now and then while a registration is fresh
        session.send(
            "ServiceWorker.deliverPushMessage", {"origin": origin, "registrationId": registration_id, "data": data}
        )
        for _ in range(10):
            page.wait_for_timeout(100)
            shown = shown_notifications(page)
            if shown != before:
                session.detach()
                return shown
    raise AssertionError("the worker showed nothing")


def shown_notifications(page: Page) -> list[dict[str, Any]]:
    """Return what the phone shows."""
    shown: list[dict[str, Any]] = page.evaluate(SHOWN)
    return shown


def tap_notification(page: Page) -> None:
    """Tap the notification that is shown."""
    [worker] = page.context.service_workers
    worker.evaluate(TAPPING)


def _registration_id(page: Page) -> str:
    session, found = page.context.new_cdp_session(page), []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    session.send("ServiceWorker.enable")
    for _ in range(50):
        if found:
            break
        page.wait_for_timeout(100)
    session.detach()
    registration_id: str = found[-1]["registrationId"]
    return registration_id
