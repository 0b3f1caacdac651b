"""What scripts are answered: stamps of where a card stands, and translated errors, whatever they send."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlmodel import Session, select

from app.clock import today
from app.days.models import CardChange
from app.language.catalogues import translator
from app.people.models import StaffMember
from tests.cast import Cast, staff_actor
from tests.days.acting import card

SignIn = Callable[[StaffMember], TestClient]
ID = "5f0c7c1e-0d2b-4f7e-9a2e-0d6f6f2f4a11"
ADDING = {"kind": "add", "moment_id": ID, "concept_id": "sing", "after_id": None}
BAD_CHANGES: list[object] = [
    None,
    [],
    "change",
    7,
    {},
    {"id": ID},
    {"id": ID, "steps": []},
    {"id": ID, "steps": None},
    {"id": ID, "steps": {}},
    {"id": ID, "steps": [None]},
    {"id": ID, "steps": [{"kind": "explode", "moment_id": ID}]},
    {"id": ID, "steps": [{"kind": "state", "moment_id": ID, "saw": "planned", "state": "asleep"}]},
    {"id": ID, "steps": [{"kind": "note", "moment_id": ID, "saw": "a" * 2001, "note": ""}]},
    {"id": ID, "steps": [{"kind": "note", "moment_id": ID, "saw": "", "note": {"text": "Amal"}}]},
    {"id": ID, "steps": [ADDING] * 51},
    {"id": "not an id", "steps": [ADDING]},
    {"id": ID, "steps": [{**ADDING, "moment_id": "Amal"}]},
    {"id": ID, "steps": [{**ADDING, "concept_id": 5}]},
    {"id": ID, "steps": [{**ADDING, "concept_id": "no_such_concept"}]},
    {"id": ID, "steps": [{"kind": "badge", "moment_id": ID, "badge": "no_such_badge", "has_badge": True}]},
]
BAD_RHYTHMS: list[object] = [
    None,
    {},
    {"saw_version": 1},
    {"saw_version": "one", "moments": []},
    {"saw_version": 1.5, "moments": []},
    {"saw_version": 1, "moments": "sing"},
    {"saw_version": 1, "moments": ["sing"]},
    {"saw_version": 1, "moments": [{"concept_id": None}]},
    {"saw_version": 1, "moments": [{"concept_id": "no_such_concept"}]},
    {"saw_version": 1, "moments": [{"concept_id": "sing", "starts_at": "24:30"}]},
    {"saw_version": 1, "moments": [{"concept_id": "sing", "starts_at": "09:00+02:00"}]},
    {"saw_version": 1, "moments": [{"concept_id": "sing"}] * 41},
]
BROKEN = [
    b"",
    b"{",
    b"\xff\xfe{}",
    b"[" * 100_000,
    b'{"saw_version": ' + b"9" * 6000 + b', "moments": []}',
    b'{"saw_version": NaN, "moments": []}',
    b'{"id": "\\ud800", "saw_version": 1, "moments": [{"concept_id": "\\ud800"}]}',
]


def is_understandable(answer: Response, language: str) -> bool:
    """Tell whether an answer is a 422 with a code, a pictogram and words in a language."""
    body = answer.json()
    words = translator(language).gettext("This cannot be used. Look at it again.")
    return (answer.status_code, body["message"], body["pictogram"]) == (422, words, "ui_error") and bool(body["code"])


def changes_url(cast: Cast) -> str:
    return f"/api/v1/groups/{cast.vlinders.id}/cards/{today()}/changes"


def rhythm_url(cast: Cast, weekday: object = 0) -> str:
    return f"/api/v1/groups/{cast.vlinders.id}/rhythm/{weekday}"


def test_a_change_is_answered_with_where_the_card_stands(as_staff: SignIn, cast: Cast) -> None:
    browser = as_staff(cast.sanne)
    changed = browser.post(changes_url(cast), json={"id": ID, "steps": [ADDING]})
    assert (changed.status_code, changed.json()) == (200, {"version": 1, "has_unpublished_changes": True})
    shown = browser.post(changes_url(cast).replace("changes", "publication"), json={"id": str(uuid4())})
    assert (shown.status_code, shown.json()) == (200, {"version": 1, "has_unpublished_changes": False})
    taken_back = browser.post(f"/api/v1/changes/{ID}/reversal", json={"id": str(uuid4())})
    assert (taken_back.status_code, taken_back.json()) == (200, {"version": 2, "has_unpublished_changes": True})


def test_a_conflict_says_so_in_the_readers_language(session: Session, as_staff: SignIn, cast: Cast) -> None:
    moment_id = str(card(session, cast).moments[0].id)
    step = {"kind": "note", "moment_id": moment_id, "saw": "", "note": "Wij bouwen."}
    browser = as_staff(cast.sanne)
    browser.post(changes_url(cast), json={"id": str(uuid4()), "steps": [step]})
    refused = browser.post(changes_url(cast), json={"id": str(uuid4()), "steps": [{**step, "note": "Wij zingen."}]})
    assert refused.status_code == 409
    assert refused.json() == {
        "code": "changed_by_another",
        "message": translator("nl").gettext("A colleague changed this just now. Look again and choose."),
        "pictogram": "ui_changed",
    }


def test_a_rhythm_is_answered_with_its_version_and_a_stale_one_with_the_newer(as_staff: SignIn, cast: Cast) -> None:
    browser, url = as_staff(cast.sanne), rhythm_url(cast)
    sent = {"saw_version": 1, "moments": [{"concept_id": "sing", "starts_at": "09:05"}, {"concept_id": "fruit"}]}
    assert browser.put(url, json=sent).json() == {"version": 2}
    refused = browser.put(url, json={**sent, "moments": []})
    assert refused.status_code == 409
    assert refused.json()["version"] == 2
    assert refused.json()["moments"] == [sent["moments"][0], {"concept_id": "fruit", "starts_at": None}]


@pytest.mark.parametrize("body", BAD_CHANGES, ids=str)
def test_a_change_that_cannot_be_is_a_translated_422(
    session: Session, as_staff: SignIn, cast: Cast, body: object
) -> None:
    answer = as_staff(cast.sanne).post(changes_url(cast), json=body)
    assert is_understandable(answer, "nl")
    assert "Amal" not in answer.text
    assert session.exec(select(CardChange)).all() == []


@pytest.mark.parametrize("body", BAD_RHYTHMS, ids=str)
def test_a_rhythm_that_cannot_be_is_a_translated_422(as_staff: SignIn, cast: Cast, body: object) -> None:
    assert is_understandable(as_staff(cast.sanne).put(rhythm_url(cast), json=body), "nl")


@pytest.mark.parametrize("body", BROKEN, ids=lambda body: str(body[:20]))
def test_what_is_no_json_is_a_translated_422(as_staff: SignIn, cast: Cast, body: bytes) -> None:
    cast.sanne.language = "nl"
    browser, sent = as_staff(cast.sanne), {"content-type": "application/json"}
    for method, url in (("POST", changes_url(cast)), ("PUT", rhythm_url(cast))):
        assert is_understandable(browser.request(method, url, content=body, headers=sent), "nl")


@pytest.mark.parametrize("weekday", [-1, 7, "maandag", "0.5", "9" * 50])
def test_a_week_has_seven_days(as_staff: SignIn, cast: Cast, weekday: object) -> None:
    browser = as_staff(cast.sanne)
    assert browser.put(rhythm_url(cast, weekday), json={"saw_version": 0, "moments": []}).status_code == 404
    page = f"/staff/groups/{cast.vlinders.id}/rhythm?weekday={weekday}"
    assert browser.get(page, headers={"accept": "text/html"}).status_code in {404, 422}


@pytest.mark.parametrize("day", ["gisteren", "2026-02-30", "0001-01-01", "2020-01-01", "9999-12-31"])
def test_a_day_that_does_not_exist_or_is_far_away_is_not_there(as_staff: SignIn, cast: Cast, day: str) -> None:
    url = changes_url(cast).replace(str(today()), day)
    answer = as_staff(cast.sanne).post(url, json={"id": ID, "steps": [ADDING]})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_change_is_taken_back_by_whoever_works_in_the_group_and_by_nobody_else(as_staff: SignIn, cast: Cast) -> None:
    as_staff(cast.sanne).post(changes_url(cast), json={"id": ID, "steps": [ADDING]})
    url, body = f"/api/v1/changes/{ID}/reversal", {"id": str(uuid4())}
    for stranger in (cast.joost, cast.pieter):
        assert as_staff(stranger).post(url, json=body).status_code == 404
    assert as_staff(cast.karima).post(url, json=body).status_code == 200


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_the_rhythm_page_names_the_days_and_shows_one(
    session: Session, as_staff: SignIn, cast: Cast, language: str
) -> None:
    session.get_one(StaffMember, cast.karima.id).language = language
    session.commit()
    page = as_staff(cast.karima).get(f"/staff/groups/{cast.vlinders.id}/rhythm?weekday=6").text
    assert f'<html lang="{language}"' in page
    assert page.count("data-weekday=") == 7
    assert page.count('aria-current="true"') == 2  # the group, since a coordinator has several, and the day
    assert staff_actor(cast.karima).is_coordinator
