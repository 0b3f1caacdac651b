"""The parent's Today, by touch alone: seen big, heard in two languages, walked through, and looked back on."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.meanings.models import CheckAnswers
from app.people.models import Caregiver, Group, Reading
from tests.e2e.conftest import screenshot
from tests.e2e.meanings_scene import MAY_BE_ASKED, let_many_phones_speak
from tests.media.pictures import saved, scene

STORED = """async () => {
  for (let tries = 0; tries < 100 && !(await caches.match(location.href)); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""
# Notes how many players sound whenever one starts.
LISTEN = """
  const players = [];
  window.mostAtOnce = 0;
  window.Audio = class extends Audio {
    constructor(...given) {
      super(...given);
      players.push(this);
      this.addEventListener("playing", () => {
        window.mostAtOnce = Math.max(window.mostAtOnce, players.filter((player) => !player.paused).length);
      });
    }
  };
"""
IS_ETHIOPIC_LOADED = """async () => {
  await document.fonts.ready;
  return [...document.fonts].some((font) => font.family.includes("Ethiopic") && font.status === "loaded");
}"""


def test_a_tap_shows_a_moment_big_and_says_it_in_the_home_language_then_in_dutch(
    phone_of: Callable[[str], Page],
) -> None:
    page = phone_of("Selam")
    page.goto("/today")
    assert page.evaluate(IS_ETHIOPIC_LOADED)
    with page.expect_response("**/clips/nl/*.m4a*") as dutch, page.expect_response("**/clips/ti/*.m4a*") as tigrinya:
        page.locator(".moment__open").first.click()
        expect(page.locator("dialog .label.is-speaking")).to_have_count(1)
    assert {dutch.value.status, tigrinya.value.status} <= {200, 206}
    expect(page.locator("dialog[open] .label").first).to_be_visible()


def test_staff_photograph_their_own_corner_and_parents_see_it_beside_the_picture_also_without_a_network(
    phone_of: Callable[[str], Page], tablet: Page, site: Engine
) -> None:
    page = phone_of("Selam")
    page.goto("/today")
    concept = page.locator(".moment__open").first
    expect(concept.locator(".own-photo")).to_have_count(0)
    own = own_pictures(tablet, site, "arrive")
    take(own, 1200, 900)
    first = own.get_attribute("data-photo")
    take(own, 900, 1200)
    own.locator('[data-do="undo"]').click()
    expect(own).to_have_attribute("data-photo", first or "")
    page.goto("/today")
    page.evaluate(STORED)
    page.goto("/today")
    beside = page.locator(".moment__open--pair")
    expect(beside.locator(".pair > :nth-child(1)")).to_have_class("tile")
    expect(beside.locator(".pair > :nth-child(2) img")).to_be_visible()
    page.context.set_offline(True)
    page.reload()
    beside.click()
    expect(page.locator("dialog .pair img.own-photo")).to_have_js_property("complete", True)
    assert page.locator("dialog .pair img.own-photo").evaluate("image => image.naturalWidth") > 0
    screenshot(page, "own-photo-offline-ti")
    page.context.set_offline(False)
    own.locator('[data-do="remove"]').click()
    expect(own).to_have_attribute("data-photo", "")
    page.reload()
    expect(page.locator(".own-photo:visible")).to_have_count(0)


def test_a_check_is_asked_at_the_foot_of_the_day_once_and_its_answer_carries_no_name(
    phone_of: Callable[[str], Page], site: Engine
) -> None:
    let_many_phones_speak(site, ["ti"])
    page = phone_of("Selam")
    page.goto("/today")
    foot = page.locator("meaning-check")
    foot.scroll_into_view_if_needed()
    expect(foot.locator(".asking")).to_have_count(0)  # a new phone is left alone
    page.evaluate(MAY_BE_ASKED)
    page.goto("/today")
    with page.expect_response("**/checks"):
        foot.scroll_into_view_if_needed()
    with page.expect_response("**/clips/ti/*.m4a*") as sound:
        foot.locator(".asking__choice").nth(1).click()
    assert sound.value.status in {200, 206}
    with page.expect_request("**/api/v1/check-answers") as answer:
        foot.locator(".asking__sure").click()
    assert "cookie" not in answer.value.all_headers()
    assert set(answer.value.post_data_json) == {"ticket", "chosen_id"}
    expect(foot.locator(".asking__thanks")).to_be_visible()
    expect(foot.locator(".asking")).to_have_count(0, timeout=8000)
    page.reload()
    foot.scroll_into_view_if_needed()
    expect(foot.locator(".asking")).to_have_count(0)
    with Session(site) as session:
        assert [row.number for row in session.exec(select(CheckAnswers))] == [1]


def own_pictures(tablet: Page, site: Engine, concept: str) -> Locator:
    """Open staff's page of their own pictures of Vlinders; return the place of a concept."""
    with Session(site) as session:
        group = session.exec(select(Group).where(Group.name == "Vlinders")).one().id
    tablet.goto(f"/staff/groups/{group}/own-photos#{concept}")
    return tablet.locator(f'own-photo[data-concept="{concept}"]')


def take(own: Locator, width: int, height: int) -> None:
    """Let the camera hand over a photo, and wait until it stands there."""
    before = own.get_attribute("data-photo")
    photo = saved(scene(width, height), "JPEG").getvalue()
    own.locator("input").set_input_files({"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": photo})
    expect(own).not_to_have_attribute("data-photo", before or "")
    expect(own.locator("img.own-photo")).to_be_visible()


def test_nothing_sounds_together_and_a_next_moment_takes_the_place_of_the_one_that_sounds(
    phone_of: Callable[[str], Page],
) -> None:
    page = phone_of("Hala")
    page.add_init_script(LISTEN)
    page.goto("/today")
    page.locator(".moment__open").first.click()
    for _ in range(3):
        page.locator('[data-do="next"]').click()
    expect(page.locator("dialog .progress .is-past")).to_have_count(5)  # the sentence comes first
    expect(page.locator(".is-speaking")).to_have_count(1)
    page.locator('[data-do="close"]').click()
    expect(page.locator(".is-speaking")).to_have_count(0)
    assert page.evaluate("window.mostAtOnce") <= 1


def test_play_my_day_walks_on_by_itself(phone_of: Callable[[str], Page]) -> None:
    page = phone_of("Hala")
    page.goto("/today")
    page.locator('[data-do="play"]').click()
    expect(page.locator("dialog[open] .progress .is-past")).to_have_count(2, timeout=15_000)


def test_a_somali_parent_hears_the_dutch_and_meets_no_button_that_does_nothing(
    phone_of: Callable[[str], Page],
) -> None:
    page = phone_of("Asha")
    page.goto("/today")
    assert page.locator('.moment [data-say][data-clip*="/clips/so/"]').count() == 0
    with page.expect_response("**/clips/nl/*.m4a*"):
        page.locator(".moment__open").first.click()
    expect(page.locator('[data-do="say"]')).to_be_visible()
    page.evaluate("for (const words of document.querySelectorAll('[data-clip]')) words.removeAttribute('data-clip')")
    page.locator('[data-do="next"]').click()
    expect(page.locator('[data-do="say"]')).to_be_hidden()


def test_the_way_of_reading_makes_larger_what_helps_most_and_reading_is_silent_until_asked(
    phone_of: Callable[[str], Page], site: Engine
) -> None:
    tiles, letters, says_at_once = {}, {}, {}
    for reading in Reading:
        with Session(site) as session:
            session.exec(select(Caregiver).where(Caregiver.name == "Oksana")).one().reading = reading
            session.commit()
        page = phone_of("Oksana")
        page.goto("/today")
        screenshot(page, f"reading-{reading}")
        moment = page.locator('.moment:not([data-place="now"])').first
        tiles[reading] = moment.locator(".tile").evaluate("(tile) => tile.offsetWidth")
        letters[reading] = moment.locator(".label").first.evaluate("(label) => label.offsetHeight")
        moment.locator(".moment__open").click()
        expect(page.locator("dialog .label").first).to_be_visible()
        says_at_once[reading] = page.locator("dialog .is-speaking").count() == 1
    assert tiles[Reading.PICTURES] > tiles[Reading.LISTENING] > tiles[Reading.TEXT]
    assert letters[Reading.PICTURES] < letters[Reading.LISTENING] < letters[Reading.TEXT]
    assert says_at_once == {Reading.PICTURES: True, Reading.LISTENING: True, Reading.TEXT: False}


def test_the_day_runs_along_the_right_in_arabic_and_only_arrows_turn_round(phone_of: Callable[[str], Page]) -> None:
    page = phone_of("Hala")
    page.goto("/today")
    middle = (
        "(tile) => { const box = tile.getBoundingClientRect(); return (box.left + box.right) / 2 > innerWidth / 2; }"
    )
    assert page.locator(".tile").first.evaluate(middle)
    turned = "(button) => getComputedStyle(button).transform"
    assert page.locator('[data-do="play"]').evaluate(turned) == "none"
    page.locator('[data-do="play"]').click()
    assert page.locator('[data-do="next"]').evaluate(turned) == "matrix(-1, 0, 0, 1, 0, 0)"


def test_an_earlier_day_is_one_tap_away_and_so_is_the_way_back(phone_of: Callable[[str], Page]) -> None:
    page = phone_of("Hala")
    page.goto("/today")
    page.locator(".days a").first.click()
    expect(page.locator('.days [aria-current="page"]')).to_have_count(1)
    back = page.locator('.navigation a[href^="/today"]')
    assert back.get_attribute("aria-current") is None
    back.click()
    expect(page.locator('.moment[data-place="now"]')).to_have_count(1)


def test_the_day_opens_without_a_network(phone_of: Callable[[str], Page]) -> None:
    page = phone_of("Hala")
    page.goto("/today")
    page.evaluate(STORED)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".moment").first).to_be_visible()
    page.context.set_offline(False)
