"""A staff member arranges the week: by buttons, by dragging and by keys, beside a colleague and without a network."""

from collections.abc import Callable, Iterator
from datetime import time

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine
from sqlmodel import Session, col, delete, select

from app.days.models import RhythmDay
from app.days.rhythm import UsualMoment, usual_moments
from app.people.models import Group
from tests.e2e.barriers import STAFF, barriers
from tests.e2e.conftest import screenshot

MONDAY, TUESDAY, SUNDAY = 0, 1, 6
STANDING = ("arrive", "circle_time", "fruit", "paint", "outside_play", "go_home")


@pytest.fixture
def group(site: Engine) -> Iterator[Group]:
    """Return Kikkers, with six moments on every day but Sunday; the demo's own rhythm comes back."""
    with Session(site, expire_on_commit=False) as session:
        group = session.exec(select(Group).where(Group.name == "Kikkers")).one()
        kept = [(day.weekday, day.moments) for day in _days(session, group)]
        moments = [{"concept_id": name, "starts_at": "09:00" if name == "fruit" else None} for name in STANDING]
        _replace(session, group, [(day, moments) for day in range(6)])
        yield group
        _replace(session, group, kept)


@pytest.mark.parametrize(("language", "direction"), [("nl", "ltr"), ("ar", "rtl"), ("ti", "ltr")])
def test_the_rhythm_is_free_of_barriers(
    tablet: Page, group: Group, in_language: Callable[[str], None], language: str, direction: str
) -> None:
    in_language(language)
    opened(tablet, group, TUESDAY)
    expect(tablet.locator("html")).to_have_attribute("dir", direction)
    screenshot(tablet, f"rhythm-{language}")
    assert barriers(tablet, STAFF) == []
    tablet.locator("[data-add] summary").click()
    tablet.locator("[data-copying] summary").click()
    assert barriers(tablet, STAFF) == []
    tablet.locator("[data-add] summary").evaluate("one => one.scrollIntoView()")
    screenshot(tablet, f"rhythm-adding-{language}")
    tablet.locator("[data-copying]").evaluate("one => one.scrollIntoView()")
    screenshot(tablet, f"rhythm-copying-{language}")
    tablet.locator(f'[data-tab="{SUNDAY}"]').click()
    expect(tablet.locator("[data-empty]")).to_be_visible()
    screenshot(tablet, f"rhythm-empty-{language}")
    assert barriers(tablet, STAFF) == []


def test_a_moment_is_added_timed_moved_and_removed_and_each_is_saved(tablet: Page, group: Group, site: Engine) -> None:
    opened(tablet, group, MONDAY)
    tablet.locator("[data-add] summary").click()
    tablet.locator("[data-search]").fill("ZING")
    expect(tablet.locator(".concept:visible").first).to_have_attribute("data-concept", "sing")
    tablet.locator('.concept[data-concept="sing"]').click()
    last = items(tablet, MONDAY).last
    last.locator(".usual__time").fill("11:32")
    last.locator('[data-do="up"]').click()
    items(tablet, MONDAY).first.locator('[data-do="remove"]').click()
    saved(tablet)
    assert standing(site, group, MONDAY) == ["circle_time", "fruit", "paint", "outside_play", "sing", "go_home"]
    assert rows(site, group, MONDAY)[4].starts_at == time(11, 30)
    for _ in range(4):
        tablet.locator('[data-do="undo"]').click()
    saved(tablet)
    assert standing(site, group, MONDAY) == list(STANDING)
    expect(tablet.locator('[data-do="undo"]')).to_be_disabled()


def test_a_moment_is_dragged_with_a_pointer_and_moved_with_the_arrow_keys(
    tablet: Page, group: Group, site: Engine
) -> None:
    opened(tablet, group, MONDAY)
    drag(tablet, items(tablet, MONDAY).first, items(tablet, MONDAY).nth(2))
    saved(tablet)
    assert standing(site, group, MONDAY)[:3] == ["circle_time", "fruit", "arrive"]
    tablet.locator('[data-weekday="0"] [data-concept="arrive"] [data-handle]').focus()
    for _ in range(2):
        tablet.keyboard.press("ArrowUp")
    expect(tablet.locator("[data-said]")).to_contain_text("1/6")
    saved(tablet)
    assert standing(site, group, MONDAY) == list(STANDING)


