"""The pages of the Studio and of voices: who is asked first, what is stored nowhere, and what staff see."""

from collections.abc import Callable
from uuid import uuid4

from fastapi.testclient import TestClient

from app.config import get_settings
from app.people.models import Caregiver
from app.sign_in.cookies import cookie_name
from tests.cast import Cast
from tests.speech.conftest import Speaking
from tests.speech.phones import spoken

PAGE = {"accept": "text/html"}


def test_who_speaks_no_language_for_us_is_asked_first(
    cast: Cast, as_caregiver: Callable[[Caregiver], TestClient]
) -> None:
    page = as_caregiver(cast.selam).get("/studio", headers=PAGE).text
    assert "<speaker-form" in page
    assert "<voice-studio" not in page
    first = page.index('class="greeting')
    assert 'lang="ti"' in page[first : first + 80]
    assert 'value="nl"' not in page


def test_a_speaker_sees_each_word_with_its_picture_and_its_dutch(fatma: Speaking) -> None:
    recording_id = fatma.recorded()
    page = fatma.browser.get("/studio", headers=PAGE).text
    assert 'data-key="wash_hands" data-state="mine"' in page
    assert "Handen wassen" in page
    assert recording_id not in page


def test_another_language_is_asked_before_it_is_recorded(fatma: Speaking) -> None:
    assert "<voice-studio" in fatma.browser.get("/studio?language=so", headers=PAGE).text
    assert "<speaker-form" in fatma.browser.get("/studio?language=ti", headers=PAGE).text


def test_a_volunteers_phone_sees_the_studio_and_no_place_of_parents_or_staff(volunteer: Speaking) -> None:
    volunteer.agree("Zamzam")
    page = volunteer.browser.get("/studio", headers=PAGE).text
    assert "<voice-studio" in page
    assert 'href="/us"' not in page
    assert "/staff" not in page


def test_a_volunteers_card_is_stored_nowhere_and_opens_the_studio(sanne: TestClient, client: TestClient) -> None:
    form = {"name": "Zahra", "language": "so"}
    answer = sanne.post(f"/staff/voices/volunteers/{uuid4()}", data=form, headers=PAGE)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert 'class="qr"' in answer.text
    assert client.get("/studio/join", headers=PAGE).status_code == 200
    assert cookie_name("volunteer", get_settings()) not in client.cookies
    assert "Zahra" in sanne.get("/staff/voices", headers=PAGE).text


def test_a_card_without_a_name_is_asked_again_with_what_was_typed(sanne: TestClient) -> None:
    answer = sanne.post(f"/staff/voices/volunteers/{uuid4()}", data={"name": " ", "language": "ti"}, headers=PAGE)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert '<option value="ti" lang="ti" selected>' in answer.text


def test_staff_see_how_far_a_language_is_who_said_what_and_what_was_put_right(
    fatma: Speaking, hala: Speaking, sanne: TestClient
) -> None:
    hala.decide(fatma.recorded("dance", spoken()), text="Qoob-ka-ciyaar")
    fatma.recorded()
    page = sanne.get("/staff/voices/so", headers=PAGE).text
    assert "Hodan" in page
    assert "Qoob-ka-ciyaar" in page
    assert page.count("/api/v1/staff/recordings/") == 2
    assert "/bundle" not in page  # an administrator's
    assert sanne.get("/staff/voices/nl", headers=PAGE).status_code == 404


def test_an_administrator_can_take_the_voices_along(fatma: Speaking, hala: Speaking, ineke: TestClient) -> None:
    assert "/bundle" not in ineke.get("/staff/voices/so", headers=PAGE).text
    hala.decide(fatma.recorded())
    assert "/api/v1/staff/voices/so/bundle" in ineke.get("/staff/voices/so", headers=PAGE).text
    assert "<bundle-upload" in ineke.get("/staff/voices", headers=PAGE).text
