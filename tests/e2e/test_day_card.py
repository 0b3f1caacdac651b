"""The way of a day card, from a staff member's taps to a parent's phone without a network."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.people.models import Group
from tests.e2e.conftest import screenshot

AXE = Path("node_modules/axe-core/axe.min.js")
MAX_WORDS = 40

COUNT_WORDS = """() => {
  const shown = (rect) => rect.width > 1 && rect.bottom > 0 && rect.top < innerHeight;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let words = 0;
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    if (shown(range.getBoundingClientRect())) words += (walker.currentNode.data.match(/\\p{L}+/gu) ?? []).length;
  }
  return words;
}"""
STORED = """async () => {
  for (let tries = 0; tries < 100 && !(await caches.match(location.href)); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll("button, a, summary")]
  .map((target) => target.getBoundingClientRect())
  .filter((rect) => rect.width > 1 && (rect.width < 48 || rect.height < 48)).length"""


@pytest.mark.parametrize(
    ("name", "language", "direction"),
    [
        ("Hala", "ar", "rtl"),
        ("Selam", "ti", "ltr"),
        ("Marieke", "nl", "ltr"),
    ],
)
def test_a_parents_day_is_big_short_and_free_of_barriers(
    phone_of: Callable[[str], Page], name: str, language: str, direction: str
) -> None:
    page = phone_of(name)
    page.goto("/today")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", direction)
    expect(page.locator('.moment[data-place="now"]')).to_have_count(1)
    screenshot(page, f"today-{language}")
    assert page.evaluate(COUNT_WORDS) <= MAX_WORDS
    assert page.evaluate(SMALL_TARGETS) == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_a_tap_shows_a_moment_big_and_says_it(phone_of: Callable[[str], Page]) -> None:
    page = phone_of("Selam")
    page.goto("/today")
    with page.expect_response("**/clips/ti/*.m4a*") as clip:
        page.locator(".moment__open").first.click()
    assert clip.value.status in {200, 206}
    expect(page.locator("dialog[open] .label").first).to_be_visible()
    screenshot(page, "big-ti")


def test_the_day_opens_without_a_network(phone_of: Callable[[str], Page]) -> None:
    page = phone_of("Hala")
    page.goto("/today")
    page.evaluate(STORED)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".moment").first).to_be_visible()
    page.context.set_offline(False)


def test_staff_tap_three_moments_add_a_photo_and_publish_in_six_taps(
    tablet: Page, phone_of: Callable[[str], Page], site: Engine, tmp_path: Path
) -> None:
    taken = tmp_path / "photo.jpg"
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(taken, quality=90)
    with Session(site) as session:
        group = session.exec(select(Group).where(Group.name == "Vlinders")).one()
    tablet.goto(f"/staff/groups/{group.id}/today")
    taps = 0
    for place in (7, 8, 9):
        moment = tablet.locator(".moment").nth(place)
        moment.locator(".moment__open").click()
        expect(moment).to_have_attribute("data-state", "now")
        taps += 1
    with tablet.expect_file_chooser() as chooser:
        tablet.locator("label:has([data-camera])").click()
    chooser.value.set_files(taken)
    expect(tablet.locator(".moment").nth(9).locator("img.moment__thumb")).to_be_visible()
    tablet.locator('[data-do="publish"]').click()
    taps += 2
    expect(tablet.locator("[data-changed]")).to_have_attribute("data-changed", "no", timeout=30_000)
    screenshot(tablet, "staff-published")
    assert taps <= 6
    page = phone_of("Hala")
    page.goto("/today")
    photo = page.locator(".moment__photo img").last
    photo.scroll_into_view_if_needed()
    page.wait_for_function("[...document.querySelectorAll('.moment__photo img')].at(-1).naturalWidth > 0")
    screenshot(page, "today-with-photo")


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })")
    return [f"{problem['id']}: {problem['nodes'][0]['failureSummary']}" for problem in found["violations"]]
