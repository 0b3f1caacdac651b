"""A second speaker puts a written word right: it is read and said so everywhere, until staff take it back."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.language.catalogues import label, own_label, own_word, translator
from app.people.models import StaffMember
from app.speech import voices
from app.speech.clips import clip_url
from app.speech.models import WordCorrection
from tests.cast import Cast
from tests.speech.conftest import Speaking

CORRECTIONS = "/api/v1/staff/word-corrections"


def test_a_corrected_word_goes_before_the_catalogues(fatma: Speaking, hala: Speaking, sanne: TestClient) -> None:
    before = own_label("so", "wash_hands")
    assert hala.decide(fatma.recorded(), text=" Faro dhaqis ").json()["text"] == "Faro dhaqis"
    assert (label("so", "wash_hands"), own_label("so", "wash_hands")) == ("Faro dhaqis", "Faro dhaqis")
    [correction] = sanne.get(CORRECTIONS).json()["corrections"]
    assert (correction["before"], correction["text"], correction["alias"]) == (before, "Faro dhaqis", "Ayaan")
    version = voices.version()
    assert sanne.delete(f"{CORRECTIONS}/{correction['id']}").status_code == 204
    assert (label("so", "wash_hands"), sanne.get(CORRECTIONS).json()["corrections"]) == (before, [])
    assert voices.version() != version


def test_a_spoken_word_of_the_interface_is_corrected_on_every_page(fatma: Speaking, hala: Speaking) -> None:
    hala.decide(fatma.recorded("words/today"), text="Maantadan")
    assert (own_word("so", "Today"), translator("so").gettext("Today")) == ("Maantadan", "Maantadan")
    assert translator("nl").gettext("Today") == "Vandaag"


def test_the_voice_of_the_server_says_the_corrected_word(fatma: Speaking, hala: Speaking, session: Session) -> None:
    for speaking in (fatma, hala):
        speaking.language = "tr"
        speaking.agree("Elif" if speaking is fatma else "Zeynep")
    recording_id = fatma.recorded()
    before = clip_url("tr", "wash_hands")
    hala.decide(recording_id, "refused", text="Elleri yıkama")
    assert clip_url("tr", "wash_hands") not in {before, None}


def test_a_word_corrected_twice_remembers_how_the_catalogue_had_it(
    fatma: Speaking, hala: Speaking, session: Session
) -> None:
    before = own_label("so", "wash_hands")
    hala.decide(fatma.recorded(), "refused", text="Faro dhaqis")
    hala.decide(fatma.recorded(), text="Faro dhaq")
    row = session.exec(select(WordCorrection)).one()
    assert (row.before, row.text) == (before, "Faro dhaq")


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("wash_hands", "Faraha aad u dhaqo saabuun", "word_too_long"),
        ("wash_hands", "غسل اليدين", "wrong_script"),
        ("wash_hands", " ", "word_missing"),
        ("wash_hands", "Dhaq <b>", "wrong_placeholders"),
        ("words/today", "Maanta %(day)s", "wrong_placeholders"),
        ("words/today", "Maanta" * 50, "word_too_long"),
        ("words/monday", "Isniin kale", "fixed_word"),
        ("words/greeting", "Haye", "fixed_word"),
    ],
)
def test_a_correction_is_checked_as_the_catalogues_are(
    fatma: Speaking, hala: Speaking, key: str, text: str, code: str
) -> None:
    recording_id = fatma.recorded(key)
    version = voices.version()
    answer = hala.decide(recording_id, text=text)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (fatma.listed("recordings")[0]["state"], voices.version()) == ("waiting", version)


def test_staff_of_another_organisation_see_and_undo_no_correction(
    fatma: Speaking, hala: Speaking, sanne: TestClient, cast: Cast, as_staff: Callable[[StaffMember], TestClient]
) -> None:
    hala.decide(fatma.recorded(), text="Faro dhaqis")
    correction_id = sanne.get(CORRECTIONS).json()["corrections"][0]["id"]
    pieter = as_staff(cast.pieter)
    assert pieter.get(CORRECTIONS).json()["corrections"] == []
    assert pieter.delete(f"{CORRECTIONS}/{correction_id}").status_code == 404