def test_a_day_is_copied_to_other_days_and_taken_back(tablet: Page, group: Group, site: Engine) -> None:
    opened(tablet, group, MONDAY)
    items(tablet, MONDAY).first.locator('[data-do="remove"]').click()
    tablet.locator("[data-copying] summary").click()
    expect(tablet.locator(f'[data-target="{MONDAY}"]')).to_be_hidden()
    for weekday in (TUESDAY, SUNDAY):
        tablet.locator(f'[data-target="{weekday}"] input').check()
    tablet.locator('[data-do="copy"]').click()
    saved(tablet)
    assert standing(site, group, SUNDAY) == standing(site, group, TUESDAY) == list(STANDING[1:])
    expect(tablet.locator(f'[data-tab="{SUNDAY}"] b')).to_have_text("5")
    tablet.locator('[data-do="undo"]').click()
    saved(tablet)
    assert (standing(site, group, TUESDAY), standing(site, group, SUNDAY)) == (list(STANDING), [])


def test_a_colleagues_change_is_shown_beside_ours_and_nothing_is_lost(
    tablet: Page, group: Group, site: Engine, in_language: Callable[[str], None]
) -> None:
    in_language("ar")
    opened(tablet, group, MONDAY)
    by_a_colleague(site, group, MONDAY, "dance", "go_home")
    items(tablet, MONDAY).first.locator('[data-do="remove"]').click()
    expect(tablet.locator("[data-theirs] img")).to_have_count(2)
    screenshot(tablet, "rhythm-conflict-ar")
    assert barriers(tablet, STAFF) == []
    tablet.locator('[data-do="use-theirs"]').click()
    expect(items(tablet, MONDAY)).to_have_count(2)
    assert standing(site, group, MONDAY) == ["dance", "go_home"]
    tablet.locator('[data-do="undo"]').click()
    saved(tablet)
    assert standing(site, group, MONDAY) == list(STANDING[1:])
    by_a_colleague(site, group, MONDAY, "dance")
    items(tablet, MONDAY).first.locator('[data-do="remove"]').click()
    tablet.locator('[data-do="keep-mine"]').click()
    saved(tablet)
    assert standing(site, group, MONDAY) == list(STANDING[2:])


def test_without_a_network_the_changes_stay_and_are_saved_when_it_is_back(
    tablet: Page, group: Group, site: Engine
) -> None:
    opened(tablet, group, MONDAY)
    tablet.context.set_offline(True)
    items(tablet, MONDAY).first.locator('[data-do="remove"]').click()
    items(tablet, MONDAY).first.locator('[data-do="down"]').click()
    expect(tablet.locator('[data-kept="waiting"]')).to_be_visible()
    screenshot(tablet, "rhythm-offline-nl")
    assert standing(site, group, MONDAY) == list(STANDING)
    tablet.context.set_offline(False)
    saved(tablet)
    assert standing(site, group, MONDAY) == ["fruit", "circle_time", *STANDING[3:]]


def opened(page: Page, group: Group, weekday: int) -> None:
    page.goto(f"/staff/groups/{group.id}/rhythm?weekday={weekday}")
    expect(page.locator(f'[data-weekday="{weekday}"]')).to_be_visible()


def items(page: Page, weekday: int) -> Locator:
    return page.locator(f'[data-weekday="{weekday}"] > .usual')


def saved(page: Page) -> None:
    expect(page.locator('[data-kept="kept"]')).to_be_visible()


def drag(page: Page, item: Locator, to: Locator) -> None:
    start, end = item.locator("[data-handle]").bounding_box(), to.bounding_box()
    assert start
    assert end
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, (y + end["y"]) / 2, steps=8)
    screenshot(page, "rhythm-dragging")
    page.mouse.move(x, end["y"] + end["height"] * 0.7, steps=8)
    page.mouse.up()


def by_a_colleague(site: Engine, group: Group, weekday: int, *concepts: str) -> None:
    with Session(site) as session:
        day = next(day for day in _days(session, group) if day.weekday == weekday)
        day.moments = [{"concept_id": name, "starts_at": None} for name in concepts]
        day.version += 1
        session.commit()


def rows(site: Engine, group: Group, weekday: int) -> list[UsualMoment]:
    with Session(site) as session:
        return usual_moments(next((day for day in _days(session, group) if day.weekday == weekday), None))


def standing(site: Engine, group: Group, weekday: int) -> list[str]:
    return [moment.concept_id for moment in rows(site, group, weekday)]


def _days(session: Session, group: Group) -> list[RhythmDay]:
    return list(session.exec(select(RhythmDay).where(RhythmDay.group_id == group.id)))


def _replace(session: Session, group: Group, days: list[tuple[int, list[dict[str, str | None]]]]) -> None:
    session.exec(delete(RhythmDay).where(col(RhythmDay.group_id) == group.id))
    session.add_all(RhythmDay(group_id=group.id, weekday=weekday, moments=moments) for weekday, moments in days)
    session.commit()
