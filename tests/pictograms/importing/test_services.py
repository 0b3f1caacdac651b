"""Pictures of a service: found, taken with their credit, and left where they are when anything is wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.config import get_settings
from app.pictograms import drawing, taken
from app.pictograms.importing.fetching import Service, get
from app.pictograms.refusal import PictureRefused
from tests.pictograms.importing.conftest import label, painted_png, symbolset
from tests.pictograms.importing.drawings import BAD
from tests.pictograms.importing.services import Answer, PictureService

Run = Callable[[str], str]
TAKE = "take global-symbols 7014 --for go_home"
MULBERRY = "/uploads/production/image/imagefile/14/house.svg"


@pytest.fixture
def confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(get_settings(), "is_arasaac_licence_confirmed", True)


def test_a_word_finds_pictures_with_their_licences(service: PictureService, dagkaart: Run) -> None:
    found = dagkaart("search global-symbols house")
    assert "7014  house (Mulberry), Creative Commons BY-SA 4.0" in found
    assert "3 found. Take one: dagkaart pictures take global-symbols ID --for CONCEPT" in found
    asked = "/api/v1/labels/search?query=house&language=en&language_iso_format=639-1&limit=20&expand=picto.symbolset"
    assert service.asked == [(asked, "secret-key")]


def test_a_taken_picture_is_ours_with_its_credit_and_the_key_stays_with_the_api(
    service: PictureService, dagkaart: Run
) -> None:
    assert "go_home is now shown by house (Mulberry, Global Symbols, Creative Commons BY-SA 4.0)" in dagkaart(TAKE)
    assert "M100 400.1L425 100" in drawing.inline("go_home")
    credit = taken.pictures()["go_home"].credit
    assert (credit.author, credit.link) == ("Steve Lee", "https://mulberrysymbols.org")
    assert credit.licence_url == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert service.asked == [("/api/v1/labels/7014?expand=picto.symbolset", "secret-key"), (MULBERRY, "")]


def test_a_set_that_does_not_come_with_its_picture_is_looked_up(service: PictureService, dagkaart: Run) -> None:
    bare = label(service.address, 7014, 14)
    del bare["picto"]["symbolset"]
    service.answers["/api/v1/labels/7014"] = Answer(json.dumps(bare).encode())
    assert "does not say under which licence" in dagkaart(TAKE)
    service.answers["/api/v1/symbolsets"] = Answer(json.dumps([symbolset(14)]).encode())
    assert "go_home is now shown by house" in dagkaart(TAKE)


def test_a_picture_that_nobody_may_change_is_not_taken(service: PictureService, dagkaart: Run) -> None:
    assert "lets nobody change a picture" in dagkaart("take global-symbols 7023 --for go_home")
    assert not taken.pictures()


@pytest.mark.parametrize("line", ["take global-symbols 7017 --for go_home", "take arasaac 2317 --for go_home"])
def test_non_commercial_pictures_wait_for_the_operators_word(service: PictureService, dagkaart: Run, line: str) -> None:
    refusal = dagkaart(line)
    assert "non-commercial use only" in refusal
    assert "DAGKAART_IS_ARASAAC_LICENCE_CONFIRMED=true" in refusal
    assert not taken.pictures()


def test_nothing_is_asked_of_arasaac_before_that(service: PictureService, dagkaart: Run) -> None:
    assert "nobody may earn money with it" in dagkaart("search arasaac house")
    assert service.asked == []


@pytest.mark.usefixtures("confirmed")
def test_a_pictogram_of_arasaac_is_painted_afresh_and_credited(service: PictureService, dagkaart: Run) -> None:
    found = dagkaart("search arasaac house")
    assert "2317  house, CC BY-NC-SA 4.0" in found
    assert "weapon" not in found
    assert "go_home is now shown by house (ARASAAC, CC BY-NC-SA 4.0)" in dagkaart("take arasaac 2317 --for go_home")
    assert '<image x="4" y="4" width="64" height="64" href="data:image/png;base64,' in drawing.inline("go_home")
    assert "Sergio Palao" in dagkaart("list")


@pytest.mark.usefixtures("service")
def test_without_a_key_global_symbols_is_not_asked(dagkaart: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(get_settings(), "global_symbols_key", "")
    assert "set DAGKAART_GLOBAL_SYMBOLS_KEY" in dagkaart("search global-symbols house")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(status=401), "does not accept the key"),
        (Answer(status=429), "asks us to wait"),
        (Answer(status=503), "answers 503"),
        (Answer(status=404), "has no 7014"),
        (Answer(b"<html>"), "something we do not understand"),
        (Answer(b"[" * 100_000), "something we do not understand"),
        (Answer(b'{"id": 7014}'), "something we do not understand"),
        (Answer(b"x" * 2_100_000), "more than 2000000 bytes"),
        (Answer(b"x" * 1_000, stops_after=100), "could not be reached"),
        (Answer(status=302, headers={"Location": "https://elsewhere.example/"}), "to another host"),
        (Answer(status=302, headers={"Location": "http://127.0.0.1/"}), "to another host"),
        (Answer(status=302, headers={"Location": "/api/v1/labels/7014"}), "round in circles"),
        (Answer(status=302, headers={"Location": "http://[::"}), "could not be reached"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_the_service_answers_nothing_is_half_taken(
    service: PictureService, dagkaart: Run, answer: Answer, reason: str, data_folder: Path
) -> None:
    service.answers["/api/v1/labels/7014"] = answer
    assert reason in dagkaart(TAKE)
    assert not data_folder.exists()


def test_a_redirect_on_the_same_host_is_followed(service: PictureService, dagkaart: Run) -> None:
    service.answers["/moved.svg"] = service.answers[MULBERRY]
    service.answers[MULBERRY] = Answer(status=301, headers={"Location": "/moved.svg"})
    assert "go_home is now shown by house" in dagkaart(TAKE)


@pytest.mark.parametrize("place", ["https://elsewhere.example/a.svg", "http://127.0.0.1:1/a.svg", "file:///etc/passwd"])
def test_a_picture_on_another_host_is_not_fetched(service: PictureService, dagkaart: Run, place: str) -> None:
    led_astray = label(service.address, 7014, 14)
    led_astray["picto"]["image_url"] = place
    service.answers["/api/v1/labels/7014"] = Answer(json.dumps(led_astray).encode())
    assert "an address that is not its own" in dagkaart(TAKE)
    assert len(service.asked) == 1


def test_a_connection_that_breaks_half_way_leaves_nothing(
    service: PictureService, dagkaart: Run, data_folder: Path
) -> None:
    service.answers[MULBERRY].stops_after = 50
    assert "could not be reached" in dagkaart(TAKE)
    assert not data_folder.exists()


def test_a_server_that_cannot_prove_who_it_is_is_not_believed(service: PictureService) -> None:
    unproven = Service("Global Symbols", service.address, service.address)
    with pytest.raises(PictureRefused, match="could not be reached: ClientConnectorCertificateError"):
        get(unproven, f"{service.address}{MULBERRY}")
    assert service.asked == []


@pytest.mark.usefixtures("confirmed")
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (painted_png()[:400], "no readable PNG"),
        (painted_png((3000, 3000)), "more than 8000000 pixels"),
        (b"GIF89a", "well-formed SVG"),
        (BAD["script"][0], "<script>"),
    ],
    ids=["half", "huge", "another kind", "script"],
)
def test_a_picture_that_is_not_what_it_should_be_is_refused(
    service: PictureService, dagkaart: Run, content: bytes, reason: str
) -> None:
    service.answers["/pictograms/2317/2317_500.png"] = Answer(content)
    assert reason in dagkaart("take arasaac 2317 --for go_home")
    assert not taken.pictures()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("take global-symbols 7014 --for nonsense", "there is no concept nonsense"),
        ("take global-symbols ../../secret --for go_home", "is no id"),
        ("take global-symbols 1 --for go_home", "has no 1"),
        ("search global-symbols house --language ../x", "two or three letters"),
        ("drop go_home", "no picture was taken for go_home"),
    ],
)
@pytest.mark.usefixtures("service")
def test_a_wrong_word_in_the_command_is_told(dagkaart: Run, line: str, reason: str) -> None:
    assert reason in dagkaart(line)


def test_a_services_words_cannot_command_a_terminal(service: PictureService, dagkaart: Run) -> None:
    sly = label(service.address, 7014, 14) | {"text": "\x1b[2Jhouse\n\u202etxt"}
    service.answers["/api/v1/labels/search"] = Answer(json.dumps([sly]).encode())
    assert "7014  [2Jhouse txt (Mulberry)" in dagkaart("search global-symbols house")
