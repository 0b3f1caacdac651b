"""Every screen of the Voice Studio, in three languages and scripts: nothing on it stands in anybody's way."""

from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.barriers import PARENTS, STAFF
from tests.e2e.test_screens import Look, Scene, scene
from tests.speech.phones import spoken

__all__ = ["scene"]

RECORDED = {"nl": "rif", "ar": "ar", "ti": "ti"}  # the language whose words are recorded on a screen in another
WORDS_SAID = ("wash_hands", "words/greeting", "outside_play")


@pytest.mark.parametrize(("language", "recorded"), RECORDED.items())
def test_no_screen_of_the_studio_stands_in_anybodys_way(scene: Scene, language: str, recorded: str) -> None:
    say_some_words(scene, recorded)
    page = scene.phone("Hala", language)
    look = Look(page, language, PARENTS)
    page.goto(f"/studio?language={recorded}")
    look.at("studio-languages")
    page.locator(f'.greeting[lang="{recorded}"]').tap()
    look.at("studio-language")
    page.locator(".check").tap()
    look.at("studio-consent")
    page.locator(".check").tap()
    expect(page.locator(".record")).to_be_visible()
    look.at("studio-record")
    page.locator(".record").tap()  # this browser has no microphone
    expect(page.locator('[data-notice="denied"]')).to_be_visible()
    look.at("studio-denied")
    page.locator('nav [data-place="listen"]').tap()
    page.locator('[data-do="edit"]').tap()
    look.at("studio-listen")
    page.locator('nav [data-place="mine"]').tap()
    expect(page.locator("own-recordings [data-nothing]")).to_be_visible()
    look.at("studio-mine-empty")
    page = scene.phone("Selam", language)
    look.page = page
    page.goto(f"/studio?language={recorded}#mine")
    expect(page.locator(".kept")).to_have_count(len(WORDS_SAID))
    look.at("studio-mine")
    look.page, look.bar = scene.tablet(language), STAFF
    look.page.goto(f"/staff/voices/{recorded}")
    look.at("voices-recordings")
    assert not look.problems, "\n".join(look.problems)


def say_some_words(scene: Scene, language: str) -> None:
    """Let Selam say some words of a language, as her phone does."""
    token = scene.bound("Selam", language)
    speaker = {"alias": "Letay", "dialect": "Asmara", "has_consented": True}
    with httpx.Client(base_url=f"{scene.address}/api/v1/studio", cookies={"dagkaart_device": token}) as phone:
        phone.put(f"/speakers/{language}", json=speaker).raise_for_status()
        for key in WORDS_SAID:
            said = f"/languages/{language}/recordings/{uuid4()}"
            phone.put(said, params={"key": key}, content=spoken()).raise_for_status()
