"""A parent finds their language among the first greetings, the others behind one tap, and hears what nobody checked."""

import re
from dataclasses import replace

from fastapi.testclient import TestClient

from app.language.languages import language_of, languages, tags
from app.pages import environment
from tests.cast import Cast

GREETING = re.compile(r'class="greeting[^"]*" lang="(\w+)"')
FIRST = 8


def test_the_phones_language_is_first_then_those_of_the_sites_families(client: TestClient, cast: Cast) -> None:
    page = client.get(f"/join/{cast.site.id}", headers={"accept-language": "ckb"}).text
    order = GREETING.findall(page)
    assert order[0] == "ckb"
    assert set(order[1:FIRST]) >= set(cast.hala.languages)
    assert sorted(order) == sorted(tags())


def test_eight_are_in_view_and_one_tap_shows_the_rest(client: TestClient) -> None:
    first, more = client.get("/join").text.split("<details", 1)
    assert len(GREETING.findall(first)) == FIRST
    assert len(GREETING.findall(more)) == len(tags()) - FIRST


def test_every_language_that_nobody_checked_carries_the_mark_and_the_legend_is_beside_it(client: TestClient) -> None:
    page = client.get("/join", headers={"accept-language": "nl"}).text
    tiles = {tag: tile for tile in page.split("<label ")[1:] for tag in re.findall(r'lang="(\w+)"', tile)[:1]}
    marked = {tag for tag, tile in tiles.items() if "not checked" in tile or "niet nagekeken" in tile}
    assert marked == {one.tag for one in languages() if not one.is_checked}
    assert 'data-clip="/clips/nl/words/unchecked' in page.split('class="greetings__legend"')[1]


def test_staff_read_beside_a_language_that_nobody_has_checked_it(client: TestClient, cast: Cast) -> None:
    client.post("/staff/sign-in", data={"email": "sanne@example.org", "password": "a good long password"})
    page = client.get("/staff/account").text
    assert "ትግርኛ · nog niet nagekeken" in page
    assert "Nederlands · nog niet nagekeken" in page
    assert 'href="/staff/voices"' in page


def test_once_a_native_speaker_has_read_a_language_its_mark_goes() -> None:
    option = environment().get_template("staff/languages.html").make_module({"_": str}).language_option
    dutch = language_of("nl")
    assert "not checked yet" in option(dutch, False)
    assert "Nederlands</option>" in option(replace(dutch, is_checked=True), False)
