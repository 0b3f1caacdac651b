"""Every label of every language fits under its picture on a phone of 390 pixels, in letters that phone has or gets."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.language.catalogues import own_label
from app.language.languages import Language, languages
from app.language.po_file import DOMAINS, forms_of, read_catalogue
from app.people.models import Group
from app.pictograms.labels import labelled

MEASURE = Path(__file__).with_name("labels.js").read_text()
STRIP = '.moment[data-place="now"] .moment__words .label'
PICKED = ".concepts .concept"
WEBFONTS = {"arabic": "Noto Sans Arabic", "ethiopic": "Noto Sans Ethiopic"}


def _faults(page: Page, selector: str, *, most_lines: int, may_break: bool) -> list[str]:
    labels = [
        {"lang": one.tag, "dir": one.direction, "text": own_label(one.tag, concept_id)}
        for one in languages()
        for concept_id in labelled()
    ]
    assert len(labels) > 9000
    page.evaluate(f"{MEASURE};0")
    given = [[one for one in labels if one["text"]], selector, most_lines, may_break]
    found: list[str] = page.evaluate("(given) => measureLabels(...given)", given)
    return found


@pytest.mark.parametrize("reading", ["listening", "pictures", "text"])
def test_every_label_fits_beside_its_picture_on_a_parents_day(phone_of: Callable[[str], Page], reading: str) -> None:
    page = phone_of("Hala")
    page.goto("/today")
    page.evaluate("(reading) => { document.documentElement.dataset.reading = reading }", reading)
    faults = _faults(page, STRIP, most_lines=2, may_break=False)
    assert faults == [], "\n".join(faults)


def test_every_label_fits_under_its_picture_where_staff_pick_it(tablet: Page, site: Engine) -> None:
    with Session(site) as session:
        group = session.exec(select(Group).where(Group.name == "Vlinders")).one().id
    tablet.goto(f"/staff/groups/{group}/today")
    tablet.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    # A long word may go on below on this small tile; a fourth line would push the others apart.
    assert _faults(tablet, PICKED, most_lines=3, may_break=True) == []


def test_the_fonts_we_send_have_every_letter_of_their_languages(phone_of: Callable[[str], Page]) -> None:
    page = phone_of("Selam")
    page.goto("/today")
    page.evaluate("() => { document.body.replaceChildren(document.createElement('p')) }")
    for kind, family in WEBFONTS.items():
        letters = {letter for one in languages() if one.webfont == kind for letter in _letters(one)}
        assert len(letters) > 30
        page.evaluate(
            """async ([family, text]) => {
              const words = document.querySelector("p");
              words.style.fontFamily = `"${family}", monospace`;
              words.textContent = text;
              words.getBoundingClientRect();
              await document.fonts.ready;
            }""",
            [family, "".join(sorted(letters))],
        )
        assert _fonts_in_use(page) == {family}


def _letters(language: Language) -> set[str]:
    messages = (message for domain in DOMAINS for message in read_catalogue(language.tag, domain) if message.id)
    first = ord("؀") if language.script == "Arab" else ord("ሀ")  # what stands in Latin inside them has the phone's font
    return {letter for message in messages for form in forms_of(message) for letter in form if ord(letter) >= first} - {
        letter for letter in map(chr, range(0x2000, 0x2070))
    }


def _fonts_in_use(page: Page) -> set[str]:
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "p"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    return {font["familyName"] for font in fonts if font["isCustomFont"] or font["glyphCount"] > 0}
