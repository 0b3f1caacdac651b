"""What a parent can tap to hear has a source in every language, or there is no button: all screens in all languages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.clock import today
from app.days.models import DayCard, Publication, State
from app.language.languages import BASE, language_of, tags
from app.people.models import Caregiver
from app.pictograms.catalogue import moments
from app.sign_in.models import Device
from app.speech import voices
from app.speech.clips import has_voice
from app.speech.keys import text_of
from app.speech.sentences import text_at
from tests.cast import Cast

DRAWING = re.compile(r"<svg.*?</svg>|<style>.*?</style>", re.DOTALL)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What is tapped to be heard, or says itself: a row that speaks, a moment or sentence of the day, a greeting.
SPEAKING = ("say-it", "data-still", "greeting")


@dataclass
class Speaker:
    """Something that speaks: the languages and clips of its words, and whether it shows a button."""

    kind: str
    words: list[tuple[str, str]] = field(default_factory=list)
    has_button: bool = False


class Screen(HTMLParser):
    """Collects what speaks on a page, and any words to say that stand outside of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.speakers: list[Speaker] = []
        self.astray: list[str] = []
        self._open: list[tuple[str, str, Speaker | None]] = []
        self._for: dict[str, Speaker] = {}  # by the id of an element whose words something else says
        self._named: dict[str, Speaker] = {}
        self.feed(DRAWING.sub("", page))  # drawings say nothing, and are most of a page
        for name, speaker in self._for.items():
            speaker.words += self._named[name].words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = {name: value or "" for name, value in attrs}
        _, language, speaker = self._open[-1] if self._open else ("", BASE, None)
        language = given.get("lang", language)
        found = self._kind(tag, given)
        if found:
            speaker = Speaker(found)
            self.speakers.append(speaker)
            if "data-for" in given:
                self._for[given["data-for"]] = speaker
        elif given.get("id") and speaker is None:
            speaker = self._named[given["id"]] = Speaker("words")
        if speaker and tag == "button" and "hidden" not in given:
            speaker.has_button = True
        if "data-say" in given and speaker:
            speaker.words.append((language, given.get("data-clip", "")))
        elif "data-say" in given:
            self.astray.append(self.get_starttag_text() or tag)
        if tag not in VOID:
            self._open.append((tag, language, speaker))

    def handle_endtag(self, tag: str) -> None:
        """Close an element, with whatever HTML lets stand open in it."""
        while self._open and self._open.pop()[0] != tag:
            pass

    @staticmethod
    def _kind(tag: str, given: dict[str, str]) -> str:
        names = {tag, *given, *given.get("class", "").split()}
        return next((kind for kind in SPEAKING if kind in names), "")


@pytest.fixture
def days(engine: Engine, cast: Cast) -> None:
    """Publish a card with every moment there is, for today, and a few for yesterday."""
    with Session(engine) as session:
        for before, concepts in enumerate((moments(), moments()[40:43])):
            card = DayCard(group_id=cast.vlinders.id, day=today() - timedelta(days=before), version=1)
            card.published_version = 1
            session.add(card)
            session.flush()
            shown = [_shown(one.id, place) for place, one in enumerate(concepts)]
            author = cast.sanne.id
            session.add(Publication(id=uuid4(), card_id=card.id, version=1, staff_member_id=author, moments=shown))
        session.commit()


def _shown(concept_id: str, place: int) -> dict[str, object]:
    seen = {"id": str(UUID(int=place)), "concept_id": concept_id, "starts_at": None, "state": str(State.DONE)}
    return seen | {"badges": ["first_time"] if place == 0 else [], "note": "Wat leuk!", "photo": None}


def screens(engine: Engine, browser: TestClient, tag: str) -> Iterator[tuple[str, Screen]]:
    """Yield every screen of a parent, in a language."""
    with Session(engine) as session:
        for device in session.exec(select(Device)):
            device.language = tag
        session.commit()
    stranger = TestClient(browser.app, follow_redirects=False, headers={"Accept-Language": tag})
    yesterday, empty = today() - timedelta(days=1), today() - timedelta(days=2)
    paths = ("/today", f"/today/{yesterday}", f"/today/{empty}", "/today/1999-01-01", "/us", f"/offline/{tag}")
    for path in paths:
        page = browser.get(path, headers={"Accept": "text/html"})
        assert f'lang="{tag}"' in page.text, (path, tag, page.status_code)
        yield path, Screen(page.text)
    yield "/join", Screen(stranger.get("/join").text)
    yield "/nowhere", Screen(stranger.get("/nowhere", headers={"Accept": "text/html"}).text)


def has_source(language: str, clip: str) -> bool:
    """Tell whether words can be heard: somewhere, by a clip or by a voice that phones truly have."""
    return bool(clip or language_of(language).device_voice)


def is_there(clip: str) -> bool:
    """Tell whether an address of a clip is one that will be answered, by the tables it is made from."""
    _, kind, language, key = clip.partition("?")[0].removesuffix(".m4a").split("/", 3)
    folder, _, name = key.rpartition("/")
    text = text_at(language, name) if folder == "sentences" else text_of(language, key)
    return kind == "clips" and has_voice(language) and bool(text)


def test_whatever_is_tapped_to_be_heard_has_a_source_in_every_language_or_no_button(
    engine: Engine, cast: Cast, days: None, as_caregiver: Callable[[Caregiver], TestClient]
) -> None:
    browser, clips = as_caregiver(cast.hala), dict[str, str]()
    for tag in tags():
        for path, screen in screens(engine, browser, tag):
            where = f"{path} in {tag}"
            assert screen.speakers, where
            assert not screen.astray, where
            for speaker in screen.speakers:
                heard = [has_source(*words) for words in speaker.words]
                # A greeting is also the choice of a language, so it stays a button where nobody can say it yet.
                assert any(heard) or not speaker.has_button or speaker.kind == "greeting", (where, speaker)
                for language, clip in speaker.words:
                    assert not clip or is_there(clip), (where, clip)
                    clips.setdefault(language, clip)
    for clip in filter(None, clips.values()):
        answer = browser.get(clip)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/mp4"), clip


def test_a_word_that_somebody_has_recorded_stands_on_todays_page_at_once(
    cast: Cast, days: None, as_caregiver: Callable[[Caregiver], TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = as_caregiver(cast.hala)
    before = browser.get("/today")
    recordings = {(language, "paint"): UUID(int=7) for language in tags()}
    monkeypatch.setattr(voices, "_voices", voices._Voices(number=7, recordings=recordings))
    after = browser.get("/today", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert f"/recordings/{cast.hala.languages[0]}/{UUID(int=7)}.m4a" in after.text
    assert "/recordings/" not in before.text
