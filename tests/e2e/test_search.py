"""A staff member finds a moment by two letters in any language, with or without a network, or by saying it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.people.models import Group
from app.pictograms.catalogue import moments
from app.pictograms.search import index_url
from tests.e2e.barriers import STAFF, barriers
from tests.e2e.conftest import screenshot

STORED = """async (index) => {
  await navigator.serviceWorker.ready;
  const isStored = async () => (await caches.match(location.href)) && (await caches.match(index));
  for (let tries = 0; tries < 400 && !(await isStored()); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""


@pytest.fixture
def card(site: Engine) -> str:
    """Return the address of Vlinders' card of today."""
    with Session(site) as session:
        group = session.exec(select(Group).where(Group.name == "Vlinders")).one()
        return f"/staff/groups/{group.id}/today"


@pytest.mark.parametrize(
    ("language", "typed", "elsewhere"), [("nl", "ve", "رس"), ("ar", "رس", "ብቐ"), ("ti", "ብቐ", "ve")]
)
def test_two_letters_find_the_picture_in_ones_own_language_and_in_another_also_without_a_network(
    tablet: Page, card: str, in_language: Callable[[str], None], language: str, typed: str, elsewhere: str
) -> None:
    in_language(language)
    tablet.goto(card)
    tablet.evaluate(STORED, index_url())
    look(tablet, typed)
    expect(shown(tablet).first).to_have_attribute("data-concept", "paint")
    screenshot(tablet, f"search-{language}")
    assert barriers(tablet, STAFF) == []
    tablet.context.set_offline(True)
    tablet.reload()
    expect(tablet.locator("spoken-search")).to_be_hidden()
    for letters in (elsewhere, typed):
        look(tablet, letters)
        expect(tablet.locator('.concept:visible[data-concept="paint"]')).to_be_visible()
    shown(tablet).first.click()
    expect(tablet.locator('.moment[data-waiting][data-concept="paint"]')).to_be_visible()


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_what_is_not_there_is_said_with_a_way_back_to_what_is_used_most(
    tablet: Page, card: str, in_language: Callable[[str], None], language: str
) -> None:
    in_language(language)
    tablet.goto(card)
    look(tablet, "qqq")
    expect(tablet.locator("[data-nothing]")).to_be_visible()
    screenshot(tablet, f"search-nothing-{language}")
    assert barriers(tablet, STAFF) == []
    tablet.locator("[data-nothing] [data-everything]").click()
    expect(shown(tablet)).to_have_count(len(moments()))
    expect(tablet.locator(".concept.is-used")).to_have_count(6)
    screenshot(tablet, f"search-used-{language}")
    rare = shown(tablet).last.get_attribute("data-concept")
    tablet.context.set_offline(True)
    shown(tablet).last.click()
    tablet.locator("details.add summary").click()
    expect(shown(tablet).first).to_have_attribute("data-concept", rare or "")


def test_a_voice_is_listened_to_only_after_a_staff_member_has_said_so(
    tablet: Page, card: str, in_language: Callable[[str], None]
) -> None:
    in_language("ar")
    tablet.goto(card)
    tablet.locator("details.add summary").click()
    speak = tablet.locator('[data-speech="speak"]:visible')
    expect(speak).to_have_count(2)
    speak.first.click()
    expect(tablet.locator('[data-when="asking"]')).to_be_visible()
    screenshot(tablet, "search-speech-asking-ar")
    assert barriers(tablet, STAFF) == []
    tablet.locator('[data-when="asking"] [data-speech="stop"]').click()
    expect(tablet.locator('[data-when="asking"]')).to_be_hidden()
    speak.first.click()
    tablet.locator('[data-speech="switch-on"]').click()
    # This browser has nobody behind its recogniser, so nothing is understood: that too is said in a picture.
    expect(tablet.locator('[data-when="misheard"]')).to_be_visible()
    screenshot(tablet, "search-speech-misheard-ar")
    assert barriers(tablet, STAFF) == []


def look(page: Page, letters: str) -> None:
    adding = page.locator("details.add")
    if adding.get_attribute("open") is None:
        adding.locator("summary").click()
    page.locator("[data-search]").fill(letters)


def shown(page: Page) -> Locator:
    return page.locator(".concept:visible")
