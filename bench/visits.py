"""Visits by a browser whose network and processor are made slow."""

import shutil
import time
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from bench.slow_server import SlowServer

# WebPageTest's: kilobits a second down and up, and the round trip in milliseconds.
NETWORKS = {"4G": (9000, 9000, 170), "slow 3G": (400, 400, 400)}
SLOWER = 6
QUIET_MS = 1500
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WATCH = """new PerformanceObserver((list) => {
  globalThis.largestPaint = list.getEntries().at(-1).startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });"""
PAINTS = """() => ({
  first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  largest: globalThis.largestPaint,
  scripts: performance.getEntriesByType("resource")
    .filter((entry) => entry.initiatorType === "script" || entry.name.endsWith(".js"))
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0),
  style: [...document.querySelectorAll("style")].map((style) => style.textContent).join(""),
})"""
STORED = """async () => {
  for (let tries = 0; tries < 600 && !(await caches.match(location.href)); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """When a page showed something and its largest part, what its scripts weighed on the wire, and its styles."""

    first_paint_ms: float
    largest_paint_ms: float
    script_bytes: int
    style: str


def chromium(playwright: Playwright) -> Browser:
    """Return the machine's Chromium, or Playwright's."""
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)


def first_visit(browser: Browser, address: str, token: str, network: str) -> Visit:
    """Open Today on a phone that has nothing of it yet."""
    context = _phone(browser, address, token)
    page = context.new_page()
    _slow_down(page, network)
    visit = _visited(page, address)
    context.close()
    return visit


def second_visit(browser: Browser, slow: SlowServer, token: str, delay_seconds: float) -> float:
    """Return after how many milliseconds a phone shows the card it has, while the server keeps silent."""
    slow.delay_seconds = 0
    context = _phone(browser, slow.address, token)
    page = context.new_page()
    page.goto(f"{slow.address}/today")
    page.evaluate(STORED)
    page.goto("about:blank")
    slow.delay_seconds = delay_seconds
    began = time.perf_counter()
    page.goto(f"{slow.address}/today", wait_until="commit")
    page.locator(".moment").first.wait_for()
    seconds = time.perf_counter() - began
    context.close()
    return seconds * 1000


def _visited(page: Page, address: str) -> Visit:
    page.goto(f"{address}/today", wait_until="load")
    page.wait_for_timeout(QUIET_MS)
    seen = page.evaluate(PAINTS)
    return Visit(seen["first"], seen["largest"], seen["scripts"], seen["style"])


def _phone(browser: Browser, address: str, token: str) -> BrowserContext:
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True)
    context.set_default_timeout(60_000)
    context.add_cookies([{"name": "dagkaart_device", "value": token, "url": address}])
    context.add_init_script(WATCH)
    return context


def _slow_down(page: Page, network: str) -> None:
    down, up, latency = NETWORKS[network]
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": latency,
            "downloadThroughput": down * 1000 / 8,
            "uploadThroughput": up * 1000 / 8,
        },
    )
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
